/** The answer to a check: verdict, findings, what is not known, what was asked of which data. */
import {actions, doubts, effective, override, past, unlocated} from './answer-more.js';
import {compare} from './compare.js';
import {el, fill, icon} from './dom.js';
import {areaText, moment, number} from './figures.js';
import {packTitle} from './api.js';
import {choiceField, section, systemText, takeAway, toneOf} from './parts.js';
import {SYSTEMS, zoneOf} from './gauss.js';
import {firstPosition} from './coordinates.js';
import {decisions} from './set-aside.js';
import {fieldOfFact} from './question.js';
import {spoken, t} from './texts.js';

const LACKING = ['NO_DATA', 'STALE', 'FAILED'];
/** Verdicts that would be stricter with what is not known. */
const MILD = ['CONDITIONAL', 'NOTICE', 'CLEAR'];
const SEVERITIES = ['PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE'];

/** Key of the feature of a finding or an ignored hit, as on the map; null for the plot itself. */
export const keyOf = ({collection, featureId}) =>
  (collection && featureId ? `${collection}/${featureId}` : null);

/**
 * Shows an answer in its element.
 * @param {Object} acts what the buttons do: back(), ask(field), light(key), bring(key), useTitle(code),
 *     codeOf(typed), titleOf(collection), asked(check), and those of decisions()
 */
export function showAnswer(box, check, acts) {
  const titles = Object.fromEntries(check.collections.map((c) =>
    [c.collection, acts.titleOf(c.collection) || c.title]));
  fill(box,
      el('button', {type: 'button', class: 'quiet back', on: {click: acts.back}},
          icon('back'), t('answer.back')),
      verdict(check),
      effective(check),
      check.incomplete && incomplete(check, titles),
      actions(check),
      parcel(check, acts),
      check.missingFacts.length > 0 && missing(check, titles, acts),
      findings(check, titles, acts),
      unlocated(check, titles),
      clear(check),
      check.ignored.length > 0 && ignored(check, titles, acts),
      compare(check, acts),
      past(check),
      collections(check, titles),
      provenance(check));
  decisions(box, check, acts);
}

function verdict(check) {
  const tone = toneOf(check);
  return el('header', {class: `verdict ${tone}`, id: 'verdict',
    tabindex: '-1', 'data-verdict': check.verdict},
  icon(tone),
  el('div', {},
      el('h2', {text: t(`verdict.${check.verdict}`) + (check.incomplete ? t('incomplete.mark') : '')}),
      el('p', {text: meaning(check)})));
}

/** What a verdict says may be done; no more than is known. */
function meaning({verdict, incomplete}) {
  const means = t(`verdict.${verdict}.means`);
  return incomplete ? t(`verdict.${verdict}.unsure`, {}, means) : means;
}

/** Why the answer is incomplete, in plain words. */
function incomplete(check, titles) {
  const facts = check.missingFacts.filter((f) => ['PROHIBITED', 'SUSPENDED'].includes(f.worst));
  return el('section', {class: 'incomplete', 'aria-labelledby': 'incompleteTitle'},
      icon('UNSURE'),
      el('div', {},
          el('h3', {id: 'incompleteTitle', text: t('incomplete.title')}),
          el('p', {text: t(`incomplete.${MILD.includes(check.verdict) ? 'mild' : 'other'}`)}),
          el('ul', {},
              LACKING.map((state) => lackingText(state, check.collections.filter((c) =>
                c.needed && c.state === state), titles)),
              doubts(check),
              facts.length > 0 && el('li', {text: t('incomplete.facts', {count: facts.length})}))));
}

function lackingText(state, collections, titles) {
  const named = collections.map((c) => titles[c.collection] + (state === 'STALE' && c.sourceDate
    ? ` (${c.sourceDate})` : ''));
  return named.length > 0 && el('li', {
    text: t(`incomplete.${state}`, {titles: named.join(t('list.separator'))})});
}

