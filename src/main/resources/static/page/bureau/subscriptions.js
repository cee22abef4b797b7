/** Subscriptions of other departments, and how their delivery stands. */
import {el, fill} from '../dom.js';
import {moment, number} from '../figures.js';
import {badge, button, field, form, listOf, section, table} from './parts.js';
import {get, post, remove} from './service.js';
import {codeName, w} from './words.js';

const TOPICS = ['SITES', 'SENSITIVE_PARCELS', 'SUPERVISED_LAND', 'ZONES', 'CONFLICTS'];

/** The part. */
export async function showSubscriptions({signal}) {
  const list = el('div');
  const secret = el('div', {role: 'status'});
  const read = async () => fill(list, listTable(await get('api/subscriptions', signal), read));
  await read();
  return [list, section(w('subscription.new'), form([
    el('div', {class: 'two'},
        field(w('subscription.title'), {name: 'title', required: true}),
        field(w('subscription.url'), {name: 'url', type: 'url', required: true}),
        field(w('adcode'), {name: 'adcode', pattern: '[1-9][0-9]{1,11}'})),
    el('fieldset', {class: 'repairs'}, el('legend', {text: w('subscription.topics')}),
        TOPICS.map((topic) => field(w(`topic.${topic}`), {name: `topic:${topic}`, type: 'checkbox'}))),
  ], w('subscription.new'), async (given) => {
    const made = await post('api/subscriptions', {title: given.title, url: given.url,
      adcode: given.adcode || null, topics: TOPICS.filter((topic) => given[`topic:${topic}`])});
    fill(secret, el('p', {text: w('subscription.secret')}), el('p', {class: 'secret', text: made.secret}));
    await read();
  }), secret)];
}

function listTable(all, read) {
  const act = (one, name) => async () => {
    await (name ? post(`api/subscriptions/${one.id}/${name}`) : remove(`api/subscriptions/${one.id}`));
    await read();
  };
  return table(w('admin.subscriptions'), [w('subscription.title'), w('subscription.topics'),
    w('subscription.url'), w('state'), w('subscription.delivered'), w('subscription.last'), w('what')],
  all.map((one) => [one.title, listOf(one.topics.map((topic) => codeName('topic', topic))), one.url,
    badge(w(one.active ? 'subscription.active' : 'subscription.paused'), one.active ? 'good' : 'over'),
    number(one.delivered, 0),
    one.lastError || (one.lastDeliveredAt ? moment(one.lastDeliveredAt) : '–'),
    [button(w(one.active ? 'subscription.pause' : 'subscription.resume'),
        act(one, one.active ? 'pause' : 'resume'), 'link'), ' ',
    button(w('subscription.end'), act(one, null), 'link')]]));
}
