/** Signposts and monitoring of a zone: what there is, and a form to record more. */
import {el} from '../dom.js';
import {field, form, say, section} from './parts.js';
import {put} from './service.js';
import {codeName, w} from './words.js';

const MEDIA = ['SOIL', 'SURFACE_WATER', 'GROUNDWATER', 'AIR'];

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
  return section(w('zone.measuresTitle'),
      el('ul', {class: 'plain', id: 'measures'},
          signposts.map((s) => el('li', {text: `${w('zone.signpost')}${w('colon')}${s.text || '–'} · ${
            s.erectedOn || w('zone.notErected')}`})),
          monitoring.map((m) => el('li', {text: `${codeName('medium', m.medium)}${w('colon')}${m.frequency}`}))),
      may && el('details', {class: 'more', id: 'recordMeasures'},
          el('summary', {text: w('zone.recordMeasures')}),
          form([el('div', {class: 'two'},
              field(w('zone.signpost'), {name: 'text', id: 'signText', required: true}),
              field(w('zone.erectedOn'), {name: 'erectedOn', id: 'erectedOn', type: 'date'}))],
          w('zone.addSignpost'), ({text, erectedOn}) => save({
            signposts: [...signposts, {text, erectedOn: erectedOn || null}]})),
          form([el('div', {class: 'two'},
              field(w('zone.medium'), {name: 'medium', id: 'medium',
                options: MEDIA.map((m) => [m, w(`medium.${m}`)])}),
              field(w('zone.frequency'), {name: 'frequency', id: 'frequency', required: true}))],
          w('zone.addMonitoring'), ({medium, frequency}) => save({
            monitoring: [...monitoring, {medium, frequency}]}))));
}
