/** One conflict: both sides, basis, history with causes, and what an officer does about it. */
import {getFeature, isOfficer, read, send} from './api.js';
import {DEPARTMENTS} from './conflicts.js';
import {el, fill} from './dom.js';
import {areaText, moment, number} from './figures.js';
import {badge, choiceField, deed, facts, given, section, table, textField, today} from './parts.js';
import {address} from './router.js';
import {spoken, t} from './texts.js';

/** Shows a conflict in the box and on the map. */
export async function showConflict(box, id, {map, me, collections}) {
  const path = `api/conflicts/${encodeURIComponent(id)}`;
  const titleOf = (collection) => collections.find((c) => c.id === collection)?.title || collection;
  const conflict = await read(path);
  show(conflict);
  await draw(map, conflict);

  function show(c) {
    fill(box, el('a', {class: 'back', href: address('conflicts'), text: t('conflicts.back')}),
        el('h2', {lang: spoken(c.title), text: c.title}),
        el('p', {}, badge(c.severity), ' ', el('b', {id: 'conflictState',
          'data-state': c.state, text: t(`conflict.${c.state}`)}),
        c.possible && el('span', {class: 'possible'}, ' ', t('finding.possible'))),
        facts([
          side('conflict.feature', c.feature), side('conflict.against', c.against),
          c.overlap.areaSquareMetres > 0
            ? [t('conflict.overlap'), areaText(c.overlap.areaSquareMetres, c.overlap.areaMu),
              ' · ', t('conflict.percent', {percent: number(c.overlap.percentOfFeature)})]
            : [t('conflict.distance'), t('conflict.metres', {metres: number(c.distanceMetres)})],
          c.stage && [t('fact.stage'), t(`stage.${c.stage}`)],
          [t('conflicts.department'), c.department ? t(`department.${c.department}`)
            : t('conflict.nobody')],
          [t('finding.action'), el('span', {lang: spoken(c.action), text: c.action})],
          [t('finding.basis'), el('ul', {lang: 'zh-CN', class: 'plain'},
              c.basis.map((text) => el('li', {text})))],
        ]),
        history(c), isOfficer(me) && c.state !== 'CLOSED' && dealing(c));
  }

  function side(title, {collection, featureId, code, name, township}) {
    return [t(title), [titleOf(collection), name, code, township].filter(Boolean).join(' · ')
      + (featureId ? '' : t('conflict.outside'))];
  }

  function history({history: events}) {
    return section('history', t('conflict.history'), table(t('conflict.history'),
        ['at', 'event', 'cause', 'figures'].map((c) => t(`conflict.${c}`)),
        events.map((e) => ({cells: [moment(e.at),
          [t(`event.${e.kind}`), e.details?.department && el('span', {class: 'sides',
            text: t('conflict.to', {department: t(`department.${e.details.department}`)})}),
          e.details?.note && el('span', {class: 'sides', text: e.details.note}), e.details?.document && el('span', {class: 'sides',
            text: [e.details.document.title, e.details.document.number].join(' ')})],
          [t(`cause.${e.cause}`), el('span', {class: 'sides', text: [e.actor,
            e.collection && t('conflict.version', {
              title: titleOf(e.collection), version: e.dataVersion})].filter(Boolean).join(' · ')}),
          e.importJob && el('a', {href: `bureau.html#/imports/${e.importJob}`, text: t('conflict.import')})],
          t('conflict.squareMetres', {area: number(e.areaSquareMetres)})]}))));
  }

  /** What an officer may do; only the department that it was assigned to settles it. */
  function dealing(c) {
    const mine = !c.department || c.department === me.department || me.roles.includes('ADMIN');
    return section('dealing', t('conflict.dealing'),
        c.state === 'OPEN' && form('acknowledge', [textField('ackNote', t('conflict.note'))],
            (f) => ({note: given(f, 'ackNote')})),
        c.state !== 'RESOLVED' && form('assign', [
          choiceField('toDepartment', t('conflicts.department'), DEPARTMENTS.map((d) =>
            [d, t(`department.${d}`)]), c.department), textField('assignNote', t('conflict.note'))],
        (f) => ({department: given(f, 'toDepartment'), note: given(f, 'assignNote')})),
        c.state !== 'RESOLVED' && !mine && el('p', {class: 'hint', text:
          t('conflict.ofOther', {department: t(`department.${c.department}`)})}),
        c.state !== 'RESOLVED' && mine && form('resolve', [
          textField('docTitle', t('conflict.docTitle'), {required: true}),
          textField('docNumber', t('conflict.docNumber'), {required: true}),
          textField('docDate', t('conflict.docDate'), {type: 'date', value: today(), required: true}),
          textField('docUnit', t('conflict.docUnit'), {required: true}),
          textField('resolveNote', t('conflict.note'))],
        (f) => ({note: given(f, 'resolveNote'), document: {title: given(f, 'docTitle'),
          number: given(f, 'docNumber'), date: given(f, 'docDate'), unit: given(f, 'docUnit')}})));
  }

  function form(act, fields, body) {
    return deed(act, t(`conflict.${act}`), fields, async (filled) => {
      await send('POST', `${path}/${act}`, body(filled));
      show(await read(path));
      box.querySelector('#conflictState').scrollIntoView({block: 'center'});
    });
  }
}

/** The watched feature as the plot, and what both share as the hit. */
async function draw(map, {id, severity, geometry, feature}) {
  if (feature.featureId) {
    try {
      map.setPlot((await getFeature(feature.collection, feature.featureId)).geometry);
    } catch {
      map.setPlot(null); // it has been ended since; what both shared is still drawn
    }
  }
  if (geometry) {
    const key = `conflict/${id}`;
    map.setHits([{key, severity, feature: {type: 'Feature', geometry}}]);
    map.light(key);
    map.toHits(key);
  }
}
