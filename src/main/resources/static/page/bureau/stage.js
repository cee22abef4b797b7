/** The map beside the views: registered layers below, what a view shows above. */
import {el, fill} from '../dom.js';
import {createLayers} from '../layers.js';
import {translucent} from '../looks.js';
import {createMap} from '../map.js';

/* global ol */
const format = new ol.format.GeoJSON({featureProjection: 'EPSG:3857'});

/** Makes the map in its element. */
export function createStage(collections) {
  const target = document.getElementById('map');
  const map = createMap(target);
  createLayers(map, collections, () => {});
  foldLegend();
  const source = new ol.source.Vector();
  const layer = new ol.layer.Vector({source, style: styleOf, zIndex: 95});
  map.map.addLayer(layer);
  let pick = () => {};
  map.map.on('singleclick', ({pixel}) => {
    const found = map.map.getFeaturesAtPixel(pixel,
        {layerFilter: (l) => l === layer, hitTolerance: 4})[0];
    if (found) {
      pick(found.getId());
    }
  });
  home();

  function home() {
    const extents = collections.map((c) => c.extent).filter(Boolean);
    if (extents.length > 0) {
      map.home = extents.reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]),
        Math.max(a[2], b[2]), Math.max(a[3], b[3])]);
      map.fit(map.home, true);
    }
  }

  /** Zooms to an extent of the map; a point gets some hundred metres around it. */
  function zoom(extent, atOnce) {
    if (!ol.extent.isEmpty(extent)) {
      const still = atOnce || matchMedia('(prefers-reduced-motion: reduce)').matches;
      map.view.fit(ol.extent.buffer(extent, 30),
          {padding: [60, 60, 50, 60], maxZoom: 18, duration: still ? 0 : 300});
    }
  }

  return {
    ...map, source,
    /** Takes everything off that a view has put there. */
    clear() {
      source.clear();
      map.plotSource.clear();
      pick = () => {};
      this.legend([]);
      target.dataset.shown = '0';
    },
    /**
     * Puts things on the map: [{id, geometry, colour, dashed}], geometries in longitude and
     * latitude.
     * @param {function(string)} [onPick] gets the id of what is clicked
     */
    show(things, onPick, {fit = true} = {}) {
      source.clear();
      source.addFeatures(things.filter((thing) => thing.geometry).map((thing) => {
        const feature = format.readFeature({type: 'Feature', geometry: thing.geometry});
        feature.setId(thing.id);
        feature.setProperties({colour: thing.colour, dashed: thing.dashed}, true);
        return feature;
      }));
      pick = onPick || (() => {});
      target.dataset.shown = source.getFeatures().length;
      if (fit) {
        zoom(source.getExtent(), true);
      }
    },
    /** Lights one thing, and brings it into view. */
    focus(id) {
      source.forEachFeature((f) => f.set('lit', f.getId() === id));
      const found = source.getFeatureById(id);
      if (found) {
        zoom(found.getGeometry().getExtent());
      }
    },
    /** What is drawn of the registers now, for a drawing to follow its edges. */
    shownSources: () => map.map.getLayers().getArray()
        .filter((l) => l instanceof ol.layer.Vector && l.getVisible()
          && !(l instanceof ol.layer.Graticule) && l.getSource() !== map.plotSource)
        .map((l) => l.getSource()).filter(Boolean),
    /** Zooms to a geometry in longitude and latitude. */
    zoomTo: (geometry) => zoom(format.readGeometry(geometry).getExtent(), true),
    /** Says what the colours mean: [[colour, text, dashed]]. */
    legend(entries) {
      const box = document.getElementById('legend');
      box.hidden = entries.length === 0;
      fill(box, entries.map(([colour, text, dashed]) => {
        const swatch = el('span', {class: 'swatch', 'aria-hidden': 'true'});
        swatch.style.borderColor = colour;
        swatch.style.borderStyle = dashed ? 'dashed' : 'solid';
        swatch.style.background = translucent(colour, 0.25);
        return el('span', {class: 'legend-entry'}, swatch, el('span', {text}));
      }));
    },
  };
}

/** The legend of the layers would cover half of this map: it is opened when wanted. */
function foldLegend() {
  const head = document.querySelector('#layers .layers-head');
  if (head.getAttribute('aria-expanded') === 'true') {
    head.click();
    document.activeElement.blur();
  }
}

function styleOf(feature) {
  const colour = feature.get('colour');
  const lit = feature.get('lit');
  const stroke = new ol.style.Stroke({color: colour, width: lit ? 4 : 2,
    lineDash: feature.get('dashed') ? [7, 5] : undefined});
  const inside = new ol.style.Fill({color: translucent(colour, lit ? 0.4 : 0.18)});
  const zIndex = feature.get('dashed') ? 3 : lit ? 2 : 1; // dashes show over lines
  return new ol.style.Style({stroke, fill: inside, zIndex,
    image: new ol.style.Circle({radius: lit ? 10 : 6,
      fill: new ol.style.Fill({color: translucent(colour, lit ? 0.95 : 0.75)}),
      stroke: new ol.style.Stroke({color: '#ffffff', width: 2})})});
}
