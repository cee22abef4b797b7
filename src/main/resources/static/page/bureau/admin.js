/** Administration: the parts that the signed-in user may see. */
import {el} from '../dom.js';
import {moment, number} from '../figures.js';
import {jobTable} from './imports.js';
import {showDepartments} from './departments.js';
import {showPacks} from './packs.js';
import {badge, section, table} from './parts.js';
import {get} from './service.js';
import {showSubscriptions} from './subscriptions.js';
import {showTokens} from './tokens.js';
import {showUsers} from './users.js';
import {codeName, w} from './words.js';

const PARTS = {users: showUsers, departments: showDepartments, tokens: showTokens, packs: showPacks, jobs: showJobs,
  subscriptions: showSubscriptions};
const BATCH_TONES = {DONE: 'good', FAILED: 'bad', CANCELLED: 'over'};
const FOR_ADMIN = ['users', 'subscriptions'];

/** The view; the address names the part, and within it the thing. */
export async function showAdmin(context, path) {
  const names = Object.keys(PARTS).filter((n) => context.isAdmin || !FOR_ADMIN.includes(n));
  const [asked, ...rest] = path.split('/');
  const name = names.includes(asked) ? asked : names[0];
  return [
    el('h2', {text: w('admin.title')}),
    el('nav', {class: 'subtabs', 'aria-label': w('admin.parts')}, names.map((n) =>
      el('a', {href: `#/admin/${n}`, text: w(`admin.${n}`), 'aria-current': n === name && 'page'}))),
    await PARTS[name](context, rest.join('/')),
  ];
}

async function showJobs({collections, signal}) {
  const [imports, batches] = await Promise.all([get('api/imports?limit=100', signal),
    get('api/check-batches?limit=100', signal)]);
  return [
    section(w('jobs.imports'), jobTable(imports, collections)),
    section(w('jobs.batches'), table(w('jobs.batches'),
        [w('imports.file'), w('state'), w('jobs.done'), w('who'), w('when')],
        batches.map((b) => [b.fileName, badge(codeName('batch', b.state), BATCH_TONES[b.state] ?? 'waits'),
          `${number(b.done, 0)} / ${number(b.total, 0)}`, b.actor, moment(b.createdAt)]))),
  ];
}
