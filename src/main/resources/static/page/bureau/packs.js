/** Rule packs in effect, and every rule of one with its basis. */
import {el} from '../dom.js';
import {language} from '../texts.js';
import {badge, facts, field, listOf, section, table} from './parts.js';
import {get, part} from './service.js';
import {codeName, w} from './words.js';

const GRAVEST = ['PROHIBITED', 'SUSPENDED', 'CONDITIONAL', 'NOTICE', 'CLEAR'];

/** What the pack says, in English where it does and that is the language of the page. */
const said = (of, member) => language() === 'en' && of[`${member}English`] || of[member];

/** The part: the packs, or the rules of one. */
export async function showPacks({signal}, id) {
  if (id) {
    return showPack(await get(`api/packs/${part(id)}`, signal));
  }
  const packs = await get('api/packs', signal);
  const titleOf = (parent) => packs.find((p) => p.id === parent)?.title || parent || '–';
  return table(w('admin.packs'), [w('pack.title'), w('pack.version'), w('pack.for'),
    w('pack.parent'), w('pack.rules')],
  packs.map((pack) => [el('a', {href: `#/admin/packs/${part(pack.id)}`, text: pack.title}),
    pack.version, listOf(pack.adcodes) || '–', titleOf(pack.parent?.id), w('pack.counts', pack)]));
}

function showPack({pack, parameters, rules, withdrawn}) {
  const list = rules.map(ruleOf);
  const search = field(w('pack.search'), {id: 'ruleSearch', type: 'search'});
  search.addEventListener('input', ({target}) => list.forEach((rule) => {
    rule.hidden = !rule.textContent.includes(target.value.trim());
  }));
  return [
    el('div', {class: 'headline'}, el('h3', {text: pack.title}),
        el('a', {class: 'backlink', href: '#/admin/packs', text: w('back')})),
    facts([[w('code'), pack.id], [w('pack.version'), pack.version],
      [w('pack.for'), listOf(pack.adcodes)],
      [w('pack.parent'), pack.parent && `${pack.parent.id} ${pack.parent.version}`],
      pack.newerParent &&
        [w('pack.newerParent'), `${pack.newerParent.id} ${pack.newerParent.version}`],
      [w('pack.rules'), w('pack.counts', pack)]].filter(Boolean)),
    section(w('pack.documents'), el('ul', {}, pack.documents.map((d) => el('li', {text: d})))),
    section(w('pack.rules'), search, list),
    section(w('pack.parameters'), table(w('pack.parameters'),
        [w('name'), w('pack.value'), w('pack.source')],
        parameters.map((p) => [said(p, 'title'), p.value,
          p.source === 'default' ? w('finding.default') : p.source]))),
    withdrawn.length > 0 && section(w('pack.withdrawn'), el('ul', {}, withdrawn.map((one) =>
      el('li', {text: `${one.rule}${w('colon')}${one.reason}`})))),
  ];
}

function ruleOf(rule) {
  return el('details', {class: 'rule', 'data-rule': rule.id},
      el('summary', {}, badge(codeName('origin', rule.origin, rule.originTitle), 'over'),
          el('b', {text: said(rule, 'title')}),
          worstOf(rule.outcomes).map((o) =>
            badge(codeName('verdict', o.severity, o.severityTitle), o.severity)),
          el('code', {class: 'soft', text: rule.id})),
      facts([
        [w('rule.subject'), rule.subjectTitle],
        [w('rule.stages'), listOf(rule.stages.map((s) => codeName('stage', s.code, s.title)))],
        [w('rule.when'), rule.when],
        [w('rule.against'), rule.against.map(againstText).join(w('list.stop'))],
        [w('rule.outcomes'), rule.outcomes.map((o) => [o.when,
          codeName('verdict', o.severity, o.severityTitle), said(o, 'action')]
            .filter(Boolean).join(' → ')).join(w('list.stop'))],
        [w('rule.action'), said(rule, 'action')],
        [w('rule.responsible'), said(rule, 'responsible')],
        [w('rule.basis'), rule.basis.join(w('list.stop'))], [w('rule.note'), rule.note]]));
}

/** The gravest outcome of a rule, in a list; none if it has none. */
const worstOf = (outcomes) => [...outcomes]
    .sort((a, b) => GRAVEST.indexOf(a.severity) - GRAVEST.indexOf(b.severity)).slice(0, 1);

const againstText = (a) => [a.collectionTitle, a.where,
  a.withinMetres !== null && w('rule.within', {metres: a.withinMetres})].filter(Boolean).join(' · ');
