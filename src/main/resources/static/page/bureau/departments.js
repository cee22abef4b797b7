/** The departments: what each keeps, and who works there. */
import {el} from '../dom.js';
import {listOf, table} from './parts.js';
import {get} from './service.js';
import {DEPARTMENTS} from './users.js';
import {codeName, w} from './words.js';

/** The part. The users are for administrators alone. */
export async function showDepartments({collections, isAdmin, signal}) {
  const users = isAdmin ? await get('api/users', signal) : [];
  const people = (code) => listOf(users.filter((u) => u.department === code && u.enabled)
      .map((u) => `${u.displayName} (${listOf(u.roles.map((r) => codeName('role', r)))})`));
  return [
    el('p', {class: 'hint', text: w('department.hint')}),
    table(w('admin.departments'),
        [w('user.department'), w('department.keeps'), ...(isAdmin ? [w('admin.users')] : [])],
        DEPARTMENTS.map((code) => [el('span', {class: 'tight', text: codeName('department', code)}),
          listOf(collections.filter((c) => c.department === code).map((c) => c.title)) || '–',
          ...(isAdmin ? [people(code) || '–'] : [])])),
  ];
}
