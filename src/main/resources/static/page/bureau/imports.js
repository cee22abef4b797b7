/** Imports: a file to be checked, and the latest jobs. */
import {el} from '../dom.js';
import {moment, number} from '../figures.js';
import {SYSTEMS} from '../gauss.js';
import {badge, field, form, section, table} from './parts.js';
import {address, get, upload} from './service.js';
import {codeName, w} from './words.js';

const MODES = ['append', 'upsert', 'replace'];
const CHECKS = ['auto', 'off', 'warn', 'strict'];

/** How a state of a job is coloured. */
export const STATE_KINDS = {
  COMMITTED: 'good', CHECKED: 'waits', REJECTED: 'bad', FAILED: 'bad', CANCELLED: 'over',
};

/** The view. */
export async function showImports({collections, mayWrite, signal}) {
  const jobs = await get('api/imports?limit=50', signal);
  const writable = collections.filter((c) => mayWrite(c.department));
  return [
    el('h2', {text: w('imports.title')}),
    writable.length === 0 ? el('p', {class: 'soft', text: w('imports.none')}) : sheet(writable),
    section(w('imports.latest'), jobTable(jobs, collections)),
  ];
}

/** The jobs as a table. */
export function jobTable(jobs, collections) {
  const titleOf = (id) => collections.find((c) => c.id === id)?.title || id;
  return table(w('imports.latest'),
      [w('imports.file'), w('imports.collection'), w('state'), w('imports.rows'),
        w('imports.wrong'), w('when')],
      jobs.map((job) => [
        el('a', {href: `#/imports/${job.id}`, text: job.fileName}),
        titleOf(job.collection),
        badge(codeName('import', job.state), STATE_KINDS[job.state] || 'waits'),
        number(job.read, 0), number(job.rejected, 0), moment(job.createdAt)]));
}

function sheet(writable) {
  const {box, file} = dropBox();
  const coverage = field(w('imports.coverage'), {name: 'coverage', placeholder: '130899',
    pattern: '[0-9]{6}(,[0-9]{6})*'});
  return form([
    el('p', {class: 'hint', text: w('imports.intro')}),
    el('div', {class: 'two'},
        field(w('imports.collection'), {name: 'collection', id: 'collection', required: true,
          options: [['', w('choose')], ...writable.map((c) => [c.id, c.title])]}),
        field(w('imports.mode'), {name: 'mode', id: 'mode',
          options: MODES.map((m) => [m, w(`mode.${m}`)])})),
    box,
    el('details', {class: 'more'},
        el('summary', {text: w('imports.more')}),
        el('div', {class: 'two'},
            field(w('imports.crs'), {name: 'crs', options: systemOptions()}),
            field(w('imports.encoding'), {name: 'encoding', options: [
              ['', w('imports.encodingOwn')], ['GBK', 'GBK'], ['UTF-8', 'UTF-8']]}),
            coverage,
            field(w('imports.sourceDate'), {name: 'sourceDate', type: 'date'}),
            field(w('imports.layer'), {name: 'layer'}),
            field(w('imports.coverageCheck'), {name: 'coverageCheck',
              options: CHECKS.map((c) => [c, w(`coverageCheck.${c}`)])})),
        field(w('imports.repair'), {name: 'repair', type: 'checkbox'})),
  ], w('imports.send'), async (given) => {
    const chosen = file();
    if (!chosen) {
      throw new Error(w('imports.wantsFile'));
    }
    const parts = new FormData();
    parts.append('file', chosen, chosen.name);
    const {file: unused, ...parameters} = given;
    const job = await upload(address('api/imports', {...parameters, commit: 'manual'}), parts);
    location.hash = `#/imports/${job.id}`;
  }, {id: 'upload'});
}

/** The choices of a coordinate system, as the service names them. */
export const systemOptions = () => [['', w('imports.crsOwn')],
  ...SYSTEMS.map((s) => [s.code, s.geographic ? `${s.code} ${w('system.geographic')}`
    : `${s.code} ${w('system.plane', {degrees: s.degrees ?? 3, meridian: s.meridian, zone: s.zone ?? '–'})}`])];

/** Where a file is dropped or chosen; with the keyboard, too. */
export function dropBox() {
  const input = el('input', {type: 'file', id: 'file', name: 'file', class: 'file'});
  const chosen = el('span', {class: 'chosen', role: 'status'});
  const box = el('label', {class: 'drop', for: 'file'},
      el('strong', {text: w('imports.drop')}),
      el('span', {class: 'hint', text: w('imports.formats')}), input, chosen);
  let dropped = null;
  const show = () => {
    const file = dropped || input.files[0];
    chosen.textContent = file
      ? w('imports.chosen', {name: file.name, size: number(file.size / 1024, 1)}) : '';
  };
  input.addEventListener('change', () => { dropped = null; show(); });
  for (const event of ['dragenter', 'dragover']) {
    box.addEventListener(event, (e) => { e.preventDefault(); box.classList.add('over'); });
  }
  box.addEventListener('dragleave', () => box.classList.remove('over'));
  box.addEventListener('drop', (event) => {
    event.preventDefault();
    box.classList.remove('over');
    dropped = event.dataTransfer.files[0] || null;
    show();
  });
  return {box, file: () => dropped || input.files[0]};
}