function parcel({parcel: plot, question}, acts) {
  const use = (code) => (code ? `${code} ${acts.useTitle(code)}` : t('unknown'));
  const rows = [
    ['parcel.no', plot.parcelNo || t('parcel.drawn')],
    plot.name && ['parcel.name', plot.name],
    ['parcel.area', areaText(plot.areaSquareMetres, plot.areaMu)],
    plot.registeredAreaSquareMetres !== null && ['parcel.registered',
      areaText(plot.registeredAreaSquareMetres) + (plot.areaDiffers
        ? t('parcel.differs', {percent: number(plot.areaDifferencePercent)}) : '')],
    ['fact.stage', t(`stage.${question.stage}`)],
    ['parcel.uses', `${use(question.currentUse)} → ${use(question.plannedUse)}`],
    ['parcel.survey', question.survey ? t(`survey.${question.survey}`) : t('unknown')],
  ];
  return el('dl', {class: 'facts'}, rows.filter(Boolean).flatMap(([key, value]) => [
    el('dt', {text: t(key)}), el('dd', {text: value})]));
}

function missing(check, titles, acts) {
  return section('missing', t('missing.title', {count: check.missingFacts.length}),
      el('ul', {class: 'missing'}, check.missingFacts.map((fact) => {
        const field = fieldOfFact(fact.name);
        return el('li', {},
            el('span', {lang: spoken(fact.question), text: fact.question}),
            el('small', {text: t('missing.worst', {verdict: t(`verdict.${fact.worst}`)})}),
            field && el('button', {type: 'button', class: 'quiet', on: {
              click: () => acts.ask(field)}}, t('missing.fill')));
      })));
}

function findings(check, titles, acts) {
  if (check.findings.length === 0) {
    return section('findings', t('findings.title', {count: 0}),
        el('p', {class: 'hint', text: t('findings.none')}));
  }
  return section('findings', t('findings.title', {count: check.findings.length}),
      SEVERITIES.map((severity) => {
        const group = check.findings.filter((f) => f.severity === severity);
        return group.length > 0 && el('section', {class: `group ${severity}`},
            el('h4', {}, icon(severity), t(`verdict.${severity}`), el('small', {
              text: t('findings.count', {count: group.length})})),
            el('ol', {}, group.map((f) => finding(f, check.findings.indexOf(f), titles, acts))));
      }));
}

function finding(f, i, titles, acts) {
  const key = keyOf(f);
  return el('li', {class: f.override ? 'finding aside' : 'finding', 'data-rule': f.rule,
    'data-finding': i, ...lighting(key, acts)},
      el('h5', {lang: spoken(f.title), text: f.title}),
      override(f),
      f.possible && el('p', {class: 'possible'}, icon('UNSURE'), t('finding.possible')),
      key && feature(f, titles, acts),
      f.overlap && f.overlap.areaSquareMetres > 0 && el('p', {class: 'figures',
        'data-area': f.overlap.areaSquareMetres},
      el('b', {text: t('finding.overlap')}),
      areaText(f.overlap.areaSquareMetres, f.overlap.areaMu),
      el('span', {text: t('finding.percent', {percent: number(f.overlap.percentOfParcel)})})),
      f.overlap && f.overlap.areaSquareMetres === 0 && el('p', {class: 'figures', text:
        t('finding.distance', {metres: number(f.distanceMetres)})}),
      (f.parameters || []).map((p) => el('p', {class: 'hint', lang: spoken(p.title),
        text: t('finding.parameter', {title: p.title, value: p.value,
          source: p.source === 'default' ? t('finding.default') : p.source})})),
      f.dependsOn?.length > 0 && el('p', {class: 'hint',
        text: t('finding.dependsOn', {facts: f.dependsOn.map(factName).join(t('list.separator'))})}),
      el('dl', {class: 'todo'},
          el('dt', {text: t('finding.action')}), el('dd', {lang: spoken(f.action), text: f.action}),
          el('dt', {text: t('finding.responsible')}),
          el('dd', {lang: spoken(f.responsible), text: f.responsible}),
          el('dt', {text: t('finding.basis')}),
          el('dd', {lang: 'zh-CN'}, el('ul', {}, f.basis.map((text) => el('li', {text}))))));
}

const factName = (fact) => t(`fact.${fact.slice(fact.indexOf('.') + 1)}`, {}, fact);

function lighting(key, acts) {
  return key && {on: {
    mouseenter: () => acts.light(key), mouseleave: () => acts.light(null),
    focusin: () => acts.light(key), focusout: () => acts.light(null),
  }};
}

