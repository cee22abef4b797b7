/** “What if …?”: asks the same plot for another step or use, and shows both answers side by side. */
import {postCheck} from './api.js';
import {el, fill} from './dom.js';
import {areaText} from './figures.js';
import {badge, choiceField, section, textField, verdictBadge} from './parts.js';
import {STAGES} from './question.js';
import {address} from './router.js';
import {spoken, t} from './texts.js';

const ORDER = ['PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE'];

/**
 * The part of the answer that compares.
 * @param {Object} acts codeOf(typed), the code that a user means who types a name; asked(check) is told
 *     of the other check
 */
export function compare(check, {codeOf, useTitle, asked}) {
  const {stage, plannedUse} = check.question;
  const outcome = el('div', {id: 'compared', role: 'status'});
  const run = el('button', {type: 'submit', class: 'secondary'}, t('compare.run'));
  const form = el('form', {class: 'compare', novalidate: true, on: {submit: async (event) => {
    event.preventDefault();
    run.disabled = true;
    try {
      const other = await postCheck(otherwise(check, {
        stage: form.querySelector('#otherStage').value,
        plannedUse: codeOf(form.querySelector('#otherUse').value.trim()) || null,
      }));
      asked(other);
      fill(outcome, columns(check, other, useTitle));
    } catch (problem) {
      fill(outcome, el('p', {class: 'hint wrong', text: problem.message}));
    }
    run.disabled = false;
  }}},
  el('div', {class: 'block pair'},
      choiceField('otherStage', t('fact.stage'), STAGES.map((s) => [s, t(`stage.${s}`)]), stage),
      textField('otherUse', t('compare.use'), {list: 'uses', value: plannedUse || '',
        placeholder: t('use.placeholder')})),
  run);
  return section('compare', t('compare.title'), form, outcome);
}

/** The question of a check with something else in it. */
function otherwise({parcel, question}, other) {
  const {stage, currentUse, survey, surveySource, planStage, planStageSource, project} = question;
  const {parcelNo, geometry, adcode, registeredAreaSquareMetres: registered} = parcel;
  const plot = parcelNo && registered !== null ? {parcelNo} : {geometry, adcode, crs: 'EPSG:4490'};
  const {toxicFormerUse = null, changedSinceSurvey = null,
    meetsFarmlandStandard = null} = question.parcel || {};
  Object.assign(plot, {toxicFormerUse, changedSinceSurvey, meetsFarmlandStandard});
  return {
    parcel: plot, stage, currentUse, project,
    planStage: planStageSource === 'PLAN' ? null : planStage,
    survey: surveySource === 'REQUEST' || surveySource === undefined ? survey : null, ...other,
  };
}

function columns(one, other, useTitle) {
  const both = [one, other];
  const rules = new Map(both.flatMap((c) => c.findings).map((f) => [f.rule, f.title]));
  const worst = (check, rule) => check.findings.filter((f) => f.rule === rule)
      .map((f) => f.severity).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0];
  const row = (title, cell, attributes) => el('tr', attributes || {},
      el('th', {scope: 'row', lang: attributes ? spoken(title) : null, text: title}),
      both.map((check) => el('td', {}, cell(check))));
  const asked = ({question}) => `${t(`stage.${question.stage}`)} · ${
    question.plannedUse ? `${question.plannedUse} ${useTitle(question.plannedUse)}` : t('unknown')}`;
  return el('div', {class: 'tablebox'}, el('table', {class: 'grid compared'},
      el('caption', {class: 'unseen', text: t('compare.title')}),
      el('thead', {}, el('tr', {}, el('td'),
          el('th', {scope: 'col', text: t('compare.now')}),
          el('th', {scope: 'col'}, el('a', {href: address(`check/${other.id}`),
            text: t('compare.then')})))),
      el('tbody', {},
          row(t('compare.asked'), asked),
          row(t('compare.verdict'), verdictBadge),
          [...rules].map(([rule, title]) => row(title, (c) =>
            (worst(c, rule) ? badge(worst(c, rule)) : '—'), {'data-rule-of': rule})),
          row(t('clear.title'), (c) => areaText(c.clearAreaSquareMetres, c.clearAreaMu)),
          row(t('compare.missing'), (c) => String(c.missingFacts.length)))));
}
