/** Users: list, creation, change. */
import {el, fill} from '../dom.js';
import {moment} from '../figures.js';
import {badge, button, field, form, listOf, say, section, table} from './parts.js';
import {get, part, post, put} from './service.js';
import {codeName, w} from './words.js';

/** Codes of the departments, as the service knows them. */
export const DEPARTMENTS = ['NATURAL_RESOURCES', 'ECOLOGY', 'AGRICULTURE', 'WATER', 'ADMINISTRATION'];
const ROLES = ['READER', 'EDITOR', 'OFFICER', 'AUDITOR', 'ADMIN'];

/** The part. */
export async function showUsers({signal}) {
  const users = await get('api/users', signal);
  const box = el('div');
  fill(box, creation());
  return [
    table(w('admin.users'), [w('user.name'), w('user.display'), w('user.department'), w('adcode'),
      w('user.roles'), w('state')],
    users.map((user) => [
      button(user.username, () => {
        fill(box, change(user));
        box.querySelector('input').focus();
      }, 'link'),
      user.displayName, codeName('department', user.department), user.adcode || '–',
      listOf(user.roles.map((r) => codeName('role', r))), stateOf(user)])),
    box,
  ];
}

function stateOf({enabled, lockedUntil}) {
  if (lockedUntil) {
    return badge(w('user.locked', {until: moment(lockedUntil)}), 'bad');
  }
  return badge(w(enabled ? 'user.enabled' : 'user.disabled'), enabled ? 'good' : 'over');
}

function personFields(user = {roles: ['READER']}) {
  return [
    field(w('user.display'), {name: 'displayName', id: 'displayName', required: true, value: user.displayName}),
    field(w('user.department'), {name: 'department', id: 'department', value: user.department,
      options: DEPARTMENTS.map((d) => [d, w(`department.${d}`)])}),
    field(w('user.territory'), {name: 'adcode', id: 'territory', value: user.adcode, pattern: '[0-9]{2,12}'}),
    el('fieldset', {class: 'repairs'}, el('legend', {text: w('user.roles')}),
        ROLES.map((r) => field(w(`role.${r}`), {name: `role:${r}`, id: `role-${r}`, type: 'checkbox',
          checked: user.roles.includes(r)}))),
  ];
}

function person({displayName, department, adcode, ...given}) {
  return {displayName, department, adcode: adcode || null,
    roles: ROLES.filter((r) => given[`role:${r}`])};
}

const again = () => window.dispatchEvent(new HashChangeEvent('hashchange'));

function creation() {
  return section(w('user.new'), form([
    el('div', {class: 'two'},
        field(w('user.name'), {name: 'username', id: 'newUsername', required: true,
          pattern: '[a-z0-9][a-z0-9._@\\-]{1,63}', autocomplete: 'off'}),
        field(w('user.password'), {name: 'password', id: 'newPassword', type: 'password',
          required: true, autocomplete: 'new-password'}),
        personFields()),
  ], w('user.new'), async (given) => {
    await post('api/users', {...person(given), username: given.username, password: given.password});
    say(w('user.created', {name: given.username}));
    again();
  }, {id: 'newUser'}));
}

function change(user) {
  return section(w('user.change', {name: user.username}), form([
    el('div', {class: 'two'}, personFields(user),
        field(w('user.newPassword'), {name: 'password', type: 'password', autocomplete: 'new-password'})),
    field(w('user.enabled'), {name: 'enabled', type: 'checkbox', checked: user.enabled}),
  ], w('save'), async (given) => {
    const path = `api/users/${part(user.username)}`;
    await put(path, {...person(given), enabled: given.enabled});
    if (given.password) {
      await put(`${path}/password`, {newPassword: given.password, mustChange: true});
    }
    say(w('user.changed', {name: user.username}));
    again();
  }, {id: 'changeUser'}));
}