function feature(hit, titles, acts) {
  const name = [titles[hit.collection] || hit.collection, hit.featureName, hit.featureCode]
      .filter(Boolean);
  return el('p', {class: 'feature'},
      el('span', {text: [...new Set(name)].join(' · ')}),
      el('button', {type: 'button', class: 'quiet', on: {click: () => acts.bring(keyOf(hit))}},
          icon('target'), t('finding.show')));
}

function clear(check) {
  const share = check.parcel.areaSquareMetres > 0
    ? (100 * check.clearAreaSquareMetres) / check.parcel.areaSquareMetres : 0;
  return section('clear', t('clear.title'), el('p', {class: 'figures',
    'data-area': check.clearAreaSquareMetres},
  areaText(check.clearAreaSquareMetres, check.clearAreaMu),
  el('span', {text: t('finding.percent', {percent: number(share)})})),
  el('p', {class: 'hint', text: t('clear.hint')}),
  check.clearAreaSquareMetres > 0 && clearFiles(check));
}

/** The clear remainder to take away, in the zone of the plot or another one. */
function clearFiles(check) {
  const base = `api/checks/${encodeURIComponent(check.id)}/clear-remainder`;
  const own = zoneOf(firstPosition(check.parcel.geometry)[0])?.code || '';
  const planes = SYSTEMS.filter((system) => !system.geographic);
  const links = ['txt', 'shp', 'geojson'].map((f) => [f, takeAway('', t(`clear.${f}`))]);
  const point = (crs) => links.forEach(([f, link]) => {
    link.href = `${base}?f=${f}${f === 'geojson' ? '' : `&crs=${crs}`}`;
    link.removeAttribute('target');
  });
  point(own);
  return el('div', {class: 'clearfiles'},
      choiceField('clearCrs', t('clear.crs'), planes.map((system) =>
        [system.code, `${systemText(system)} · ${system.code}`]), own,
      {on: {change: (event) => point(event.target.value)}}),
      el('div', {class: 'row'}, links.map(([, link]) => link)));
}

function ignored(check, titles, acts) {
  return section('ignored', t('ignored.title', {count: check.ignored.length}),
      el('ul', {class: 'ignored'}, check.ignored.map((hit) => el('li', {
        class: 'finding', ...lighting(keyOf(hit), acts)},
      feature(hit, titles, acts),
      el('p', {class: 'figures', text: t('ignored.figures', {
        squareMetres: number(hit.areaSquareMetres), width: number(hit.meanWidthMetres)})}),
      el('p', {class: 'hint', lang: spoken(hit.reason), text: hit.reason})))));
}

function collections(check, titles) {
  const cells = (c) => [
    el('th', {scope: 'row', text: titles[c.collection]},
        c.needed && el('small', {text: t('collections.needed')})),
    el('td', {}, el('span', {class: `state ${c.state}`, text: t(`state.${c.state}`)})),
    el('td', {text: c.sourceDate || '—'}),
    el('td', {class: 'right', text: c.unionAreaSquareMetres > 0
      ? number(c.unionAreaSquareMetres) : '—'}),
  ];
  return section('collections', t('collections.title'),
      el('table', {},
          el('thead', {}, el('tr', {}, ['layer', 'state', 'date', 'area'].map((name) =>
            el('th', {scope: 'col', class: name === 'area' ? 'right' : null,
              text: t(`collections.${name}`)})))),
          el('tbody', {}, check.collections.map((c) =>
            el('tr', {'data-collection': c.collection}, cells(c))))),
      el('p', {class: 'hint', text: t('collections.hint')}));
}

function provenance(check) {
  const {id, version} = check.pack;
  const pack = el('span', {text: `${id} ${version}`});
  packTitle(id).then((title) => { pack.textContent = `${title} ${version}`; }, () => {});
  const rows = [
    ['provenance.pack', pack],
    ['provenance.evaluatedAt', moment(check.evaluatedAt)],
    ['provenance.asOf', moment(check.asOf)],
    ['provenance.id', check.id],
    ['provenance.hash', check.hash],
  ];
  return section('provenance', t('provenance.title'),
      el('dl', {class: 'facts small'}, rows.flatMap(([key, value]) => [
        el('dt', {text: t(key)}), el('dd', {}, value)])));
}
