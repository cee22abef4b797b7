/** The map: view, graticule, position under the pointer, the plot and the hits on it. */
import {el, fill, icon} from './dom.js';
import {toPlane, zoneOf} from './gauss.js';
import {SEVERITY_COLOURS, translucent} from './looks.js';
import {t, onLanguage} from './texts.js';

/* global ol */
const GEOJSON = () => new ol.format.GeoJSON({featureProjection: 'EPSG:3857'});
const INTERVALS = [10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005];
const CHINA = [73, 18, 135, 54];

/** Makes the map in its element. Geometries go in and out in longitude and latitude. */
export function createMap(target) {
  const plot = layer(100, plotStyle);
  const hits = layer(90, hitStyle);
  const remainder = layer(95, remainderStyle);
  const view = new ol.View({
    maxZoom: 21, minZoom: 4, enableRotation: false, constrainResolution: false,
  });
  view.fit(inView(CHINA));
  const map = new ol.Map({
    target, view, layers: [graticule(view, target), hits, remainder, plot],
    controls: [new ol.control.ScaleLine({target: document.getElementById('scale'), minWidth: 56})],
    interactions: ol.interaction.defaults.defaults(noMotion() ? {zoomDuration: 0} : {}),
  });
  let lit = null;
  const self = {
    map, view, plotSource: plot.getSource(), home: CHINA,
    /** Shows a plot, or none. */
    setPlot(geometry) {
      plot.getSource().clear();
      if (geometry) {
        plot.getSource().addFeature(GEOJSON().readFeature({type: 'Feature', geometry}));
      }
    },
    /** Shows the part of the plot on which no finding lies, a feature, or none. */
    setRemainder(feature) {
      remainder.getSource().clear();
      if (feature) {
        remainder.getSource().addFeature(GEOJSON().readFeature(feature));
      }
      target.dataset.remainder = String(Boolean(feature));
    },
    /** Shows the features that were hit: [{key, severity, feature}]. */
    setHits(list) {
      hits.getSource().clear();
      for (const {key, severity, feature} of list) {
        const shown = GEOJSON().readFeature(feature);
        shown.setId(key);
        shown.set('severity', severity, true);
        shown.set('lit', key === lit, true);
        hits.getSource().addFeature(shown);
      }
      target.dataset.hits = list.length;
    },
    /** Lights the hit with this key, or none, also if it is shown only later. */
    light(key) {
      lit = key;
      hits.getSource().forEachFeature((f) => f.set('lit', f.getId() === key));
    },
    /** Moves the map so that plot and hit are both seen. */
    bringIntoView(key) {
      const extent = ol.extent.createEmpty();
      plot.getSource().forEachFeature((f) => {
        ol.extent.extend(extent, f.getGeometry().getExtent());
      });
      const hit = key && hits.getSource().getFeatureById(key);
      const wide = hit && hit.getGeometry().getExtent();
      // a zone as large as a county would hide the plot: then the plot decides
      if (wide && ol.extent.getWidth(wide) < 40 * (ol.extent.getWidth(extent) || Infinity)) {
        ol.extent.extend(extent, wide);
      }
      fitTo(extent);
    },
    /** Moves the map to the hit with this key, or to all hits. */
    toHits(key) {
      const extent = ol.extent.createEmpty();
      hits.getSource().forEachFeature((f) => {
        if (!key || f.getId() === key) {
          ol.extent.extend(extent, f.getGeometry().getExtent());
        }
      });
      fitTo(extent);
    },
    /** Key of the hit at a pixel, or undefined. */
    hitAt: (pixel) => map.forEachFeatureAtPixel(pixel, (f) => f.getId(),
        {layerFilter: (l) => l === hits, hitTolerance: 4}),
    /** Zooms to an extent in degrees, at once or gliding. */
    fit: (extent, atOnce) => fitTo(inView(extent), atOnce),
    /** What is seen, in degrees: west, south, east, north. */
    extent: () => ol.proj.transformExtent(
        view.calculateExtent(map.getSize()), 'EPSG:3857', 'EPSG:4326'),
  };

  function fitTo(extent, atOnce) {
    if (!ol.extent.isEmpty(extent)) {
      const still = atOnce || noMotion();
      // the legend covers the right of a wide map
      const right = map.getSize()[0] > 800 ? 340 : 60;
      view.fit(extent, {padding: [64, right, 60, 60], maxZoom: 17.5, duration: still ? 0 : 300});
    }
  }

  addTools(self);
  addPosition(map, view);
  return self;
}

/** Whether the user has asked the system for pages in which nothing glides. */
const noMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

