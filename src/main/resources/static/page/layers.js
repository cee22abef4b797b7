/** Layers of the map: loaded by extent, switched on and off, with the legend. */
import {listFeatures} from './api.js';
import {addBase} from './base.js';
import {el, fill, icon, showMessage} from './dom.js';
import {colourOf, LOOKS, lookOf, SHOWN_FIRST, stackOf, translucent} from './looks.js';
import {onLanguage, t} from './texts.js';

/* global ol */
const PAGE = 1000; // features a request; the service gives no more
const PAGES = 3; // requests a layer and extent; beyond, the user is asked to zoom in

/**
 * Shows the collections on the map, and answers the ways to ask for what is there.
 * @param {function()} onRead called whenever the layers of a new extent have been read
 */
export function createLayers(map, collections, onRead) {
  const layers = collections
      .map((collection) => createLayer(map, collection))
      .sort((a, b) => b.stack - a.stack);
  layers.forEach((layer) => map.map.addLayer(layer.drawn));
  const box = document.getElementById('layers');
  let open = matchMedia('(min-width: 1200px)').matches; // on a tablet it would hide half the map

  let base = null;
  let baseShown = true;
  const show = () => fill(box, head(),
      open && el('ul', {id: 'layerlist'}, layers.map(row), base && baseRow()));

  function baseRow() {
    return el('li', {}, el('label', {for: 'layer-base', class: 'layer'},
        el('input', {type: 'checkbox', id: 'layer-base', checked: baseShown, on: {change: (event) => {
          baseShown = event.target.checked;
          base.setVisible(baseShown);
        }}}),
        el('span', {class: 'swatch base', 'aria-hidden': 'true'}),
        el('span', {class: 'layer-title', text: t(`base.${base.kind}`)})));
  }

  addBase(map).then((added) => {
    base = added;
    show();
  }, (problem) => showMessage(t('layers.failed', {title: t('base.title'), reason: problem.message})));

  function head() {
    return el('button', {
      type: 'button', class: 'layers-head', 'aria-expanded': String(open),
      'aria-controls': 'layerlist',
      on: {click: () => { open = !open; show(); box.querySelector('button').focus(); }},
    }, icon('layers'), el('span', {text: t('layers.title')}));
  }

  function row(layer) {
    const id = `layer-${layer.collection.id}`;
    return el('li', {},
        el('label', {for: id, class: 'layer'},
            el('input', {type: 'checkbox', id, checked: layer.visible, on: {change: (event) => {
              layer.visible = event.target.checked;
              layer.drawn.setVisible(layer.visible);
              refresh();
            }}}),
            swatch(layer.look, layer.look.colour, layer.look.classes && layer.look.digits),
            el('span', {class: 'layer-title', text: layer.collection.title}),
            layer.note = el('span', {class: 'layer-note', text: noteOf(layer)})),
        layer.visible && layer.look.legend && legend(layer));
  }

  let rounds = 0;
  let moving = true; // until the map first comes to rest
  const refresh = async () => {
    const round = ++rounds;
    busy(true);
    await Promise.all(layers.map((layer) => load(map, layer, () => {
      if (layer.note) {
        layer.note.textContent = noteOf(layer);
      }
    })));
    if (round === rounds && !moving) {
      busy(false);
      onRead();
    }
  };

  let waiting;
  map.map.on('movestart', () => { moving = true; busy(true); });
  map.map.on('moveend', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { moving = false; refresh(); }, 150);
  });
  onLanguage(show);
  show();
  busy(true);
  return {
    /** Loaded parcels, as features. */
    parcels: () => layers.find((l) => l.collection.id === 'parcels')?.source.getFeatures() || [],
    /** The shown features at a pixel: [{collection, feature}], the topmost first. */
    at(pixel) {
      const found = [];
      map.map.forEachFeatureAtPixel(pixel, (feature, drawn) => {
        const layer = layers.find((l) => l.drawn === drawn);
        if (layer && found.length < 12) {
          found.push({collection: layer.collection, feature});
        }
      }, {hitTolerance: 3});
      return found;
    },
    /** Other titles of the same collections, in another language. */
    retitle(others) {
      layers.forEach((layer) => {
        layer.collection = others.find((c) => c.id === layer.collection.id) || layer.collection;
      });
      show();
    },
  };
}

