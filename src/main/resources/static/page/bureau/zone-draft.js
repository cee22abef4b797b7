/** The draft of a zone: drawn, widened from its site, or pasted. */
import {el} from '../dom.js';
import {firstPosition, onEarth, readCoordinates, roughAreaSquareMetres} from '../coordinates.js';
import {createDrawing} from '../drawing.js';
import {proposeSystem, systemOf} from '../gauss.js';
import {systemOptions} from './imports.js';
import {areaOf, button, field, form, say} from './parts.js';
import {get, part, post, put, upload} from './service.js';
import {w} from './words.js';
import {ZONE_COLLECTIONS} from './zones.js';

/**
 * The form.
 * @param {Object} [zone] the draft to be changed; none for a new one
 * @param {string} [siteCode] the site that a new one is for
 */
export async function draftView(context, zone, siteCode) {
  const {collections, me, stage, signal} = context;
  const site = siteCode ? await get(`api/sites/${part(siteCode)}`, signal) : null;
  // what will be sent: a geometry with its system, and how it came about
  let extent = zone ? {crs: 'EPSG:4490', geometry: zone.geometry, derivedFrom: zone.derivedFrom} : null;
  const note = el('span', {role: 'status', id: 'extentNote'});
  const drawing = createDrawing(stage, (geometry) => take({crs: 'EPSG:4490', geometry}, geometry),
      {snapTo: () => stage.shownSources(), hint: () => w('zone.drawHint')});
  signal.addEventListener('abort', drawing.stop);
  const take = (given, shown, squareMetres = roughAreaSquareMetres(shown)) => {
    extent = given;
    note.textContent = w('zone.rough', {area: areaOf(squareMetres)});
  };
  if (zone) {
    stage.setPlot(zone.geometry);
    stage.zoomTo(zone.geometry);
    drawing.edit();
    take(extent, zone.geometry, zone.areaSquareMetres);
  } else if (site?.geometry) {
    stage.zoomTo(site.geometry);
  }
  const known = zone ? {...zone.properties, ...zone} : {siteCode, adcode: site?.adcode || me.adcode};
  const sent = zone ? null : fileFields();
  const tools = extentTools({stage, drawing, take, note, siteCode: () =>
    document.getElementById('siteCode').value.trim()});
  return [
    el('h2', {text: w('zone.draftTitle')}),
    form([
      el('div', {class: 'two'},
          field(w('zones.collection'), {name: 'collection', id: 'collection',
            value: known.collection, disabled: Boolean(zone), options: ZONE_COLLECTIONS.map((c) =>
              [c, collections.find((x) => x.id === c)?.title || c])}),
          field(w('code'), {name: 'code', id: 'code', value: known.code, required: true}),
          field(w('name'), {name: 'name', id: 'name', value: known.name}),
          field(w('adcode'), {name: 'adcode', id: 'adcode', value: known.adcode, required: true,
            pattern: '[0-9]{6}'}),
          field(w('zone.site'), {name: 'siteCode', id: 'siteCode', value: known.siteCode})),
      field(w('zone.measures'), {name: 'measures', id: 'measures', rows: 2, value: known.measures}),
      tools, sent,
    ], w('zone.saveDraft'), async ({zoneFile, zoneFileCrs, ...given}) => {
      if (!extent && !zoneFile) {
        throw new Error(w('zone.noGeometry'));
      }
      const saved = extent ? await save(zone, given, extent)
        : await sendFile(zoneFile, zoneFileCrs, given);
      say(w('zone.saved'));
      location.hash = `#/zones/${saved.id}`;
    }, {id: 'draft'}),
  ];
}

/** A file instead of a drawing; what is drawn goes before it. */
function fileFields() {
  return el('details', {class: 'more'}, el('summary', {text: w('zone.file')}),
      field(w('imports.file'), {type: 'file', name: 'zoneFile', id: 'zoneFile'}),
      field(w('zone.fileCrs'), {name: 'zoneFileCrs', id: 'zoneFileCrs', options: systemOptions()}));
}

function sendFile(file, crs, {collection, ...properties}) {
  const body = new FormData();
  body.append('file', file);
  const request = {collection, crs: crs || null, properties: statedOf(collection, properties)};
  body.append('request', new Blob([JSON.stringify(request)], {type: 'application/json'}));
  return upload('api/zones/files', body);
}

/** What is filled in and belongs to the kind of zone. */
function statedOf(kind, {siteCode, measures, ...properties}) {
  const all = kind === 'control-zones' ? {...properties, siteCode, measures} : properties;
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

function save(zone, {collection, ...properties}, extent) {
  const kind = zone?.collection || collection;
  const stated = statedOf(kind, properties);
  const body = {collection: kind, ...extent, properties: {...zone?.properties, ...stated},
    signposts: zone?.signposts, monitoring: zone?.monitoring};
  return zone ? put(`api/zones/${zone.id}`, body, {'If-Match': `"${zone.version}"`})
    : post('api/zones', body);
}

function extentTools({stage, drawing, take, note, siteCode}) {
  const width = field(w('zone.width'), {id: 'width', type: 'number', min: 0, max: 5000, value: 50});
  const text = field(w('zone.paste'), {id: 'pasted', rows: 4});
  const crs = field(w('zone.crs'), {id: 'crs', options: systemOptions().slice(1)});
  const show = (geometry) => {
    drawing.stop();
    stage.setPlot(geometry);
    stage.zoomTo(geometry);
    drawing.edit();
  };
  return el('fieldset', {class: 'extent'}, el('legend', {text: w('zone.geometry')}),
      el('div', {class: 'actions'}, button(w('zone.draw'), drawing.start), note),
      el('p', {class: 'hint', text: w('zone.edit')}),
      el('div', {class: 'filters'}, width, button(w('zone.propose'), async () => {
        const {derivedFrom, geometry, geometryStored, crs: system, areaSquareMetres} = await post(
            'api/zones/proposals',
            {siteCode: siteCode(), widthMetres: Number(width.querySelector('input').value)});
        show(geometryStored);
        take({crs: system, geometry, derivedFrom}, geometryStored, areaSquareMetres);
      })),
      el('details', {class: 'more'}, el('summary', {text: w('zone.paste')}), text, crs,
          button(w('zone.pasteUse'), () => {
            const geometry = pasted(text.querySelector('textarea').value);
            const system = systemOf(crs.querySelector('select').value);
            const shown = onEarth(geometry, system);
            show(shown);
            take({crs: system.code, geometry}, shown);
          })));
}

/** The pasted geometry; a text that cannot be read says why in its own words. */
function pasted(text) {
  try {
    const geometry = readCoordinates(text);
    const likely = proposeSystem(firstPosition(geometry));
    const chosen = document.getElementById('crs');
    if (likely && chosen.dataset.proposed !== text) {
      chosen.dataset.proposed = text;
      chosen.value = likely;
    }
    return geometry;
  } catch (problem) {
    throw new Error(w(problem.key || problem.message, problem.parameters || {}));
  }
}
