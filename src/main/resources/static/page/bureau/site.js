/** One site: state, deadlines, next steps with their documents, timeline. */
import {el} from '../dom.js';
import {moment} from '../figures.js';
import {spoken} from '../texts.js';
import {areaOf, badge, button, facts, section, table} from './parts.js';
import {get, part} from './service.js';
import {stepsPart} from './site-steps.js';
import {SITE_COLOURS} from './sites.js';
import {codeName, w} from './words.js';

/** The view. */
export async function showSite(context, code) {
  const {stage, signal} = context;
  const [site, {zones}] = await Promise.all([
    get(`api/sites/${part(code)}`, signal), get(`api/zones?siteCode=${part(code)}`, signal)]);
  const status = site.status.status;
  stage.show([{id: 'site', geometry: site.geometry, colour: SITE_COLOURS[status]}]);
  stage.legend([[SITE_COLOURS[status], codeName('site', status, site.status.title)]]);
  return [
    el('div', {class: 'headline'}, el('h2', {lang: spoken(site.name || site.code), text: site.name || site.code}),
        badge(codeName('site', status, site.status.title), site.listed ? 'bad' : 'waits'),
        site.overdue && badge(w('site.late'), 'bad'),
        el('a', {class: 'backlink', href: '#/sites', text: w('back')})),
    facts([[w('code'), site.code], [w('adcode'), site.adcode],
      [w('site.listed'), w(site.listed ? 'yes' : 'no')],
      [w('site.held'), w(site.needsControlZone ? 'yes' : 'no')],
      [w('area'), site.areaSquareMetres > 0 ? areaOf(site.areaSquareMetres)
        : w(`boundary.${site.boundary}`)],
      [w('site.pollution'), site.pollutionLevel && codeName('level', site.pollutionLevel)],
      [w('site.pollutants'), site.pollutants], [w('site.version'), site.version]]),
    site.due.length > 0 && section(w('site.deadlines'), table(w('site.deadlines'),
        [w('what'), w('site.since'), w('site.dueOn'), w('state'), w('site.source')],
        site.due.map((d) => [d.title, d.startsOn, d.dueOn,
          badge(w(d.overdue ? 'site.late' : 'site.running'), d.overdue ? 'bad' : 'good'),
          el('span', {class: 'soft', text: d.source})]))),
    stepsPart(site, context),
    zonesPart(site, zones, context),
    section(w('site.timeline'), timeline(site, stage)),
    site.documents.length > 0 && section(w('site.files'),
        el('ul', {}, site.documents.map((d) => el('li', {}, attachment(site, d))))),
  ];
}

function zonesPart(site, zones, {mayWrite}) {
  return section(w('site.zones'),
      zones.length > 0 && table(w('site.zones'), [w('code'), w('name'), w('state')],
          zones.map((z) => [el('a', {href: `#/zones/${z.id}`, text: z.code}), z.name,
            codeName('zone', z.state, z.stateTitle)])),
      mayWrite('ECOLOGY')
        && el('a', {href: `#/zones/new?site=${part(site.code)}`, text: w('site.newZone')}));
}

function timeline(site, stage) {
  return el('ol', {class: 'timeline'}, site.timeline.map((entry, i) => el('li', {},
      el('b', {text: `${entry.day} ${entry.step ? entry.stepTitle
        : codeName('origin', entry.origin)}`}), ' ',
      badge(codeName('site', entry.status, entry.title), 'over'),
      el('p', {class: 'soft', text: `${entry.recordedBy} · ${moment(entry.recordedAt)} · ${w('site.version')} ${entry.dataVersion}`}),
      entry.importJob && el('p', {}, el('a', {href: `#/imports/${entry.importJob}`, text: w('origin.IMPORT')})),
      entry.document && el('p', {text: documentText(entry.document)}),
      entry.attached.map((file) => el('p', {}, attachment(site, file))),
      entry.geometry && button(w('site.geometry'), () => stage.show(
          [{id: `then-${i}`, geometry: entry.geometry, colour: SITE_COLOURS[entry.status], dashed: i > 0}]),
      'link'))));
}

const documentText = (d) => [d.title, d.number, d.date, d.unit,
  d.result && codeName('result', d.result)].filter(Boolean).join(' · ');

const attachment = (site, file) => el('a', {
  href: `api/sites/${part(site.code)}/documents/${file.id}`,
  text: `${file.title} (${Math.ceil(file.sizeBytes / 1024)} KB)`});