const inView = (extent) => ol.proj.transformExtent(extent, 'EPSG:4326', 'EPSG:3857');

function layer(zIndex, style) {
  return new ol.layer.Vector({source: new ol.source.Vector(), style, zIndex});
}

function graticule(view, target) {
  const label = (unit) => (degrees) => `${Number(degrees.toFixed(4))}° ${unit}`;
  const north = label('N');
  // close to the bottom a latitude would be written over the longitudes, at the top under the tools
  const clear = (degrees) => {
    const [, y] = ol.proj.fromLonLat([0, degrees]);
    const above = (y - view.getCenter()[1]) / view.getResolution() + target.clientHeight / 2;
    return above > 30 && above < target.clientHeight - 60;
  };
  const text = {font: '11px system-ui, sans-serif', fill: new ol.style.Fill({color: '#5f7168'}),
    stroke: new ol.style.Stroke({color: '#ffffffcc', width: 3})};
  return new ol.layer.Graticule({
    strokeStyle: new ol.style.Stroke({color: '#c3cfc8', width: 1}),
    targetSize: 160, intervals: INTERVALS, latLabelPosition: 0, showLabels: true, wrapX: false, zIndex: 0,
    lonLabelFormatter: label('E'), latLabelFormatter: (degrees) => (clear(degrees) ? north(degrees) : ''),
    lonLabelStyle: new ol.style.Text({...text, textBaseline: 'bottom', offsetY: -4}),
    latLabelStyle: new ol.style.Text({...text, textAlign: 'start', offsetX: 4, textBaseline: 'bottom', offsetY: -2}),
  });
}

function plotStyle() {
  return [
    new ol.style.Style({stroke: new ol.style.Stroke({color: '#ffffff', width: 6})}),
    new ol.style.Style({
      stroke: new ol.style.Stroke({color: '#0a3d91', width: 3}),
      fill: new ol.style.Fill({color: '#0a3d9114'}),
    }),
  ];
}

function remainderStyle() {
  return new ol.style.Style({
    stroke: new ol.style.Stroke({color: SEVERITY_COLOURS.CLEAR, width: 2.5, lineDash: [7, 4]}),
    fill: new ol.style.Fill({color: translucent(SEVERITY_COLOURS.CLEAR, 0.22)}),
  });
}

function hitStyle(feature) {
  const colour = SEVERITY_COLOURS[feature.get('severity')];
  const lit = feature.get('lit');
  const stroke = new ol.style.Stroke({color: colour, width: lit ? 4 : 2});
  const fill = new ol.style.Fill({color: translucent(colour, lit ? 0.45 : 0.18)});
  const styles = [new ol.style.Style({
    stroke, fill, zIndex: lit ? 2 : 0,
    image: new ol.style.Circle({radius: lit ? 10 : 7, fill, stroke}),
  })];
  if (lit) {
    styles.unshift(new ol.style.Style({
      stroke: new ol.style.Stroke({color: '#ffffff', width: 8}), zIndex: 1}));
  }
  return styles;
}

function addTools(self) {
  const {view} = self;
  const zoom = (step) => view.animate({zoom: view.getZoom() + step, duration: 150});
  const draw = () => fill(document.getElementById('tools'),
      tool('plus', 'map.zoomIn', () => zoom(1)),
      tool('minus', 'map.zoomOut', () => zoom(-1)),
      tool('home', 'map.home', () => self.fit(self.home)),
      tool('target', 'map.toPlot', () => self.bringIntoView(null)));
  draw();
  onLanguage(draw);
}

function tool(name, text, action) {
  return el('button', {type: 'button', title: t(text), 'aria-label': t(text),
    on: {click: action}}, icon(name));
}

function addPosition(map, view) {
  const place = document.getElementById('position');
  const show = (coordinate) => {
    const lonLat = ol.proj.toLonLat(coordinate);
    const zone = zoneOf(lonLat[0]);
    const degrees = t('position.degrees', {
      longitude: lonLat[0].toFixed(6), latitude: lonLat[1].toFixed(6)});
    if (!zone) {
      place.textContent = degrees;
      return;
    }
    const [easting, northing] = toPlane(lonLat, zone);
    place.textContent = degrees + '　' + t('position.plane', {
      zone: zone.zone, code: zone.code, easting: easting.toFixed(2), northing: northing.toFixed(2)});
  };
  map.on('pointermove', (event) => show(event.coordinate));
  map.on('singleclick', (event) => show(event.coordinate)); // a finger does not hover
  view.on('change:center', () => show(view.getCenter())); // for the keyboard
  onLanguage(() => show(view.getCenter()));
  show(view.getCenter());
}
