/** How the farmland classes changed from one edition to another, and where. */
import {el, fill} from '../dom.js';
import {number} from '../figures.js';
import {attempt, button, field, fileLink, form, section, table} from './parts.js';
import {address, get} from './service.js';
import {codeName, w} from './words.js';

const CLASSES = ['PRIORITY_PROTECTION', 'SAFE_USE', 'STRICT_CONTROL', null];
const LOST = '#b3261e';

/** The view; the address holds county and editions. */
export async function showFarmland(context, unused, asked) {
  const {collections, me, signal} = context;
  const covered = collections.find((c) => c.id === 'farmland-classes')?.coverage || [];
  const counties = [...new Set(covered.map((c) => c.adcode).filter(Boolean))].sort();
  const adcode = asked.adcode || me.adcode || counties[0] || '';
  const editions = adcode ? await get(address('api/indicators/farmland/editions', {adcode}), signal) : [];
  const asks = editionsToAsk(editions);
  const result = el('div', {id: 'comparison'});
  const chosen = {from: asked.from || asks[1]?.[0], to: asked.to || asks[0]?.[0]};
  if (asked.from && asked.to) {
    await compare(result, {adcode, ...chosen}, context);
  }
  return [
    el('h2', {text: w('farmland.title')}),
    form([field(w('adcode'), {name: 'adcode', id: 'adcode', value: adcode, required: true,
      pattern: '[0-9]{2,12}', list: 'counties'}),
    el('datalist', {id: 'counties'}, counties.map((value) => el('option', {value})))],
    w('farmland.find'), (given) => { location.hash = `#/farmland?adcode=${given.adcode}`; },
    {class: 'form filters', role: 'search'}),
    asks.length < 2 ? el('p', {class: 'soft', text: w('farmland.few', {count: asks.length})})
      : form([
        field(w('farmland.from'), {name: 'from', id: 'from', value: chosen.from, options: asks}),
        field(w('farmland.to'), {name: 'to', id: 'to', value: chosen.to, options: asks}),
      ], w('farmland.compare'), (given) => {
        location.hash = address('#/farmland', {adcode, ...given});
      }, {class: 'form filters', id: 'compare'}),
    result,
  ];
}

/** How to ask for each edition, the newest first: by its year, where that names one alone. */
function editionsToAsk(editions) {
  const many = new Set(editions.map((e) => e.adcode)).size > 1;
  const years = editions.map((e) => e.sourceDate?.slice(0, 4));
  const asks = editions.map((e, i) => {
    const alone = years[i] && editions.every((o, j) =>
      j === i || years[j] !== years[i] || o.adcode !== e.adcode);
    return [alone ? years[i] : e.loadedAt, w(many ? 'farmland.editionOf' : 'farmland.edition', {adcode: e.adcode,
      date: e.sourceDate || e.loadedAt?.slice(0, 10) || '–', version: e.dataVersion})];
  }).filter(([ask]) => ask);
  return [...new Map(asks)].sort(([a], [b]) => (a < b ? 1 : -1));
}

async function compare(box, asked, {stage, signal}) {
  await attempt(box, async () => {
    const answer = await get(address('api/indicators/farmland', asked), signal);
    const file = (f) => address('api/indicators/farmland', {...asked, f});
    fill(box, warnings(answer), matrix(answer), places(answer, stage), townships(answer),
        el('div', {class: 'actions'}, fileLink('CSV', file('csv')), fileLink('XLSX', file('xlsx'))));
    stage.show(answer.places.map((p, i) => ({id: `place-${i}`, geometry: p.geometry, colour: LOST})));
    stage.legend(answer.places.length > 0 ? [[LOST, w('legend.lost')]] : []);
  });
}

function warnings({warnings: list}) {
  return section(w('farmland.warnings'), list.length === 0
    ? el('p', {class: 'soft', text: w('farmland.noWarnings')})
    : el('ul', {}, list.map((one) => el('li', {class: 'wrong', text: one.message}))));
}

const className = (code) => (code ? codeName('class', code) : w('class.none'));

function matrix({transitions}) {
  const used = CLASSES.filter((c) => transitions.some((x) => x.fromClass === c || x.toClass === c));
  const cell = (from, to) => {
    const found = transitions.find((x) => x.fromClass === from && x.toClass === to);
    const kind = from === to ? 'kept' : found && from === 'PRIORITY_PROTECTION' ? 'lost' : false;
    return el('td', {class: kind, text: found ? number(found.areaMu) : '–'});
  };
  return section(w('farmland.matrix'), el('p', {class: 'hint', text: w('farmland.matrixHint')}),
      el('table', {class: 'list matrix', id: 'matrix'},
          el('thead', {}, el('tr', {}, el('th', {scope: 'col', text: w('farmland.fromTo')}),
              used.map((to) => el('th', {scope: 'col', text: className(to)})))),
          el('tbody', {}, used.map((from) => el('tr', {},
              el('th', {scope: 'row', text: className(from)}), used.map((to) => cell(from, to)))))));
}

function places({places: list, placesLeftOut}, stage) {
  return list.length === 0 ? null : section(w('farmland.places'), table(w('farmland.places'),
      [w('farmland.wasCode'), w('farmland.township'), w('farmland.now'), w('area'), w('import.place')],
      list.map((p, i) => [p.fromCode, p.township || '–', `${className(p.toClass)} ${p.toCode || ''}`,
        w('mu', {mu: number(p.areaMu)}),
        button(w('onMap'), () => stage.focus(`place-${i}`), 'link')])),
  placesLeftOut > 0 && el('p', {class: 'hint', text: w('farmland.leftOut', {count: placesLeftOut})}));
}

function townships({townships: list}) {
  return section(w('farmland.townships'), table(w('farmland.townships'),
      [w('farmland.township'), w('farmland.class'), w('farmland.from'), w('farmland.to'),
        w('farmland.change')],
      list.map((t) => [t.township || '–', className(t.soilClass), number(t.fromMu), number(t.toMu),
        number(t.toMu - t.fromMu)])));
}
