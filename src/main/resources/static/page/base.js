/** The base map: pale plan and land-use tiles of the service, or the tiles that are configured. */
import {read} from './api.js';
import {colourOf, lookOf, translucent} from './looks.js';

/* global ol */
const COLLECTIONS = ['current-land-use', 'plan-land-use', 'urban-development-boundary'];
const PALE = 0.16;
const FROM = 11; // zoom from which own tiles are drawn: below, the land is too small to tell apart
const LAST = 16; // zoom up to which own tiles are asked for: beyond, they are enlarged

/**
 * Adds it to the map.
 * @returns {{kind: string, setVisible: function(boolean)}|null} null if there is none
 */
export async function addBase(map) {
  const base = await read('api/map');
  const layers = base.kind === 'OWN' ? await ownLayers() : base.tiles.map((url) => tiles(url, base));
  layers.forEach((layer, i) => {
    layer.setZIndex(i - 10);
    map.map.addLayer(layer);
  });
  if (base.attribution) {
    map.map.addControl(new ol.control.Attribution({collapsible: false}));
  }
  map.map.getTargetElement().dataset.base = layers.length > 0 ? base.kind : 'NONE';
  return layers.length > 0
    ? {kind: base.kind, setVisible: (shown) => layers.forEach((layer) => layer.setVisible(shown))}
    : null;
}

function tiles(url, {crs, maxZoom, attribution}) {
  return new ol.layer.Tile({source: new ol.source.XYZ({
    url, maxZoom, attributions: attribution || undefined,
    projection: crs === 'EPSG:3857' ? crs : 'EPSG:4326', // CGCS2000 and WGS 84 look the same here
    tileLoadFunction(tile, address) {
      const image = tile.getImage();
      image.referrerPolicy = 'origin'; // keys are often bound to the address of the page
      image.src = address;
    },
  })});
}

async function ownLayers() {
  const query = `collections=${COLLECTIONS.join(',')}`;
  const {boundingBox: box} = await read(`ogc/tiles/WebMercatorQuad?${query}`);
  if (!box) {
    return []; // nothing is registered in them
  }
  return [new ol.layer.VectorTile({
    minZoom: FROM - 0.5, declutter: false, style: ownStyle,
    extent: ol.proj.transformExtent([...box.lowerLeft, ...box.upperRight], 'EPSG:4326', 'EPSG:3857'),
    source: new ol.source.VectorTile({
      format: new ol.format.MVT(), maxZoom: LAST,
      url: `ogc/tiles/WebMercatorQuad/{z}/{y}/{x}?${query}`,
    }),
  })];
}

const styles = new Map();

function ownStyle(feature) {
  const collection = feature.get('layer');
  const look = lookOf(collection);
  const colour = colourOf(look, feature.getProperties());
  const key = collection + colour;
  if (!styles.has(key)) {
    const line = look.classes ? '#d3dad4' : translucent(colour, 0.4);
    styles.set(key, new ol.style.Style({
      stroke: new ol.style.Stroke({color: line, width: 1, lineDash: look.dash}),
      fill: look.classes && new ol.style.Fill({color: translucent(colour, PALE)}),
    }));
  }
  return styles.get(key);
}
