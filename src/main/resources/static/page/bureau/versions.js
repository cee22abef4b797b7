/** The data versions of a collection, and what was added, changed and ended between two of them. */
import {el, fill} from '../dom.js';
import {moment, number} from '../figures.js';
import {badge, button, field, form, rowOf, section, table} from './parts.js';
import {address, get, part} from './service.js';
import {valueText} from '../values.js';
import {codeName, w} from './words.js';

/** Kind → colour: green, blue and red, told apart by words and dashes, too. */
const KINDS = {ADDED: '#1f6f4a', CHANGED: '#1d5fa8', ENDED: '#b3261e'};
const BADGES = {ADDED: 'good', CHANGED: 'NOTICE', ENDED: 'bad'};
const PAGE = 200;

/** The view: choose a collection, or look at one. */
export async function showVersions(context, id, asked) {
  const {collections, signal} = context;
  const chosen = collections.find((c) => c.id === id);
  const versions = chosen
    ? (await get(`api/collections/${part(id)}/versions?limit=200`, signal)).versions : [];
  const from = asked.from || String(versions[1]?.version ?? 0);
  const to = asked.to || String(versions[0]?.version ?? 0);
  const result = el('div', {id: 'changes', class: 'changes'});
  if (versions.length > 0) {
    await showChanges(result, {id, from, to, kind: asked.kind || ''}, context);
  }
  return [
    el('h2', {text: w('versions.title')}),
    chooser(collections, id),
    chosen && versions.length === 0 && el('p', {class: 'soft', text: w('versions.none')}),
    versions.length > 0 && span(id, versions, from, to),
    result,
    versions.length > 0 && section(w('versions.list'), versionTable(id, versions)),
  ];
}

function chooser(collections, id) {
  const choice = field(w('imports.collection'), {name: 'collection', id: 'collection', value: id,
    options: [['', w('choose')], ...collections.map((c) => [c.id, c.title])]});
  choice.querySelector('select').addEventListener('change', ({target}) => {
    location.hash = target.value ? `#/versions/${target.value}` : '#/versions';
  });
  return choice;
}

/** Which two states are compared: of data versions, or of days. */
function span(id, versions, from, to) {
  const options = (chosen) => [...versions.map((v) => [String(v.version), versionText(v)]),
    ['0', w('versions.nothing')], ...(/^\d+$/.test(chosen) ? [] : [[chosen, chosen]])];
  const day = (name) => field(w(`versions.${name}Day`), {name: `${name}Day`, type: 'date',
    max: new Date().toLocaleDateString('sv')});
  return form([el('div', {class: 'two'},
      field(w('versions.from'), {name: 'from', id: 'from', value: from, options: options(from)}),
      field(w('versions.to'), {name: 'to', id: 'to', value: to, options: options(to)})),
  el('details', {class: 'more'}, el('summary', {text: w('versions.byDay')}),
      el('div', {class: 'two'}, day('from'), day('to')))],
  w('versions.compare'), (given) => {
    location.hash = address(`#/versions/${id}`, {
      from: given.fromDay || given.from, to: given.toDay || given.to});
  }, {id: 'span'});
}

const versionText = (v) => w('versions.one', {version: v.version, at: moment(v.committedAt)});

async function showChanges(box, {id, from, to, kind}, context) {
  const {stage, signal} = context;
  const found = [];
  let next = 0;
  let answer;
  const more = async () => {
    answer = await get(address(`api/collections/${part(id)}/changes`,
        {from, to, kind, after: next || '', limit: PAGE}), signal);
    found.push(...answer.features);
    next = answer.next;
    draw();
  };
  const draw = () => {
    fill(box, counts(answer, id, {from, to, kind}), changeTable(found, stage, attributesOf(context, id)),
        next && button(w('more'), more));
    stage.show(found.flatMap((f) => thingsOf(f)), pick);
    stage.legend([...Object.entries(KINDS).map(([k, colour]) =>
      [colour, w(`change.${k}`), k === 'ENDED']), [KINDS.ENDED, w('change.before'), true]]);
  };
  const pick = (key) => {
    const row = box.querySelector(`[data-feature="${key.split('/')[0]}"]`);
    stage.focus(key);
    row?.scrollIntoView({block: 'center'});
    row?.querySelector('button')?.focus({preventScroll: true});
  };
  await more();
}

/** A feature as it is, or was; where it moved, with a dashed line where it had been. */
function thingsOf({id, geometry, before, properties: {kind}}) {
  return [{id, geometry, colour: KINDS[kind], dashed: kind === 'ENDED'},
    {id: `${id}/before`, geometry: before, colour: KINDS.ENDED, dashed: true}];
}

function counts({counts: all, from, to}, id, asked) {
  const link = (kind, count, text) => el('a', {class: 'filter', 'data-kind': kind || 'ALL',
    'aria-current': asked.kind === kind ? 'true' : null,
    href: address(`#/versions/${id}`, {from: asked.from, to: asked.to, kind})}, text,
  ` ${number(count, 0)}`);
  const sum = Object.values(all).reduce((a, b) => a + b, 0);
  return el('nav', {class: 'kinds', 'aria-label': w('versions.kinds')},
      el('span', {class: 'soft', text: w('versions.span', {from, to})}),
      link('', sum, w('any')),
      Object.keys(KINDS).map((kind) => link(kind, all[kind], badge(w(`change.${kind}`), BADGES[kind]))));
}

/** The attributes of a collection by their names. */
const attributesOf = ({collections}, id) => Object.fromEntries(
    collections.find((c) => c.id === id).attributes.map((a) => [a.name, a]));

function changeTable(found, stage, attributes) {
  return table(w('versions.changes'), [w('versions.kind'), w('code'), w('name'), w('versions.what')],
      found.map((f) => rowOf({'data-feature': f.id}, [
        badge(w(`change.${f.properties.kind}`), BADGES[f.properties.kind]),
        el('button', {type: 'button', class: 'link', text: f.properties.code,
          on: {click: () => stage.focus(f.id)}}),
        f.properties.name, whatChanged(f.properties, attributes)])));
}

function whatChanged({geometryChanged, areaBeforeSquareMetres: before, areaSquareMetres: now, changed}, attributes) {
  return [
    geometryChanged && el('div', {text: w('versions.moved', {
      before: number(before), now: number(now)})}),
    ...changed.map((d) => el('div', {text: `${d.title}${w('colon')}${
      valueText(attributes[d.name], d.before)} → ${valueText(attributes[d.name], d.after)}`}))];
}

function versionTable(id, versions) {
  return table(w('versions.list'), [w('versions.version'), w('when'), w('who'), w('versions.origin'),
    w('change.ADDED'), w('change.CHANGED'), w('change.ENDED')],
  versions.map((v) => [
    el('a', {href: `#/versions/${id}?from=${v.version - 1}&to=${v.version}`, text: v.version}),
    moment(v.committedAt), v.actor,
    v.importJob ? el('a', {href: `#/imports/${v.importJob}`, text: codeName('origin', v.origin)})
      : codeName('origin', v.origin),
    number(v.inserted, 0), number(v.updated, 0), number(v.ended, 0)]));
}
