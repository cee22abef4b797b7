/** One zone: content, impact, what is to be done next, history. */
import {el, fill, showMessage} from '../dom.js';
import {moment, number} from '../figures.js';
import {toneOf} from '../parts.js';
import {spoken} from '../texts.js';
import {actsPart} from './zone-acts.js';
import {draftView} from './zone-draft.js';
import {measuresPart} from './zone-measures.js';
import {areaOf, badge, facts, section, table} from './parts.js';
import {get, part} from './service.js';
import {codeName, w} from './words.js';
import {ZONE_KINDS} from './zones.js';

const COLOUR = '#c2410c';
const ANNOUNCED = ['PUBLISHED', 'IN_FORCE', 'EXPIRED', 'SUPERSEDED'];
const FORESEEN = ['DRAFT', 'SUBMITTED', 'APPROVED', 'PUBLISHED'];

/** The view: a new draft, a draft being changed, or a zone. */
export async function showZone(context, path, asked) {
  if (/^new$|\/edit$/.test(path) && !context.mayWrite('ECOLOGY')) {
    return [el('h2', {text: w('zone.draftTitle')}), el('p', {class: 'soft', text: w('zone.mayNotDraft')})];
  }
  if (path === 'new') {
    return draftView(context, null, asked.site);
  }
  const [id, edit] = path.split('/');
  const {stage, signal} = context;
  const [zone, events] = await Promise.all([get(`api/zones/${part(id)}`, signal),
    get(`api/zones/${part(id)}/history`, signal)]);
  if (edit === 'edit') {
    return draftView(context, zone);
  }
  stage.show([{id: 'zone', geometry: zone.geometry, colour: COLOUR, dashed: true}]);
  stage.legend([[COLOUR, `${zone.code} ${zone.name || ''}`, true]]);
  return [head(zone, context), impactPart(zone, context), actsPart(zone, context),
    measuresPart(zone, context),
    section(w('zone.history'), el('ol', {class: 'timeline'}, events.map((event) => el('li', {},
        el('b', {text: codeName('act', event.action)}),
        el('p', {class: 'soft', text: `${event.actor} · ${moment(event.at)}`}),
        event.note && el('p', {text: event.note})))))];
}

function head(zone, {collections}) {
  const {approval, announcement} = zone;
  return [
    el('div', {class: 'headline'}, el('h2', {lang: spoken(zone.name || zone.code), text: zone.name || zone.code}),
        badge(codeName('zone', zone.state, zone.stateTitle), ZONE_KINDS[zone.state]),
        el('a', {class: 'backlink', href: '#/zones', text: w('back')})),
    facts([[w('code'), zone.code],
      [w('zones.collection'), collections.find((c) => c.id === zone.collection)?.title],
      [w('adcode'), zone.adcode],
      [w('zone.site'), zone.properties.siteCode && el('a', {
        href: `#/sites/${part(zone.properties.siteCode)}`, text: zone.properties.siteCode})],
      [w('area'), areaOf(zone.areaSquareMetres)], [w('zone.measures'), zone.properties.measures],
      [w('zone.author'), `${zone.author} · ${moment(zone.createdAt)}`],
      [w('zone.approver'), zone.approver],
      [w('zone.approval'), approval && [approval.title, approval.number, approval.date,
        approval.unit].filter(Boolean).join(' · ')],
      [w('zone.announced'), announcement?.number],
      [w('zone.inForce'), announcement && (announcement.inForceTo
        ? w('zone.span', {from: announcement.inForceFrom, to: announcement.inForceTo})
        : w('zone.from', {day: announcement.inForceFrom}))],
      [w('zone.reason'), zone.endReason]]),
    announcement && el('p', {class: 'announcement', text: announcement.text}),
    ANNOUNCED.includes(zone.state) && el('p', {class: 'actions'}, el('a', {
      href: `api/public/zones/${zone.id}/notice.html`, text: w('zone.notice')}), el('a', {
      href: `api/public/zones/${zone.id}/notice.pdf`, text: w('zone.noticePdf')})),
  ];
}

/** What the zone would change, computed while the rest is already shown. */
function impactPart(zone, {signal}) {
  if (!FORESEEN.includes(zone.state)) {
    return null;
  }
  const box = el('div', {id: 'impact', 'aria-busy': 'true'}, el('p', {class: 'soft', text: w('loading')}));
  get(`api/zones/${zone.id}/impact`, signal).then((impact) => {
    fill(box, impactText(impact), impactTable(impact));
    box.setAttribute('aria-busy', 'false');
  }).catch((problem) => {
    if (!signal.aborted) {
      fill(box, el('p', {class: 'wrong', text: problem.message}));
      showMessage(w('failed', {reason: problem.message}));
    }
  });
  return section(w('impact.title'), box);
}

function impactText(impact) {
  const some = impact.parcels.length + impact.planLandUse.length > 0;
  const said = impact.parcelsExamined + impact.planFeaturesExamined === 0 ? 'nothing' : some ? 'some' : 'none';
  return [el('p', {class: some ? 'strong' : 'soft', text: w(`impact.${said}`, {
    parcels: impact.parcelsExamined, plans: impact.planFeaturesExamined,
    metres: impact.searchedWithinMetres, changed: impact.verdictsChanged})}),
  !impact.complete && el('p', {class: 'wrong', text: w('impact.incomplete')})];
}

function impactTable({parcels, planLandUse}) {
  const changes = [...parcels.map((p) => [p.parcelNo, p.change]),
    ...planLandUse.map((p) => [[p.code, p.name, p.landUse].filter(Boolean).join(' '), p.change])];
  const judged = (one) => badge(codeName('verdict', one.verdict, one.title)
    + (one.incomplete ? w('incomplete.mark') : ''), toneOf(one));
  return changes.length === 0 ? null : table(w('impact.title'),
      [w('impact.what'), w('impact.before'), w('impact.after'), w('impact.findings')],
      changes.map(([name, change]) => [name, judged(change.before), judged(change.after), [
        ...change.added.map((f) => el('div', {text:
          w('impact.finding', {title: f.title,
            area: areaOf(f.areaSquareMetres), percent: number(f.percentOfParcel)})})),
        ...change.gone.map((f) => el('div', {text: w('impact.gone', {title: f.title})}))]]));
}