/** Says that layers are being read, also to those who do not see it. */
function busy(reading) {
  document.getElementById('map').setAttribute('aria-busy', String(reading));
  document.getElementById('mapstate').textContent = reading ? t('layers.reading') : '';
}

function createLayer(map, collection) {
  const look = lookOf(collection.id);
  const visible = collection.count > 0 && SHOWN_FIRST.includes(collection.id);
  const source = new ol.source.Vector();
  const drawn = new ol.layer.Vector({
    source, visible, zIndex: stackOf(collection.id) || Object.keys(LOOKS).length + 1,
    minZoom: look.from, style: (feature) => styleOf(look, feature),
  });
  return {collection, look, source, drawn, visible, loaded: null, partial: false,
    stack: stackOf(collection.id)};
}

function noteOf(layer) {
  if (layer.collection.count === 0) {
    return t('layers.empty');
  }
  if (!layer.visible) {
    return '';
  }
  return layer.tooFar ? t('layers.zoomIn') : layer.partial ? t('layers.partial') : '';
}

async function load(map, layer, tell) {
  layer.tooFar = map.view.getZoom() < layer.look.from;
  const seen = map.extent();
  const held = layer.loaded && !layer.partial && ol.extent.containsExtent(layer.loaded, seen);
  if (!layer.visible || layer.tooFar || layer.collection.count === 0 || held) {
    tell();
    return;
  }
  layer.running?.abort();
  layer.running = new AbortController();
  // a little more than is seen, so that small moves need no request
  const wanted = ol.extent.buffer(seen, 0.2 * Math.max(seen[2] - seen[0], seen[3] - seen[1]));
  try {
    const {features, partial} = await listAll(layer.collection.id, wanted, layer.running.signal);
    layer.source.clear(true);
    layer.source.addFeatures(features);
    layer.loaded = wanted;
    layer.partial = partial;
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      showMessage(t('layers.failed', {title: layer.collection.title, reason: problem.message}));
    }
  }
  tell();
}

async function listAll(collection, extent, signal) {
  const format = new ol.format.GeoJSON({featureProjection: 'EPSG:3857'});
  const features = [];
  let after = 0;
  for (let page = 0; page < PAGES && after !== undefined; page++) {
    const answer = await listFeatures(collection, extent, after, PAGE, signal);
    features.push(...format.readFeatures(answer));
    after = answer.next;
  }
  return {features, partial: after !== undefined};
}

function styleOf(look, feature) {
  const colour = colourOf(look, feature.getProperties());
  const stroke = new ol.style.Stroke({
    color: look.digits ? '#7c847b' : look.classes && look.legend ? '#5f6a3a' : colour,
    width: look.width, lineDash: look.dash});
  const fill = look.fill > 0
    ? new ol.style.Fill({color: translucent(colour, look.fill)}) : undefined;
  return new ol.style.Style({stroke, fill, image: new ol.style.Circle({
    radius: 5, fill: new ol.style.Fill({color: translucent(colour, 0.7)}),
    stroke: new ol.style.Stroke({color: '#ffffff', width: 1.5})})});
}

function swatch(look, colour, mixed) {
  const box = el('span', {class: 'swatch', 'aria-hidden': 'true'});
  box.style.borderColor = colour;
  box.style.borderStyle = look.dash ? 'dashed' : 'solid';
  if (mixed) {
    box.style.background = `linear-gradient(135deg, ${['07', '08', '10', '14']
        .map((code) => look.classes[code]).join(', ')})`;
  } else {
    box.style.background = translucent(colour, Math.max(look.fill, 0.03));
  }
  return box;
}

function legend(layer) {
  const codes = layer.collection.attributes.find((a) => a.name === layer.look.by)?.codes || [];
  return el('ul', {class: 'legend'}, codes.filter((code) => layer.look.classes[code.value])
      .map((code) => el('li', {},
          swatch(layer.look, layer.look.classes[code.value]),
          el('span', {text: code.title}))));
}
