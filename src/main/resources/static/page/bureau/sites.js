/** Contaminated sites as a list and on the map. */
import {el, fill} from '../dom.js';
import {areaOf, badge, button, field, form, table} from './parts.js';
import {address, get} from './service.js';
import {codeName, w} from './words.js';

export const STATUSES = ['SUSPECTED', 'CONFIRMED', 'LISTED', 'UNDER_CONTROL', 'UNDER_REMEDIATION',
  'DELISTED', 'RISK_ACCEPTABLE', 'NOT_CONTAMINATED'];
const BOUNDARIES = ['POLYGON', 'POINT', 'MISSING'];
const PAGE = 100;

/** Colours of the states on the map. */
export const SITE_COLOURS = {
  SUSPECTED: '#9a5d91', CONFIRMED: '#8e2f7c', LISTED: '#b3261e', UNDER_CONTROL: '#b4540a',
  UNDER_REMEDIATION: '#856a00', DELISTED: '#1f6f4a', RISK_ACCEPTABLE: '#5f6c7a',
  NOT_CONTAMINATED: '#5f6c7a',
};

/** The view; the address holds the filters, so that a filtered list can be linked to. */
export async function showSites({stage, signal}, unused, asked) {
  const list = el('div');
  const sites = [];
  let next = null;
  const read = async () => {
    const page = await get(address('api/sites', {...asked, limit: PAGE, after: next}), signal);
    sites.push(...page.sites);
    next = page.next;
    draw();
  };
  const draw = () => {
    fill(list, siteTable(sites), next && button(w('more'), read));
    stage.show(sites.filter((s) => s.position).map((s) => ({id: s.code,
      geometry: {type: 'Point', coordinates: s.position}, colour: SITE_COLOURS[s.status.status]})),
    (code) => { location.hash = `#/sites/${encodeURIComponent(code)}`; });
    const shown = STATUSES.filter((status) => sites.some((s) => s.status.status === status));
    stage.legend(shown.map((s) => [SITE_COLOURS[s], codeName('site', s)]));
  };
  await read();
  return [el('h2', {text: w('sites.title')}), filters(asked), list];
}

function filters(asked) {
  return form([
    field(w('sites.search'), {name: 'q', id: 'q', value: asked.q}),
    field(w('state'), {name: 'status', id: 'status', value: asked.status,
      options: [['', w('any')], ...STATUSES.map((s) => [s, codeName('site', s)])]}),
    field(w('sites.boundary'), {name: 'boundary', value: asked.boundary,
      options: [['', w('any')], ...BOUNDARIES.map((b) => [b, w(`boundary.${b}`)])]}),
    field(w('adcode'), {name: 'adcode', value: asked.adcode, pattern: '[0-9]{2,12}'}),
    field(w('sites.overdue'), {name: 'overdue', type: 'checkbox', checked: asked.overdue === 'true'}),
  ], w('filter'), (given) => { location.hash = address('#/sites', given); },
  {class: 'form filters', id: 'filters', role: 'search'});
}

function siteTable(sites) {
  return table(w('sites.title'),
      [w('code'), w('name'), w('state'), w('sites.due'), w('area')],
      sites.map((s) => [
        el('a', {href: `#/sites/${encodeURIComponent(s.code)}`, text: s.code}), s.name,
        badge(codeName('site', s.status.status, s.status.title), s.listed ? 'bad' : 'waits'),
        s.due.length === 0 ? '–' : [s.overdue && badge(w('site.late'), 'bad'),
          ` ${s.due[0].dueOn} ${s.due[0].title}`],
        s.areaSquareMetres > 0 ? areaOf(s.areaSquareMetres) : w(`boundary.${s.boundary}`)]));
}
