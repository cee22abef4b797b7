/** Finding a plot by the name of a site or parcel, with what the user may see. */
import {findByName, getSite, listFeatures} from './api.js';
import {el, fill, showMessage} from './dom.js';
import {t} from './texts.js';

/* global ol */
const WAIT = 300; // milliseconds after the last key
const LISTED = 8;
const AROUND = 0.004; // degrees, round a site of which only a point is known

/**
 * The part of the form.
 * @param {Object} acts onParcel(properties), onSite(site) with the site whose outline is meant, or null
 */
export function createFinding(map, {onParcel, onSite}) {
  let typed = '';
  let waiting;
  let running;
  let chosen = null;
  const status = el('p', {id: 'findStatus', class: 'hint', role: 'status'});
  const results = el('div', {id: 'found', class: 'found'});

  function show() {
    say(chosen ? chosenText() : t('find.hint'));
    return el('div', {},
        el('label', {for: 'siteName', text: t('find.label')}),
        el('input', {id: 'siteName', type: 'search', value: typed, maxlength: 60,
          autocomplete: 'off', 'aria-describedby': 'findStatus', on: {input: (event) => {
            typed = event.target.value.trim();
            clearTimeout(waiting);
            waiting = setTimeout(find, WAIT);
          }}}),
        status, results);
  }

  const say = (text) => { status.textContent = text; };
  const chosenText = () => t(chosen.geometry?.type.endsWith('Polygon') ? 'find.site' : 'find.point',
      {name: chosen.name || chosen.code});

  async function find() {
    running?.abort();
    if (typed.length < 2) {
      fill(results);
      say(t('find.hint'));
      return;
    }
    running = new AbortController();
    try {
      const {sites, parcels} = await findByName(typed, LISTED, running.signal);
      const count = sites.length + parcels.length;
      say(count > 0 ? t('find.count', {count}) : t('find.none'));
      fill(results,
          list('find.sites', sites.map((s) => [s.name || s.code, s.code, () => chooseSite(s.code)])),
          parcelList('find.parcels', parcels));
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        say(problem.message);
      }
    }
  }

  const parcelList = (title, parcels) => list(title, parcels.map(({properties: p, geometry}) =>
    [p.name || p.parcelNo, p.parcelNo, () => onParcel({...p, geometry})]));

  function list(title, rows) {
    return rows.length > 0 && el('div', {},
        el('h4', {text: t(title)}),
        el('ul', {class: 'plain'}, rows.map(([name, code, action]) => el('li', {},
            el('button', {type: 'button', class: 'pick', 'data-code': code, on: {click: action}},
                el('b', {text: name}), el('small', {text: code}))))));
  }

  /** Shows the site on the map, and the parcels that lie there. */
  async function chooseSite(code) {
    try {
      chosen = await getSite(code);
    } catch (problem) {
      showMessage(problem.message);
      return;
    }
    onSite(chosen);
    say(chosenText());
    fill(results);
    if (!chosen.geometry) {
      return;
    }
    map.setPlot(chosen.geometry);
    const extent = ol.extent.boundingExtent([chosen.geometry.coordinates].flat(Infinity)
        .reduce((pairs, n, i, all) => (i % 2 ? [...pairs, [all[i - 1], n]] : pairs), []));
    const around = chosen.geometry.type === 'Point' ? ol.extent.buffer(extent, AROUND) : extent;
    map.fit(around);
    try {
      const {features} = await listFeatures('parcels', extent, 0, LISTED);
      fill(results, parcelList('find.here', features));
    } catch (problem) {
      showMessage(problem.message); // the outline of the site can still be checked
    }
  }

  return {
    show, chooseSite,
    clear() {
      chosen = null;
      typed = '';
      fill(results);
      onSite(null);
    },
  };
}
