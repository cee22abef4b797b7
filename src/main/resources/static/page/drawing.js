/** Drawing a plot on the map, and pulling its corners afterwards. */
import {t} from './texts.js';

/* global ol */

/**
 * Lets the user draw one polygon.
 * @param {function(Object)} onDrawn gets the polygon in longitude and latitude, also when it changes
 * @param {function(boolean)} onState whether drawing is under way
 */
export function createDrawing({map, plotSource}, onDrawn, onState) {
  const hint = document.getElementById('drawhint');
  const format = new ol.format.GeoJSON({featureProjection: 'EPSG:3857'});
  const snap = new ol.interaction.Snap({source: plotSource});
  let draw = null;
  let modify = null;
  let stoppedAt = 0;

  function tell(feature) {
    onDrawn(format.writeGeometryObject(feature.getGeometry(), {decimals: 9, rightHanded: true}));
  }

  function stopDrawing() {
    if (draw) {
      map.removeInteraction(draw);
      draw = null;
      stoppedAt = performance.now();
      hint.hidden = true;
      document.removeEventListener('keydown', onKey);
      onState(false);
    }
  }

  function stop() {
    stopDrawing();
    if (modify) {
      map.removeInteraction(modify);
      map.removeInteraction(snap);
      modify = null;
    }
  }

  function onKey(event) {
    if (event.key === 'Escape') {
      stopDrawing();
    } else if (event.key === 'Backspace' && !/INPUT|TEXTAREA/.test(event.target.tagName)) {
      event.preventDefault();
      draw.removeLastPoint();
    }
  }

  function start() {
    stop();
    plotSource.clear();
    draw = new ol.interaction.Draw({type: 'Polygon', source: plotSource, minPoints: 3});
    draw.on('drawend', ({feature}) => {
      // let the double click end before the map may zoom by it
      setTimeout(() => { stopDrawing(); edit(); }, 0);
      tell(feature);
    });
    map.addInteraction(draw);
    document.addEventListener('keydown', onKey);
    hint.textContent = t('draw.hint');
    hint.hidden = false;
    onState(true);
  }

  function edit() {
    modify = new ol.interaction.Modify({source: plotSource});
    modify.on('modifyend', ({features}) => tell(features.item(0)));
    map.addInteraction(modify);
    map.addInteraction(snap);
  }

  return {
    start, stop,
    /** Whether a click belongs to the drawing: also the one that has just ended it. */
    isDrawing: () => draw !== null || performance.now() - stoppedAt < 600,
  };
}
