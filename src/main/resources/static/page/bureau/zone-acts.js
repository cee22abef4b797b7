/** What may be done with a zone in its state, by those who may do it. */
import {el} from '../dom.js';
import {button, field, form, say, section} from './parts.js';
import {post} from './service.js';
import {w} from './words.js';

const DECISIONS = ['APPROVE', 'REJECT', 'PUBLISH'];

/** The acts that the state allows. */
export function actsPart(zone, {me, mayWrite, mayDecide}) {
  const may = (act) => zone.possible.includes(act);
  const editor = mayWrite('ECOLOGY');
  const act = async (name, body, done) => {
    await post(`api/zones/${zone.id}/${name}`, body, {'If-Match': `"${zone.version}"`});
    say(done);
    window.dispatchEvent(new HashChangeEvent('hashchange')); // shows the zone as it is now
  };
  return [
    el('div', {class: 'actions'},
        editor && may('CHANGE') && el('a', {class: 'secondary', href: `#/zones/${zone.id}/edit`,
          text: w('zone.change')}),
        editor && may('SUBMIT') && button(w('zone.submit'),
            () => act('submit', undefined, w('zone.submitted')), 'primary')),
    !mayDecide && zone.possible.some((a) => DECISIONS.includes(a))
      && el('p', {class: 'hint', text: w('zone.mayNotDecide')}),
    mayDecide && may('APPROVE') && (zone.author === me.username
      ? el('p', {class: 'hint', text: w('zone.notAuthor')}) : approval(act)),
    mayDecide && may('PUBLISH') && announcement(zone, act),
    // a draft is taken back by those who draft, what was submitted by those who decide
    endings(mayDecide && may('REJECT'), may('WITHDRAW') && (zone.state === 'DRAFT' ? editor : mayDecide), act),
  ];
}

function approval(act) {
  const text = (name, type) => field(w(`document.${name}`),
      {name, id: `approval-${name}`, type, required: true});
  return section(w('zone.approveTitle'), form([
    el('div', {class: 'two'}, text('title'), text('number'), text('date', 'date'), text('unit')),
  ], w('zone.approve'), (document) => act('approve', {document}, w('zone.approved')),
  {id: 'approve'}));
}

function announcement(zone, act) {
  const today = new Date().toLocaleDateString('sv');
  const day = (name, value, required) => field(w(`zone.${name}`),
      {name, id: name, type: 'date', value, required});
  return section(w('zone.publishTitle'), form([
    field(w('zone.announcementNo'), {name: 'announcementNo', id: 'announcementNo', required: true}),
    field(w('zone.text'), {name: 'text', id: 'text', rows: 5, required: true}),
    el('div', {class: 'two'}, day('announcedOn', today, true), day('inForceFrom', today, true),
        day('inForceTo', '', false)),
  ], w('zone.publish'), (given) => act('publish', {...given, inForceTo: given.inForceTo || null},
      w('zone.published')), {id: 'publish'}));
}

function endings(reject, withdraw, act) {
  if (!reject && !withdraw) {
    return null;
  }
  const reason = field(w('zone.reason'), {name: 'reason', id: 'reason', required: true});
  const given = () => {
    const input = reason.querySelector('input');
    input.reportValidity();
    return input.value.trim();
  };
  const end = (name) => async () => {
    if (given()) {
      await act(name, {reason: given()}, w(`zone.${name}`));
    }
  };
  return el('details', {class: 'more'}, el('summary', {text: w('zone.endTitle')}), reason,
      el('div', {class: 'actions'},
          reject && button(w('zone.reject'), end('reject')),
          withdraw && button(w('zone.withdraw'), end('withdraw'))));
}
