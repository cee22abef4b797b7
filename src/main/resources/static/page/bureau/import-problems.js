/** What is wrong with a file: counted, in a table, and on the map. */
import {el, fill} from '../dom.js';
import {number} from '../figures.js';
import {badge, paged, rowOf, section, table} from './parts.js';
import {get} from './service.js';
import {codeName, w} from './words.js';

const ROWS = 20; // a page of the table
const MOST = 5000; // beyond, the page shows what the job itself carries
const COLOURS = {ERROR: '#b3261e', WARNING: '#b4540a', before: '#b3261e', after: '#1f6f4a',
  preview: '#1d5fa8'};

/** The problems with their places; repairs before and after. */
export async function problemsPart(job, context) {
  const counts = Object.entries(job.problemCounts || {}).sort((a, b) => b[1] - a[1]);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const problems = all > 0 && all <= MOST
    ? await get(`api/imports/${job.id}/problems?f=json`, context.signal) : job.problems || [];
  problems.forEach((problem, i) => { problem.id = `problem-${i}`; });
  const repairs = problems.filter((p) => p.geometryBefore && p.geometry);
  const shown = {code: '', repair: 'both'};
  const titles = Object.fromEntries((context.collections.find((c) => c.id === job.collection)
      ?.attributes || []).map((a) => [a.name, a.title]));
  const list = el('div');
  const chips = el('div', {class: 'chips', role: 'group', 'aria-label': w('import.problems')});
  const draw = () => {
    fill(chips, chip('', w('import.all', {count: number(all, 0)})),
        counts.map(([code, count]) => chip(code,
            `${job.problemTitles?.[code] ?? code} ${number(count, 0)}`)));
    const chosen = problems.filter((p) => !shown.code || p.code === shown.code);
    fill(list, paged(chosen, ROWS, (page) => problemTable(page, context.stage, titles)));
    showOnMap(chosen, job, context.stage, shown.repair);
  };
  const chip = (code, text) => el('button', {type: 'button', class: 'chip',
    'data-code': code, 'aria-pressed': String(shown.code === code),
    on: {click: () => { shown.code = code; draw(); chips.querySelector('[aria-pressed=true]').focus(); }}},
  text, code && el('code', {text: ` ${code}`}));
  draw();
  return section(w('import.problems'),
      all === 0 ? el('p', {class: 'soft', text: w('import.noProblems')}) : [chips,
        all > problems.length && el('p', {class: 'hint',
          text: w('import.tooMany', {shown: number(problems.length, 0)})}),
        repairs.length > 0 && repairChoice(shown, draw), list]);
}

function repairChoice(shown, draw) {
  return el('fieldset', {class: 'repairs'}, el('legend', {text: w('import.repairs')}),
      el('span', {class: 'hint', text: w('import.repairsHint')}),
      ['both', 'before', 'after'].map((which) => el('label', {},
          el('input', {type: 'radio', name: 'repairs', value: which, checked: which === 'both',
            on: {change: () => { shown.repair = which; draw(); }}}),
          ` ${w(`repair.${which}`)}`)));
}

function problemTable(page, stage, titles) {
  return table(w('import.problems'),
      [w('import.severity'), w('import.record'), w('import.field'), w('import.message'),
        w('import.place')],
      page.map((p) => rowOf({'data-problem': p.code, 'data-id': p.id}, [
        badge(codeName('severity', p.severity), p.severity === 'ERROR' ? 'bad' : 'waits'),
        p.record ?? '–',
        p.field ? `${titles[p.field] || p.field}${p.value === null ? '' : ` = ${p.value}`}` : '–',
        [el('span', {text: p.message}), el('code', {class: 'soft', text: ` ${p.code}`})],
        placeOf(p) ? el('button', {type: 'button', class: 'link tight', text: coordinates(p),
          title: w('onMap'), on: {click: () => stage.focus(p.id)}}) : '–'])));
}

function coordinates({location, geometry}) {
  return location?.longitude !== null && location?.longitude !== undefined
    ? `${location.longitude.toFixed(5)}, ${location.latitude.toFixed(5)}`
    : geometry ? w('onMap') : '';
}

/** What stands for a problem on the map: its own geometry, else its place. */
function placeOf({geometry, location}) {
  if (geometry) {
    return geometry;
  }
  return location?.longitude === null || location?.longitude === undefined ? null
    : {type: 'Point', coordinates: [location.longitude, location.latitude]};
}

function showOnMap(problems, job, stage, repair) {
  const rows = (job.preview?.rows || []).filter((row) => row.geometry)
      .map((row) => ({id: `row-${row.record}`, geometry: row.geometry, colour: COLOURS.preview}));
  const marks = problems.flatMap((p) => {
    if (!p.geometryBefore) {
      return {id: p.id, geometry: placeOf(p), colour: COLOURS[p.severity]};
    }
    return [
      repair !== 'after' && {id: repair === 'before' ? p.id : `${p.id}-before`,
        geometry: p.geometryBefore, colour: COLOURS.before, dashed: true},
      repair !== 'before' && {id: p.id, geometry: p.geometry, colour: COLOURS.after},
    ].filter(Boolean);
  });
  stage.show([...rows, ...marks], (id) => {
    document.querySelector(`[data-id="${id}"]`)?.scrollIntoView();
  });
  stage.legend([
    rows.length > 0 && [COLOURS.preview, w('legend.preview')],
    problems.some((p) => p.severity === 'ERROR' && placeOf(p))
      && [COLOURS.ERROR, w('legend.error')],
    problems.some((p) => p.severity === 'WARNING' && !p.geometryBefore && placeOf(p))
      && [COLOURS.WARNING, w('legend.warning')],
    ...(problems.some((p) => p.geometryBefore) ? [
      [COLOURS.before, w('legend.before'), true], [COLOURS.after, w('legend.after')]] : []),
  ].filter(Boolean));
}
