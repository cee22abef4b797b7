/** Drawing the extent of a zone, snapping to the edges of every layer that is shown. */
import {w} from './words.js';

/* global ol */

/**
 * Lets the user draw one polygon and pull its corners.
 * @param {function(Object)} onDrawn gets the geometry in longitude and latitude
 */
export function createZoneDrawing({map, plotSource}, onDrawn) {
  const hint = document.getElementById('drawhint');
  const format = new ol.format.GeoJSON({featureProjection: 'EPSG:3857'});
  let interactions = [];
  let draw = null;

  const add = (interaction) => {
    interactions.push(interaction);
    map.addInteraction(interaction);
  };
  const tell = (feature) => onDrawn(
      format.writeGeometryObject(feature.getGeometry(), {decimals: 9, rightHanded: true}));

  /** Snapping comes last, so that it sees the pointer before drawing does. */
  function snap() {
    map.getLayers().getArray()
        .filter((layer) => layer instanceof ol.layer.Vector && layer.getVisible()
          && !(layer instanceof ol.layer.Graticule) && layer.getSource())
        .forEach((layer) => add(new ol.interaction.Snap({source: layer.getSource(), pixelTolerance: 12})));
  }

  function stop() {
    interactions.forEach((interaction) => map.removeInteraction(interaction));
    interactions = [];
    draw = null;
    hint.hidden = true;
    document.removeEventListener('keydown', onKey);
  }

  function onKey(event) {
    if (event.key === 'Escape') {
      stop();
    } else if (event.key === 'Backspace' && !/INPUT|TEXTAREA|SELECT/.test(event.target.tagName)) {
      event.preventDefault();
      draw.removeLastPoint();
    }
  }

  /** Lets the corners of what is drawn be pulled. */
  function edit() {
    stop();
    const modify = new ol.interaction.Modify({source: plotSource});
    modify.on('modifyend', ({features}) => tell(features.item(0)));
    add(modify);
    snap();
  }

  function start() {
    stop();
    plotSource.clear();
    draw = new ol.interaction.Draw({type: 'Polygon', source: plotSource, minPoints: 3});
    draw.on('drawend', ({feature}) => {
      tell(feature);
      setTimeout(edit, 0); // let the double click end before the map may zoom by it
    });
    add(draw);
    snap();
    document.addEventListener('keydown', onKey);
    hint.textContent = w('zone.drawHint');
    hint.hidden = false;
    document.getElementById('map').focus();
  }

  return {start, stop, edit};
}
