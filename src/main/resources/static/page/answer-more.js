/** Parts of the answer that go on from it: what was decided since, doubts, papers, replay, history. */
import {listChecks, replay} from './api.js';
import {el, fill, icon} from './dom.js';
import {moment} from './figures.js';
import {badge, section, table, takeAway, verdictBadge} from './parts.js';
import {address} from './router.js';
import {spoken, t} from './texts.js';

/** Papers to take away, and the replay. */
export function actions(check) {
  const id = encodeURIComponent(check.id);
  const outcome = el('div', {id: 'replayed', class: 'replayed', role: 'status'});
  const again = el('button', {type: 'button', id: 'replay', class: 'secondary',
    on: {click: async () => {
      again.disabled = true;
      fill(outcome, t('replay.running'));
      try {
        fill(outcome, replayed(await replay(check.id)));
      } catch (problem) {
        fill(outcome, el('p', {class: 'hint wrong', text: problem.message}));
      }
      again.disabled = false;
    }}}, t('replay.run'));
  return el('div', {class: 'actions'},
      el('div', {class: 'row'},
          takeAway(`api/checks/${id}/report.pdf`, t('report.pdf')),
          takeAway(`api/checks/${id}/report.html`, t('report.html')),
          again),
      outcome);
}

function replayed({same, replayedAt, differences}) {
  if (same) {
    return el('p', {class: 'same'}, icon('CLEAR'), t('replay.same', {at: moment(replayedAt)}));
  }
  const text = (value) => (value === null ? '—' : JSON.stringify(value));
  return [
    el('p', {class: 'hint wrong', text: t('replay.differs', {count: differences.length})}),
    table(t('replay.differences'), [t('replay.place'), t('replay.stored'), t('replay.now')],
        differences.map((d) => ({cells: [d.path, text(d.stored), text(d.replayed)]}))),
  ];
}

/** The verdict after findings were set aside. */
export function effective(check) {
  return check.effectiveVerdict && el('section', {class: 'effective', id: 'effective',
    'aria-labelledby': 'effectiveTitle'},
  el('h3', {id: 'effectiveTitle', text: t('effective.title')}),
  el('p', {}, verdictBadge({...check, verdict: check.effectiveVerdict}), ' ',
      t(check.overrides.every((o) => o.withdrawal) ? 'effective.none' : 'effective.means')),
  el('ul', {}, check.overrides.map((o) => el('li', {
    text: t(o.withdrawal ? 'effective.withdrawn' : 'effective.holds', {
      rule: check.findings.find((f) => f.rule === o.rule)?.title || o.rule,
      actor: o.actor, at: moment(o.at)})}))));
}

/** What an officer decided on one finding. */
export function override({override: o}) {
  return o && el('div', {class: 'override'}, el('b', {text: t('override.title')}),
      el('p', {text: t('override.text', {actor: o.actor, at: moment(o.at), reason: o.reason})}),
      el('p', {text: t('override.document', {title: o.document.title,
        number: o.document.number, date: o.document.date})}));
}

/** Features without a place that may lie on the plot. */
export function unlocated(check, titles) {
  return check.unlocated?.length > 0 && section('unlocated', t('unlocated.title'),
      el('p', {class: 'hint', text: t('unlocated.hint')}),
      check.unlocated.map((list) => el('div', {'data-unlocated': list.collection},
          el('h4', {text: t('unlocated.of', {title: titles[list.collection] || list.title, count: list.count})}),
          el('ul', {class: 'plain'}, list.features.map((f) => el('li', {},
              badge(f.worst), ' ', [f.featureName, f.featureCode].filter(Boolean).join(' · ')))),
          list.count > list.features.length && el('p', {class: 'hint', text: t('unlocated.more', {
            count: list.count - list.features.length})}))));
}

const SAID_ELSEWHERE = ['NO_DATA', 'STALE', 'FAILED', 'FACT_MISSING'];

/** Why the answer is incomplete, beside what collections and facts lack. */
export function doubts(check) {
  return (check.incompleteReasons || []).filter((r) => !SAID_ELSEWHERE.includes(r.code))
      .map((r) => el('li', {lang: spoken(r.text), 'data-reason': r.code,
        text: r.text + (r.names?.length > 0 ? t('brackets', {text: r.names.join(t('list.separator'))}) : '')}));
}

/** Earlier checks of the same parcel, read when it is shown. */
export function past(check) {
  const number = check.parcel.parcelNo;
  if (!number) {
    return null;
  }
  const list = el('ol', {class: 'past', 'aria-busy': 'true'});
  const more = el('button', {type: 'button', class: 'quiet', hidden: true}, t('past.more'));
  const read = async (after) => {
    try {
      const page = await listChecks(number, after);
      list.append(...page.checks.map((one) => entry(one, check.id)));
      more.hidden = !page.next;
      more.onclick = () => read(page.next);
    } catch (problem) {
      list.append(el('li', {class: 'hint wrong', text: problem.message}));
    }
    list.setAttribute('aria-busy', 'false');
  };
  read();
  return section('past', t('past.title'), list, more);
}

function entry(one, shown) {
  const text = `${moment(one.evaluatedAt)} · ${t(`stage.${one.stage}`)} · ${one.actor}`;
  return el('li', {'data-check': one.id},
      verdictBadge(one),
      one.id === shown ? el('span', {'aria-current': 'true', text: text + t('past.this')})
        : el('a', {href: address(`check/${one.id}`), text}));
}
