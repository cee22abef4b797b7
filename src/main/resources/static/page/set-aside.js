/** Setting a finding aside by a document, and taking that back. The answer itself is never changed. */
import {isOfficer, listChecks, send} from './api.js';
import {el} from './dom.js';
import {deed, given, longField, textField, today} from './parts.js';
import {t} from './texts.js';

const KEPT = 'jingtu.asked.'; // and the user name: what this user has asked in this browser
const KEPT_AT_MOST = 500;
const PAGES = 20; // of earlier checks that are looked through for the one that is shown

/** Remembers who asked: nobody decides on an own check. */
export function noteAsked(username, id) {
  const ids = askedBy(username).filter((other) => other !== id);
  localStorage.setItem(KEPT + username, JSON.stringify([...ids, id].slice(-KEPT_AT_MOST)));
}

function askedBy(username) {
  try {
    return JSON.parse(localStorage.getItem(KEPT + username)) || [];
  } catch {
    return [];
  }
}

/** Whether the user may decide on the findings of a check; the service has the last word. */
export async function mayDecide(check, me) {
  if (!isOfficer(me) || askedBy(me.username).includes(check.id)) {
    return false;
  }
  let after;
  for (let page = 0; page < PAGES && check.parcel.parcelNo; page++) {
    const {checks, next} = await listChecks(check.parcel.parcelNo, after);
    const found = checks.find((one) => one.id === check.id);
    if (found) {
      return found.actor !== me.username;
    }
    if (!next) {
      break;
    }
    after = next;
  }
  return true; // of a drawn plot the service alone knows who asked
}

/**
 * Puts what may be decided into the findings that are shown.
 * @param {Object} acts may(), a promise of whether the user may decide on them; isOfficer; decided()
 *     is called after a decision
 */
export function decisions(box, check, acts) {
  const path = `api/checks/${encodeURIComponent(check.id)}/overrides`;
  const places = [...box.querySelectorAll('.group .finding')];
  const each = (holds, make) => places.forEach((place) => {
    const f = check.findings[Number(place.dataset.finding)];
    if (Boolean(f.override) === holds) {
      place.append(make(f, place.dataset.finding));
    }
  });
  if (acts.isOfficer) {
    each(true, ({override}, i) => withdrawal(`${path}/${override.id}/withdraw`, i, acts));
  }
  acts.may().then((may) => may && each(false, (f, i) => setAside(path, f, i, acts)), () => {});
}

function setAside(path, f, i, {decided}) {
  const id = (name) => `aside-${name}-${i}`;
  return deed('set-aside', t('aside.set'), [
    el('p', {class: 'hint whole', text: t('aside.hint')}),
    longField(id('reason'), t('aside.reason'), {maxlength: 2000, required: true}),
    longField(id('title'), t('aside.title'), {maxlength: 200, required: true}),
    textField(id('number'), t('aside.number'), {maxlength: 100, required: true}),
    textField(id('date'), t('aside.date'), {type: 'date', max: today(), required: true}),
  ], async (form) => {
    const [reason, title, number, date] = ['reason', 'title', 'number', 'date'].map((name) => given(form, id(name)));
    await send('POST', path, {rule: f.rule, featureId: f.featureId ?? null, reason, document: {title, number, date}});
    await decided();
  });
}

function withdrawal(path, i, {decided}) {
  const id = `aside-back-${i}`;
  return deed('take-back', t('aside.withdraw'), [longField(id, t('aside.reason'), {maxlength: 2000, required: true})],
      async (form) => {
        await send('POST', path, {reason: given(form, id)});
        await decided();
      });
}
