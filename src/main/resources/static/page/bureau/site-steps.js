/** The steps that a site may take now, each with the document that it needs. */
import {el, fill} from '../dom.js';
import {field, form, section, say} from './parts.js';
import {language} from '../texts.js';
import {part, post, upload} from './service.js';
import {codeName, w} from './words.js';

const LEVELS = ['LIGHT', 'MODERATE', 'SEVERE'];
const RESULTS = ['PASSED', 'PASSED_AFTER_REVISION', 'FAILED'];

/** Possible steps; those who may take one get its form. */
export function stepsPart(site, {mayWrite}) {
  const may = mayWrite('ECOLOGY');
  const box = el('div', {id: 'document'});
  const choices = site.possible.map((option) => {
    const id = `step-${option.step}`;
    return el('div', {}, el('label', {for: id},
        may && el('input', {type: 'radio', name: 'step', id, value: option.step,
          disabled: Boolean(option.blockedBy), 'aria-describedby': `${id}-what`,
          on: {change: () => fill(box, documentForm(site, option))}}),
        ` ${option.title} `,
        option.to !== site.status.status && el('b', {
          text: w('site.to', {status: option.toTitle})})),
    el('p', {class: 'hint', id: `${id}-what`, text:
      [w('site.needs', {document: option.document.title}), option.basis,
        option.blockedBy && w('site.blocked', {reason: option.blockedBy})]
          .filter(Boolean).join(' · ')}));
  });
  return section(w('site.steps'),
      choices.length === 0 && el('p', {class: 'soft', text: w('site.noSteps')}),
      !may && el('p', {class: 'hint', text: w('site.mayNot')}),
      el('fieldset', {class: 'steps', 'aria-label': w('site.steps')}, choices), box);
}

function documentForm(site, option) {
  const needs = option.document.needs;
  const text = (name, type = 'text') => field(w(`document.${name}`), {name, type,
    id: `document-${name}`, required: needs.includes(name),
    max: type === 'date' ? new Date().toLocaleDateString('sv') : undefined});
  return form([
    el('h4', {text: `${w('site.document')}${w('colon')}${option.document.title}`}),
    el('div', {class: 'two'}, text('title'), text('number'), text('date', 'date'), text('unit'),
        needs.includes('result') && field(w('document.result'), {name: 'result',
          id: 'document-result', required: true,
          options: [['', w('choose')], ...RESULTS.map((r) => [r, w(`result.${r}`)])]})),
    el('details', {class: 'more'}, el('summary', {text: w('site.facts')}),
        el('div', {class: 'two'},
            field(w('site.pollution'), {name: 'pollutionLevel',
              options: [['', '–'], ...LEVELS.map((l) => [l, w(`level.${l}`)])]}),
            field(w('site.pollutants'), {name: 'pollutants'}))),
    field(w('site.file'), {name: 'file', type: 'file', accept: '.pdf,.png,.jpg,.jpeg'}),
  ], w('site.take'), (given) => take(site, option, given), {id: 'take'});
}

async function take(site, option, {file, pollutionLevel, pollutants, ...written}) {
  const stated = (object) => Object.fromEntries(Object.entries(object).filter(([, v]) => v));
  const next = await post(`api/sites/${part(site.code)}/transitions`,
      {step: option.step, to: option.to, document: stated(written),
        attributes: stated({pollutionLevel, pollutants})}, {'If-Match': `"${site.version}"`});
  if (file) {
    const form = new FormData();
    form.append('file', file, file.name);
    form.append('transition', next.timeline[0].transition);
    form.append('title', written.title);
    await upload(`api/sites/${part(site.code)}/documents`, form);
  }
  say(w('site.taken', {step: option.title}));
  window.dispatchEvent(new HashChangeEvent('hashchange')); // shows the site as it is now
}
