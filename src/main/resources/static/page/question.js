/** The rest of the question: step of land use, uses, survey, and facts of the project. */
import {el, fill} from './dom.js';
import {t} from './texts.js';

export const STAGES = ['PLANNING', 'RESERVE', 'EXPROPRIATION', 'TAKE_BACK', 'PURCHASE', 'SUPPLY',
  'TRANSFER', 'USE_CHANGE', 'PLANNING_PERMIT', 'CONSTRUCTION', 'OCCUPATION', 'RECLAMATION'];
export const SURVEYS = ['NONE', 'PRELIMINARY', 'DETAILED'];
const PLAN_STAGES = ['DRAFT', 'REVIEWED', 'SUBMITTED', 'APPROVED'];
const CROPS = ['EDIBLE', 'FODDER', 'NONE'];
const YES_NO = ['true', 'false'];
/** Industries that the rules name (GB/T 4754); any other code may be typed. */
const INDUSTRIES = ['B07', 'B09', 'C191', 'C251', 'C252', 'C26', 'C263', 'C27', 'C31', 'C32',
  'C336', 'C3843', 'N7724'];

/** Facts of the form: how they are asked for, and where they stand in the request. */
const FACTS = {
  stage: {select: STAGES, text: 'stage', needed: true},
  planStage: {select: PLAN_STAGES, text: 'planStage'},
  currentUse: {use: true},
  plannedUse: {use: true},
  survey: {select: SURVEYS, text: 'survey'},
  industry: {within: 'project'},
  key: {select: YES_NO, text: 'yesNo', within: 'project'},
  unavoidable: {select: YES_NO, text: 'yesNo', within: 'project'},
  remediation: {select: YES_NO, text: 'yesNo', within: 'project'},
  crops: {select: CROPS, text: 'crops', within: 'project'},
  outdatedCapacity: {select: YES_NO, text: 'yesNo', within: 'project'},
  toxicFormerUse: {select: YES_NO, text: 'yesNo', within: 'parcel'},
  changedSinceSurvey: {select: YES_NO, text: 'yesNo', within: 'parcel'},
  meetsFarmlandStandard: {select: YES_NO, text: 'yesNo', within: 'parcel'},
};

/** Field of the form that answers a missing fact, or null where the form has none. */
export function fieldOfFact(fact) {
  const name = {'plan.stage': 'planStage', 'parcel.survey': 'survey'}[fact]
      || fact.slice(fact.indexOf('.') + 1);
  return !fact.startsWith('feature.') && FACTS[name] ? name : null;
}

/** The part of the form that says what shall be done with the plot. */
export function createQuestion(codes) {
  const values = {};
  const box = el('div', {});

  function show() {
    fill(box,
        el('fieldset', {class: 'block'},
            el('legend', {text: t('question.title')}),
            el('div', {class: 'pair'}, field('stage'), field('survey')),
            el('div', {class: 'pair'}, useField('currentUse'), useField('plannedUse')),
            el('datalist', {id: 'uses'}, codes.map((code) =>
              el('option', {value: code.value, label: `${code.value} ${code.title}`})))),
        el('details', {class: 'block', open: true},
            el('summary', {text: t('question.project')}),
            el('p', {class: 'hint', text: t('question.projectHint')}),
            el('div', {class: 'pair'}, industryField(), field('planStage'),
                field('key'), field('unavoidable'), field('remediation'), field('crops'),
                field('outdatedCapacity'), field('toxicFormerUse'),
                field('changedSinceSurvey'), field('meetsFarmlandStandard'))));
  }

  function field(name) {
    const {select, text, needed} = FACTS[name];
    const control = el('select', {id: name, name, required: needed,
      on: {change: (event) => { values[name] = event.target.value; }}},
    el('option', {value: '', text: t(needed ? 'choose' : 'unknown')}),
    select.map((value) => el('option', {value, text: t(`${text}.${value}`),
      selected: values[name] === value})));
    return el('div', {}, el('label', {for: name, text: t(`fact.${name}`)}), control);
  }

  function useField(name) {
    const title = el('output', {for: name, class: 'use-title', text: titleOf(values[name])});
    return el('div', {},
        el('label', {for: name}, t(`fact.${name}`), ' ', title),
        el('input', {id: name, name, list: 'uses', autocomplete: 'off', spellcheck: 'false',
          value: values[name], placeholder: t('use.placeholder'),
          on: {
            input: (event) => {
              values[name] = event.target.value.trim();
              title.textContent = titleOf(values[name]);
            },
            // what is typed takes the place of what the register said, as after a Tab
            mousedown: (event) => {
              if (event.button === 0 && event.target !== document.activeElement) {
                event.preventDefault(); // the caret that it would set would end the selection
                event.target.focus();
                event.target.select();
              }
            },
            change: (event) => {
              values[name] = codeOf(values[name] || '');
              event.target.value = values[name];
              title.textContent = titleOf(values[name]);
            },
          }}));
  }

  function industryField() {
    return el('div', {},
        el('label', {for: 'industry', text: t('fact.industry')}),
        el('input', {id: 'industry', name: 'industry', list: 'industries', autocomplete: 'off',
          spellcheck: 'false', maxlength: 30, value: values.industry,
          placeholder: t('industry.placeholder'),
          on: {
            input: (event) => { values.industry = event.target.value.trim().toUpperCase(); },
            change: (event) => {
              values.industry = industryOf(values.industry);
              event.target.value = values.industry;
            },
          }}),
        el('datalist', {id: 'industries'}, INDUSTRIES.map((value) =>
          el('option', {value, label: `${value} ${t(`industry.${value}`)}`}))));
  }

  /** The code that a user means who types a name; else what was typed. */
  function codeOf(typed) {
    const named = codes.filter(({title}) => title.toLowerCase() === typed.toLowerCase()
        || title === typed + '用地');
    return named.length === 1 ? named[0].value : typed;
  }

  /** The industry that a user means who types its name; else what was typed. */
  function industryOf(typed) {
    const named = INDUSTRIES.filter((code) => typed.length > 1
      && t(`industry.${code}`).toUpperCase().includes(typed));
    return named.length === 1 ? named[0] : typed;
  }

  /** Title of a code, or of the class that it belongs to. */
  function titleOf(value) {
    const known = codes.filter((code) => value && value.startsWith(code.value))
        .sort((a, b) => b.value.length - a.value.length)[0];
    return known?.title || '';
  }

  show();
  return {
    element: box,
    /** Says everything again, in the language that the page has now. */
    translate: show,
    titleOf,
    codeOf,
    /** Takes facts over: of a check that is shown, or of a parcel; may keep what is there. */
    set(facts, keep = false) {
      for (const [name, value] of Object.entries(facts)) {
        if (name in FACTS && !(keep && values[name])) {
          values[name] = value === null || value === undefined ? '' : String(value);
          const control = box.querySelector(`#${name}`);
          control.value = values[name]; // in place: the focus may be on its way to a field
          control.dispatchEvent(new Event('input'));
          if (control === document.activeElement && control.select) {
            control.select(); // what is typed now takes its place
          }
        }
      }
    },
    /** The facts as members of a check request, or the field that wants something and why. */
    read() {
      if (!values.stage) {
        return {wanting: 'stage', why: 'question.wantsStage'};
      }
      const request = {parcel: {}, project: {}};
      for (const [name, {within, select}] of Object.entries(FACTS)) {
        if (values[name]) {
          const target = within ? request[within] : request;
          target[name] = select === YES_NO ? values[name] === 'true' : values[name];
        }
      }
      return {request};
    },
  };
}
