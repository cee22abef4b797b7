/** Drawing one polygon on the map, with mouse or finger, and pulling its corners afterwards. */
import {el, fill} from './dom.js';
import {t} from './texts.js';

/* global ol */

/**
 * Lets the user draw one polygon.
 * @param {function(Object)} onDrawn gets the polygon in longitude and latitude, also when it changes
 * @param {Object} [more] onState(boolean) is told whether drawing is under way; snapTo() answers the
 *     sources whose edges draw the pointer to them; hint() what is said meanwhile
 */
export function createDrawing({map, plotSource}, onDrawn,
    {onState = () => {}, snapTo = () => [], hint = () => t('draw.hint')} = {}) {
  const box = document.getElementById('drawhint');
  const format = new ol.format.GeoJSON({featureProjection: 'EPSG:3857'});
  let interactions = [];
  let draw = null;
  let sketch = null; // what has been drawn so far
  let stoppedAt = 0;

  const add = (interaction) => {
    interactions.push(interaction);
    map.addInteraction(interaction);
  };
  const tell = (feature) => onDrawn(
      format.writeGeometryObject(feature.getGeometry(), {decimals: 9, rightHanded: true}));
  /** Snapping comes last, so that it sees the pointer before drawing does. */
  const snap = (sources) => sources.forEach((source) =>
    add(new ol.interaction.Snap({source, pixelTolerance: 12})));

  function stop() {
    interactions.forEach((interaction) => map.removeInteraction(interaction));
    interactions = [];
    box.hidden = true;
    document.removeEventListener('keydown', onKey);
    if (draw) {
      draw = null;
      sketch = null;
      stoppedAt = performance.now();
      onState(false);
    }
  }

  function onKey(event) {
    if (event.key === 'Escape') {
      stop();
    } else if (event.key === 'Backspace' && !/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) {
      event.preventDefault();
      draw.removeLastPoint();
    }
  }

  function start() {
    stop();
    plotSource.clear();
    draw = new ol.interaction.Draw({type: 'Polygon', source: plotSource, minPoints: 3});
    draw.on('drawstart', ({feature}) => { sketch = feature; });
    draw.on('drawend', ({feature}) => {
      sketch = null;
      setTimeout(edit, 0); // let the double click end before the map may zoom by it
      tell(feature);
    });
    add(draw);
    snap(snapTo());
    document.addEventListener('keydown', onKey);
    fill(box, el('span', {text: hint()}), buttons());
    box.hidden = false;
    onState(true);
    document.getElementById('map').focus();
  }

  /** For fingers, which have no keys. */
  function buttons() {
    const button = (text, action) => el('button', {type: 'button', text: t(text), on: {click: action}});
    return [button('draw.undo', () => draw?.removeLastPoint()),
      button('draw.finish', finish), button('draw.cancel', stop)];
  }

  /** Ends the drawing where three corners stand; the ring holds the pointer and its beginning, too. */
  function finish() {
    if (sketch?.getGeometry().getCoordinates()[0].length >= 5) {
      draw?.finishDrawing();
    }
  }

  /** Lets the corners of what is drawn be pulled. */
  function edit() {
    stop();
    const modify = new ol.interaction.Modify({source: plotSource});
    modify.on('modifyend', ({features}) => tell(features.item(0)));
    add(modify);
    snap([plotSource, ...snapTo()]);
  }

  return {
    start, stop, edit,
    /** Whether a click belongs to the drawing: also the one that has just ended it. */
    isDrawing: () => draw !== null || performance.now() - stoppedAt < 600,
  };
}
