/** Conflicts between layers: filtered list and map; one of them with its history and what to do. */
import {read} from './api.js';
import {showConflict} from './conflict.js';
import {el, fill, showMessage} from './dom.js';
import {number} from './figures.js';
import {badge, choiceField, lights, table, textField} from './parts.js';
import {address} from './router.js';
import {spoken, t} from './texts.js';

const STATES = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'CLOSED'];
const SEVERITIES = ['PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE'];
export const DEPARTMENTS = ['NATURAL_RESOURCES', 'ECOLOGY', 'AGRICULTURE', 'WATER'];
const FILTERS = ['state', 'severity', 'collection', 'department', 'adcode', 'township', 'rule', 'bbox'];
const PAGE = 200;

/** Makes the view. */
export function createConflicts({map, me, box, collections}) {
  let shown = null; // route
  let found = []; // features of the pages so far

  async function open(route) {
    shown = route;
    map.setPlot(null);
    map.setHits([]);
    if (route.kind === 'conflict') {
      await showConflict(box, route.id, {map, me, collections});
      return;
    }
    found = [];
    const query = filterOf(route);
    const [counts, page, nowhere] = await Promise.all([
      read(`api/conflicts/counts?${query}`), read(`api/conflicts?${query}&f=geojson&limit=${PAGE}`),
      read(`api/conflicts/unlocated?${query}&limit=${PAGE}`),
    ]);
    if (shown === route) {
      show(counts, page, nowhere.unlocated);
      map.toHits();
    }
  }

  function filterOf({query}) {
    const wanted = new URLSearchParams({state: 'OPEN,ACKNOWLEDGED'});
    FILTERS.forEach((name) => query.get(name) && wanted.set(name, query.get(name)));
    return wanted;
  }

  function show(counts, page, nowhere) {
    found.push(...page.features);
    map.setHits(found.filter((f) => f.geometry).map((feature) => ({
      key: `conflict/${feature.id}`, severity: feature.properties.severity, feature})));
    fill(box, el('h2', {text: t('conflicts.title')}), form(counts),
        el('p', {id: 'conflictCount', role: 'status', text: t('conflicts.count', {
          count: counts.total, shown: found.length})}),
        el('p', {class: 'tally'}, SEVERITIES.map((s) => counts.bySeverity[s]
          && el('span', {}, badge(s), ` ${counts.bySeverity[s]} `))),
        table(t('conflicts.title'), ['severity', 'what', 'area', 'state'].map((c) =>
          t(`conflicts.${c}`)), found.map((f) => row(f.properties))),
        page.next && el('button', {type: 'button', class: 'secondary', on: {
          click: async () => {
            try {
              show(counts, await read(`api/conflicts?${
                filterOf(shown)}&f=geojson&limit=${PAGE}&after=${page.next}`), nowhere);
            } catch (problem) {
              showMessage(problem.message);
            }
          }}}, t('conflicts.more')),
        nowhere.length > 0 && unlocated(counts.unlocated, nowhere));
  }

  /** Features of which nobody knows the place: they may lie under any of the layers. */
  function unlocated(count, features) {
    return el('details', {id: 'unlocatedConflicts', class: 'block'},
        el('summary', {text: t('conflicts.unlocated', {count})}),
        el('p', {class: 'hint', text: t('conflicts.unlocatedHint')}),
        el('ul', {class: 'plain'}, features.map((f) => el('li', {'data-unlocated': f.featureCode},
            badge(f.worst), ' ', [f.title, f.featureName, f.featureCode, f.township]
                .filter(Boolean).join(' · ')))));
  }

  function row(c) {
    const side = ({collection, name, code}) =>
      `${titleOf(collection)} ${name || code || ''}`.trim();
    return {
      attributes: {'data-conflict': c.id, ...lights(map, `conflict/${c.id}`)},
      cells: [badge(c.severity),
        [el('a', {href: address(`conflict/${c.id}`), lang: spoken(c.title), text: c.title}),
          el('span', {class: 'sides', text: `${side(c.feature)} × ${side(c.against)}`})],
        c.overlap.areaSquareMetres > 0 ? number(c.overlap.areaSquareMetres)
          : t('finding.distance', {metres: number(c.distanceMetres)}),
        t(`conflict.${c.state}`)],
    };
  }

  const titleOf = (id) => collections.find((c) => c.id === id)?.title || id;

  function form(counts) {
    const query = shown.query;
    const any = ['', t('conflicts.any')];
    const controls = {
      state: choiceField('byState', t('conflicts.state'), [['', t('conflicts.unsettled')],
        ...STATES.map((s) => [s, t(`conflict.${s}`)])], query.get('state')),
      severity: choiceField('bySeverity', t('conflicts.severity'), [any,
        ...SEVERITIES.map((s) => [s, t(`verdict.${s}`)])], query.get('severity')),
      collection: choiceField('byCollection', t('collections.layer'), [any,
        ...collections.filter((c) => c.id in counts.byCollection
          || c.id === query.get('collection')).map((c) => [c.id, c.title])],
      query.get('collection')),
      department: choiceField('byDepartment', t('conflicts.department'), [any,
        ...DEPARTMENTS.map((d) => [d, t(`department.${d}`)])], query.get('department')),
      adcode: textField('byCounty', t('conflicts.adcode'), {value: query.get('adcode') || '',
        inputmode: 'numeric', maxlength: 12}),
      township: textField('byTownship', t('conflicts.township'), {
        value: query.get('township') || '', list: 'townships'}),
    };
    const here = el('input', {type: 'checkbox', id: 'byMap', checked: query.has('bbox')});
    const submit = (event) => {
      event.preventDefault();
      const wanted = Object.fromEntries(Object.entries(controls).map(([name, control]) =>
        [name, control.querySelector('input, select').value.trim()]));
      wanted.bbox = here.checked && map.extent().map((d) => d.toFixed(6)).join(',');
      const next = address('conflicts', wanted);
      if (next === location.hash) {
        open(shown);
      } else {
        location.hash = next;
      }
    };
    return el('form', {class: 'block', id: 'conflictFilter', novalidate: true, on: {submit}},
        el('div', {class: 'pair'}, Object.values(controls)),
        el('datalist', {id: 'townships'}, Object.keys(counts.byTownship).filter((name) =>
          name !== 'null').map((value) => el('option', {value}))),
        el('div', {class: 'row'}, el('label', {class: 'check', for: 'byMap'}, here,
            t('conflicts.onMap')),
        el('button', {type: 'submit', class: 'secondary'}, t('conflicts.filter'))));
  }

  return {
    open,
    close() {
      shown = null;
      map.setHits([]);
      map.setPlot(null);
    },
    translate: () => open(shown),
    choose(key) {
      location.hash = address(key);
    },
  };
}
