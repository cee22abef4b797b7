/** One import: progress, what was understood, what is wrong, and the decision. */
import {el, fill, showMessage} from '../dom.js';
import {moment, number} from '../figures.js';
import {mappingPart, previewPart} from './import-mapping.js';
import {problemsPart} from './import-problems.js';
import {STATE_KINDS} from './imports.js';
import {badge, button, facts, fileLink, listOf, say} from './parts.js';
import {get, part, post, remove} from './service.js';
import {codeName, w} from './words.js';

const MOVING = ['QUEUED', 'READING', 'COMMITTING'];

/** The view. While the job moves, its progress is followed. */
export async function showImport(context, id) {
  const box = el('div', {class: 'job'});
  await draw(box, await get(`api/imports/${part(id)}`, context.signal), context);
  return box;
}

async function draw(box, job, context) {
  const {collections, signal} = context;
  const collection = collections.find((c) => c.id === job.collection);
  const moving = MOVING.includes(job.state);
  const live = el('div', {class: 'live', role: 'status'});
  drawLive(live, job);
  const again = async () => {
    const now = await get(`api/imports/${job.id}`, signal);
    if (!signal.aborted) {
      await draw(box, now, context);
    }
  };
  fill(box,
      el('div', {class: 'headline'},
          el('h2', {text: job.fileName}),
          badge(codeName('import', job.state), STATE_KINDS[job.state] || 'waits'),
          el('a', {class: 'backlink', href: '#/imports', text: w('back')})),
      live,
      job.failure && el('p', {class: 'wrong', role: 'alert', text: job.failure.message}),
      facts([
        [w('imports.collection'), collection?.title || job.collection],
        [w('imports.mode'), w(`mode.${job.mode}`)],
        [w('import.crs'), job.crs], [w('imports.encoding'), job.encoding],
        [w('imports.coverage'), listOf(job.coverage)], [w('imports.sourceDate'), job.sourceDate],
        [w('who'), `${job.actor} · ${moment(job.createdAt)}`],
        [w('import.origin'), job.origin
          && el('a', {href: `#/imports/${job.origin}`, text: job.origin.slice(0, 8)})],
      ]),
      actions(job, context, again));
  box.dataset.state = job.state;
  if (moving) {
    follow(job, live, again, signal);
    return;
  }
  const problems = await problemsPart(job, context);
  fill(box, [...box.childNodes], problems, collection && mappingPart(job, collection, context),
      collection && previewPart(job, collection));
}

function drawLive(live, job) {
  const [done, all] = job.bytesTotal && job.bytesRead ? [job.bytesRead, job.bytesTotal]
    : [job.read, job.total];
  const over = !MOVING.includes(job.state);
  fill(live,
      !over && el('progress', {'aria-label': w('import.progress'),
        max: all || 1, value: all ? done : null}),
      el('p', {text: w('import.counts', {read: number(job.read, 0),
        accepted: number(job.accepted, 0), rejected: number(job.rejected, 0),
        warnings: number(job.warnings, 0), repaired: number(job.repaired, 0)})}),
      job.state === 'CHECKED' && job.preview
        && el('p', {class: 'strong', text: w('import.will', job.preview)}),
      job.state === 'COMMITTED' && el('p', {class: 'strong', text: w('import.result', job)}));
}

/** Listens to the job until it has ended or waits for a decision. */
function follow(job, live, again, signal) {
  const events = new EventSource(`api/imports/${job.id}/events`);
  const stop = () => events.close();
  signal.addEventListener('abort', stop);
  const tell = async ({data}) => {
    const now = JSON.parse(data);
    if (MOVING.includes(now.state) && now.state === job.state) {
      drawLive(live, now);
      return;
    }
    stop();
    try {
      await again();
    } catch (problem) {
      if (!signal.aborted) {
        showMessage(w('failed', {reason: problem.message}));
      }
    }
  };
  events.addEventListener('progress', tell);
  events.addEventListener('end', stop);
  events.addEventListener('error', () => { // while the network is down, the browser asks again by itself
    if (events.readyState === EventSource.CLOSED && !signal.aborted) {
      again().catch((problem) => showMessage(w('failed', {reason: problem.message})));
    }
  });
}

function actions(job, {collections, mayWrite}, again) {
  const may = mayWrite(collections.find((c) => c.id === job.collection)?.department);
  const waits = job.state === 'CHECKED';
  const base = `api/imports/${job.id}`;
  const someProblems = Object.keys(job.problemCounts || {}).length > 0;
  return el('div', {class: 'actions'},
      may && waits && button(w('import.commit'), async () => {
        await post(`${base}/commit`);
        say(w('import.confirmed'));
        await again();
      }, 'primary'),
      may && waits && button(w('import.discard'), async () => {
        await remove(base);
        await again();
      }),
      may && MOVING.includes(job.state) && button(w('import.stop'), async () => {
        await remove(base);
        await again();
      }),
      fileLink(w('import.report'), `${base}/report.html`),
      someProblems && fileLink(w('import.csv'), `${base}/problems?f=csv`),
      someProblems && fileLink(w('import.gpkg'), `${base}/problems?f=gpkg`),
      job.repaired > 0 && fileLink(w('import.cleaned'), `${base}/cleaned`),
      job.state === 'COMMITTED' && job.dataVersion && el('a', {class: 'secondary',
        href: `#/versions/${job.collection}?from=${job.dataVersion - 1}&to=${job.dataVersion}`,
        text: w('versions.ofImport')}),
      job.state === 'COMMITTED' && el('span', {class: 'exports'}, el('span', {text: w('import.export')}),
          ['shp', 'gpkg', 'geojson', 'csv'].map((f) =>
            el('a', {href: `api/exports/${job.collection}?f=${f}`, text: f.toUpperCase()}))));
}
