/** The audit trail: searched, and verified. */
import {el, fill} from '../dom.js';
import {moment} from '../figures.js';
import {button, field, form, table} from './parts.js';
import {address, get} from './service.js';
import {ACTIONS} from './texts-audit.js';
import {w} from './words.js';

const PAGE = 100;

/** The view; the address holds the search. */
export async function showAudit({mayAudit, signal}, unused, asked) {
  if (!mayAudit) {
    return [el('h2', {text: w('audit.title')}), el('p', {class: 'soft', text: w('audit.mayNot')})];
  }
  const entries = [];
  const list = el('div');
  let before = null;
  const read = async () => {
    const page = await get(address('api/audit', {...asked, limit: PAGE, before}), signal);
    entries.push(...page.entries);
    before = page.next;
    fill(list, entryTable(entries), before && button(w('more'), read));
  };
  await read();
  const verdict = el('p', {id: 'verdict', role: 'status'});
  return [
    el('h2', {text: w('audit.title')}),
    el('div', {class: 'actions'}, button(w('audit.verify'), async () => {
      const found = await get('api/audit/verification', signal);
      verdict.className = found.intact ? 'strong' : 'wrong';
      verdict.textContent = found.intact ? w('audit.intact', {...found, hash: found.hash.slice(0, 16)})
        : w('audit.broken', {entry: found.brokenEntry ?? '–', flaw: found.flaw});
    }), verdict),
    form([
      field(w('audit.user'), {name: 'username', id: 'auditUser', value: asked.username}),
      field(w('audit.action'), {name: 'action', id: 'auditAction', value: asked.action, list: 'actions'}),
      el('datalist', {id: 'actions'}, ACTIONS.map((action) =>
        el('option', {value: action, label: w(`action.${action}`)}))),
      field(w('audit.subject'), {name: 'subject', id: 'auditSubject', value: asked.subject}),
    ], w('filter'), (given) => { location.hash = address('#/audit', given); },
    {class: 'form filters', id: 'search', role: 'search'}),
    list,
  ];
}

/** In words, with the code that the API knows. */
const actionOf = (action) => {
  const title = w(`action.${action}`, {}, '');
  return title ? [title, el('code', {class: 'soft', text: ` ${action}`})] : action;
};

function entryTable(entries) {
  return table(w('audit.title'),
      [w('when'), w('audit.user'), w('audit.action'), w('audit.subject'), w('audit.details'), w('audit.seal')],
      entries.map((e) => [moment(e.at), e.username, actionOf(e.action), e.subject,
        el('details', {}, el('summary', {text: w('audit.details')}),
            el('code', {text: JSON.stringify(e.details, null, 1)})),
        e.sequence ?? w('audit.unsealed')]));
}
