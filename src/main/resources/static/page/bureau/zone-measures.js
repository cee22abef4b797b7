/** Signposts and monitoring of a zone: what there is, what was done since, and a form to record more. */
import {el} from '../dom.js';
import {field, form, say, section} from './parts.js';
import {put} from './service.js';
import {codeName, w} from './words.js';

const MEDIA = ['SOIL', 'SURFACE_WATER', 'GROUNDWATER', 'AIR'];
const today = () => new Date().toLocaleDateString('sv');
const replaced = (list, i, more) => list.map((one, j) => (i === j ? {...one, ...more} : one));

/** The part of the view; null where there is nothing to show or to record. */
export function measuresPart(zone, {mayWrite}) {
  const may = zone.possible.includes('RECORD_MEASURES') && mayWrite('ECOLOGY');
  const {signposts, monitoring} = zone;
  if (!may && signposts.length + monitoring.length === 0) {
    return null;
  }
  const save = async (measures) => {
    await put(`api/zones/${zone.id}/measures`, {signposts, monitoring, ...measures},
        {'If-Match': `"${zone.version}"`});
    say(w('zone.measuresSaved'));
    window.dispatchEvent(new HashChangeEvent('hashchange')); // shows the zone as it is now
  };
  /** A day on which something was done. */
  const done = (label, name, submit, action) => may && form(
      [field(label, {name, type: 'date', required: true, value: today(), max: today()})],
      submit, (given) => action(given[name]), {class: 'form filters'});
  return section(w('zone.measuresTitle'),
      el('ul', {class: 'plain', id: 'measures'},
          signposts.map((s, i) => el('li', {text: `${w('zone.signpost')}${w('colon')}${s.text || '–'} · ${
            s.erectedOn || w('zone.notErected')}`},
          !s.erectedOn && done(w('zone.erectedOn'), 'erectedOn', w('zone.nowErected'), (erectedOn) =>
            save({signposts: replaced(signposts, i, {erectedOn})})))),
          monitoring.map((m, i) => el('li', {text: monitoringText(m)},
              m.everyMonths && done(w('zone.lastOn'), 'lastOn', w('zone.nowMonitored'), (lastOn) =>
                save({monitoring: replaced(monitoring, i, {lastOn})}))))),
      may && recording(signposts, monitoring, save));
}

const monitoringText = (m) => [`${codeName('medium', m.medium)}${w('colon')}${m.frequency}`,
  m.everyMonths && w('zone.every', {months: m.everyMonths}), m.from && w('zone.from', {day: m.from}),
  m.lastOn && w('zone.last', {day: m.lastOn})].filter(Boolean).join(' · ');

function recording(signposts, monitoring, save) {
  return el('details', {class: 'more', id: 'recordMeasures'},
      el('summary', {text: w('zone.recordMeasures')}),
      form([el('div', {class: 'two'},
          field(w('zone.signpost'), {name: 'text', id: 'signText', required: true}),
          field(w('zone.erectedOn'), {name: 'erectedOn', id: 'erectedOn', type: 'date'}))],
      w('zone.addSignpost'), ({text, erectedOn}) => save({
        signposts: [...signposts, {text, erectedOn: erectedOn || null}]})),
      form([el('div', {class: 'two'},
          field(w('zone.medium'), {name: 'medium', id: 'medium',
            options: MEDIA.map((m) => [m, w(`medium.${m}`)])}),
          field(w('zone.frequency'), {name: 'frequency', id: 'frequency', required: true}),
          field(w('zone.everyMonths'), {name: 'everyMonths', id: 'everyMonths', type: 'number', min: 1, max: 120}),
          field(w('zone.monitoredFrom'), {name: 'from', id: 'monitoredFrom', type: 'date', value: today()}))],
      w('zone.addMonitoring'), ({medium, frequency, everyMonths, from}) => save({
        monitoring: [...monitoring, {medium, frequency, from: from || null,
          everyMonths: everyMonths ? Number(everyMonths) : null}]})));
}
