/** Zones from draft to end, as a list. */
import {el} from '../dom.js';
import {moment} from '../figures.js';
import {areaOf, badge, field, form, table} from './parts.js';
import {address, get} from './service.js';
import {codeName, w} from './words.js';

export const ZONE_COLLECTIONS = ['control-zones', 'groundwater-zones'];
const STATES = ['DRAFT', 'SUBMITTED', 'APPROVED', 'PUBLISHED', 'IN_FORCE', 'WITHDRAWN', 'EXPIRED',
  'SUPERSEDED'];

/** How a state is coloured. */
export const ZONE_KINDS = {IN_FORCE: 'good', PUBLISHED: 'good', DRAFT: 'over', SUBMITTED: 'waits',
  APPROVED: 'waits', WITHDRAWN: 'over', EXPIRED: 'over', SUPERSEDED: 'over'};

/** The view. */
export async function showZones({collections, mayWrite, signal}, unused, asked) {
  const {zones} = await get(address('api/zones', {...asked, limit: 500}), signal);
  const titleOf = (id) => collections.find((c) => c.id === id)?.title || id;
  return [
    el('div', {class: 'headline'}, el('h2', {text: w('zones.title')}),
        mayWrite('ECOLOGY') && el('a', {class: 'secondary', href: '#/zones/new', text: w('zones.new')})),
    form([
      field(w('state'), {name: 'state', value: asked.state,
        options: [['', w('any')], ...STATES.map((s) => [s, w(`zone.${s}`)])]}),
      field(w('zones.collection'), {name: 'collection', value: asked.collection,
        options: [['', w('any')], ...ZONE_COLLECTIONS.map((c) => [c, titleOf(c)])]}),
      field(w('adcode'), {name: 'adcode', value: asked.adcode, pattern: '[0-9]{2,12}'}),
    ], w('filter'), (given) => { location.hash = address('#/zones', given); },
    {class: 'form filters', role: 'search'}),
    el('p', {class: 'hint', text: w('zones.hint')}),
    table(w('zones.title'),
        [w('code'), w('name'), w('zones.collection'), w('state'), w('area'), w('when')],
        zones.map((z) => [el('a', {href: `#/zones/${z.id}`, text: z.code}), z.name,
          titleOf(z.collection), badge(codeName('zone', z.state, z.stateTitle), ZONE_KINDS[z.state]),
          areaOf(z.areaSquareMetres), moment(z.changedAt)])),
  ];
}
