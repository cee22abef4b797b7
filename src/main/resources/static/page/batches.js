/** Batches: a file of plots is checked; progress, results as table and on the map, to take away. */
import {isOfficer, postFile, read, send} from './api.js';
import {el, fill, showMessage} from './dom.js';
import {moment, number} from './figures.js';
import {badge, choiceField, facts, fileField, lights, section, systemField, table, takeAway,
  textField, toneOf, verdictBadge} from './parts.js';
import {STAGES, SURVEYS} from './question.js';
import {address} from './router.js';
import {t} from './texts.js';

const VERDICTS = ['PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE', 'CLEAR'];
const READ_AT_MOST = 5000; // plots drawn on the map
const LISTED_AT_ONCE = 500; // rows of the table
const ASKED_EVERY = 700; // milliseconds between two questions for the progress
const ASKED_AGAIN = 5000; // after one that was not answered

/** Makes the view. */
export function createBatches({map, me, box}) {
  const asked = {stage: 'SUPPLY', plannedUse: '', survey: '', adcode: me.adcode || '', crs: ''};
  const officer = isOfficer(me);
  let file = null;
  let key = ''; // names this file and these facts, so that a second click is not a second batch
  let watched = null; // timer
  let shown = {}; // route

  async function open(route) {
    clearTimeout(watched);
    shown = route;
    map.setPlot(null);
    map.setHits([]);
    if (route.kind === 'batch') {
      await watch(route.id);
    } else {
      await list();
    }
  }

  async function list() {
    const batches = await read('api/check-batches?limit=20');
    fill(box, el('h2', {text: t('batches.title')}),
        officer ? form() : el('p', {class: 'hint', text: t('batches.mayNot')}),
        section('batches', t('batches.latest'), batches.length === 0
          ? el('p', {class: 'hint', text: t('batches.none')})
          : table(t('batches.latest'), ['file', 'state', 'rows', 'at'].map((c) =>
            t(`batches.${c}`)), batches.map((b) => ({cells: [
            el('a', {href: address(`batch/${b.id}`), text: b.fileName}),
            t(`batch.${b.state}`), String(b.total), moment(b.createdAt)]})))));
  }

  function form() {
    const note = (name) => (event) => { asked[name] = event.target.value.trim(); key = ''; };
    const problem = el('p', {class: 'hint wrong', role: 'alert'});
    const button = el('button', {type: 'submit', class: 'primary'}, t('batches.run'));
    return el('form', {class: 'block', novalidate: true, id: 'batchForm', on: {
      submit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        try {
          problem.textContent = file ? '' : t('file.wanting');
          if (file) {
            location.hash = address(`batch/${(await begin()).id}`);
          }
        } catch (refused) {
          problem.textContent = refused.message;
        }
        button.disabled = false;
      }}},
    fileField('batchFile', t('batches.label'), (chosen) => {
      file = chosen;
      key = '';
    }, file),
    el('div', {class: 'pair'},
        choiceField('batchStage', t('fact.stage'), STAGES.map((s) => [s, t(`stage.${s}`)]),
            asked.stage, {on: {change: note('stage')}}),
        textField('batchUse', t('fact.plannedUse'), {list: 'uses', value: asked.plannedUse,
          placeholder: t('batches.fromFile'), on: {input: note('plannedUse')}}),
        choiceField('batchSurvey', t('fact.survey'), [['', t('batches.fromFile')],
          ...SURVEYS.map((s) => [s, t(`survey.${s}`)])], asked.survey,
        {on: {change: note('survey')}}),
        textField('batchCounty', t('plot.county'), {value: asked.adcode, inputmode: 'numeric',
          maxlength: 12, on: {input: note('adcode')}})),
    systemField('batchCrs', asked.crs, {on: {change: note('crs')}}),
    problem, button);
  }

  function begin() {
    // works also where the page does not come by https, unlike randomUUID
    key ||= [...crypto.getRandomValues(new Uint8Array(16))].map((b) =>
      b.toString(16).padStart(2, '0')).join('');
    return postFile('api/check-batches', file, {
      stage: asked.stage, plannedUse: asked.plannedUse || null, survey: asked.survey || null,
      parcel: {adcode: asked.adcode || null, crs: asked.crs || null},
    }, key);
  }

  /** Asks again until the batch is finished, then shows its results. */
  async function watch(id, again = false) {
    let batch;
    try {
      batch = await read(`api/check-batches/${encodeURIComponent(id)}`);
    } catch (problem) {
      if (!again) {
        throw problem;
      }
      showMessage(problem.message);
      watched = setTimeout(() => watch(id, true), ASKED_AGAIN); // the batch goes on meanwhile
      return;
    }
    if (shown.id !== id) {
      return;
    }
    if (['QUEUED', 'RUNNING'].includes(batch.state)) {
      showProgress(batch);
      watched = setTimeout(() => watch(id, true), ASKED_EVERY);
      return;
    }
    try {
      await results(batch, shown.query.get('verdict') || '');
    } catch (problem) {
      showMessage(problem.message);
    }
  }

  const back = () => el('a', {class: 'back', href: address('batches'), text: t('batches.back')});

  /** In place, so that the focus stays on the button. */
  function showProgress(batch) {
    const done = batch.done + batch.failed;
    if (box.querySelector('progress')?.dataset.batch !== batch.id) {
      fill(box, back(), el('h2', {text: batch.fileName}),
          el('progress', {'aria-label': t('batch.progress'), 'data-batch': batch.id}),
          el('p', {role: 'status', id: 'batchDone'}),
          officer && (batch.actor === me.username || me.roles.includes('ADMIN')) && el('button', {type: 'button', class: 'secondary', on: {
            click: () => cancel(batch.id)}}, t('batch.cancel')));
    }
    Object.assign(box.querySelector('progress'), {max: batch.total || 1, value: done});
    document.getElementById('batchDone').textContent = t('batch.done', {
      state: t(`batch.${batch.state}`), done, total: batch.total});
  }

  /** A batch may be done before the wish to cancel it arrives. */
  async function cancel(id) {
    try {
      await send('DELETE', `api/check-batches/${id}`);
    } catch (refused) {
      showMessage(refused.message);
    }
  }

  async function results(batch, verdict) {
    const counts = batch.counts || {};
    const failed = verdict === 'FAILED';
    const few = (failed || !verdict ? batch.total : counts[verdict] || 0) <= READ_AT_MOST;
    const filter = verdict && !failed ? `&verdict=${verdict}` : '';
    const path = `api/check-batches/${encodeURIComponent(batch.id)}/results`;
    const {features} = few ? await read(`${path}?f=geojson${filter}`) : {features: []};
    const rows = features.filter((f) => !failed || f.properties.state === 'FAILED');
    map.setHits(rows.filter((f) => f.geometry).map((feature) => ({key: `row/${feature.id}`,
      severity: toneOf(feature.properties) || 'IGNORED', feature})));
    map.toHits();
    const link = (value, count, label) => el('a', {class: 'filter', 'data-verdict': value || 'ALL',
      'aria-current': value === verdict ? 'true' : null,
      href: address(`batch/${batch.id}`, {verdict: value})}, label, ` ${count}`);
    fill(box, back(), el('h2', {text: batch.fileName}),
        facts([
          [t('batches.state'), t(`batch.${batch.state}`)],
          [t('batches.rows'), t('batch.counts', batch)],
          [t('batch.incomplete'), String(batch.incomplete ?? '—')],
          [t('provenance.asOf'), moment(batch.asOf)],
          batch.failure && [t('batch.failure'), batch.failure.message],
          batch.unmapped?.length > 0 && [t('batch.unmapped'), batch.unmapped.join(t('list.separator'))],
        ]),
        el('div', {class: 'actions row'}, takeAway(`${path}?f=xlsx${filter}`, 'XLSX'),
            takeAway(`${path}?f=csv${filter}`, 'CSV'),
            batch.done > 0 && !failed && takeAway(
                `${path.replace(/results$/, 'reports.zip')}${verdict ? `?verdict=${verdict}` : ''}`,
                t('batch.reports'))),
        el('nav', {class: 'filters', 'aria-label': t('batch.filter')},
            link('', batch.total, t('batch.all')),
            VERDICTS.map((v) => link(v, counts[v] || 0, badge(v))),
            link('FAILED', batch.failed, t('batch.notRead'))),
        few ? rowsTable(rows) : el('p', {class: 'hint', text: t('batch.tooMany')}));
  }

  function rowsTable(rows, upTo = LISTED_AT_ONCE) {
    const list = el('div', {});
    const more = () => { list.replaceWith(rowsTable(rows, upTo + LISTED_AT_ONCE)); };
    fill(list, table(t('batch.results'), ['row', 'parcel', 'verdict', 'area', 'clear'].map((c) =>
      t(`batch.${c}`)), rows.slice(0, upTo).map(({id, properties: p}) => ({
      attributes: {'data-row': id, ...lights(map, `row/${id}`)},
      cells: [String(p.record),
        p.check ? el('a', {href: address(`check/${p.check}`), text: p.parcelNo || p.name
          || t('batch.open')}) : p.parcelNo || p.name || '—',
        p.verdict ? verdictBadge(p)
          : el('span', {class: 'wrong', text: p.problem?.message || '—'}),
        p.areaSquareMetres === undefined ? '—' : number(p.areaSquareMetres),
        p.clearAreaSquareMetres === undefined ? '—' : number(p.clearAreaSquareMetres)],
    }))),
    rows.length > upTo && el('button', {type: 'button', class: 'secondary', on: {click: more}},
        t('batch.more', {count: rows.length - upTo})));
    return list;
  }

  return {
    open,
    close() {
      clearTimeout(watched);
      shown = {};
      map.setHits([]);
    },
    translate: () => open(shown),
    takeFile(dropped) {
      if (officer && shown.kind === 'batches') {
        file = dropped;
        key = '';
        list();
      }
    },
    choose(hit) {
      const row = box.querySelector(`[data-row="${hit.split('/')[1]}"]`);
      map.light(hit);
      row?.scrollIntoView({block: 'center'});
      row?.querySelector('a')?.focus({preventScroll: true});
    },
  };
}
