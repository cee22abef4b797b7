/** One's tokens for programs. */
import {el, fill} from '../dom.js';
import {moment} from '../figures.js';
import {button, field, form, say, section, table} from './parts.js';
import {get, post, remove} from './service.js';
import {codeName, w} from './words.js';

/** The part. */
export async function showTokens({isAdmin, signal}) {
  const list = el('div');
  const secret = el('div', {role: 'status'});
  const read = async () => {
    const tokens = await get('api/tokens', signal);
    fill(list, table(w('admin.tokens'), [w('token.title'), w('token.scope'), w('token.expires'),
      w('token.used'), w('token.revoke')],
    tokens.map((token) => [token.title, codeName('scope', token.scope), moment(token.expiresAt),
      token.lastUsedAt ? moment(token.lastUsedAt) : '–',
      button(w('token.revoke'), async () => {
        await remove(`api/tokens/${token.id}`);
        say(w('token.revoked'));
        await read();
      }, 'link')])));
  };
  await read();
  const scopes = ['READ', 'FULL', ...(isAdmin ? ['METRICS'] : [])];
  return [list, section(w('token.new'), form([
    el('div', {class: 'two'},
        field(w('token.title'), {name: 'title', id: 'tokenTitle', required: true}),
        field(w('token.scope'), {name: 'scope', options: scopes.map((s) => [s, w(`scope.${s}`)])}),
        field(w('token.days'), {name: 'days', type: 'number', min: 1, max: 366, value: 90})),
  ], w('token.new'), async (given) => {
    const made = await post('api/tokens',
        {title: given.title, scope: given.scope, expiresInDays: Number(given.days)});
    fill(secret, el('p', {text: w('token.once')}), el('p', {class: 'secret', text: made.token}));
    await read();
  }, {id: 'newToken'}), secret)];
}
