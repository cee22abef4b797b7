/** The public HTTP API, as the bureau's page uses it. */
import {cookie, exchange, headers} from '../api.js';

/** What an address answers, as JSON. */
export const get = (path, signal) => ask(path, {signal});

/** Sends JSON. */
export const post = (path, body, more) => send('POST', path, body, more);
export const put = (path, body, more) => send('PUT', path, body, more);
export const remove = (path) => send('DELETE', path);

/** Sends a form with files. */
export const upload = (path, form) =>
  ask(path, {method: 'POST', headers: token(), body: form});

/**
 * An address with a query of those parameters that have a value.
 * @param {Object} parameters
 */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== '' && value !== null && value !== undefined && value !== false) {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** A part of an address. */
export const part = (text) => encodeURIComponent(text);

function send(method, path, body, more = {}) {
  return ask(path, {
    method,
    headers: {...token(), ...(body !== undefined && {'Content-Type': 'application/json'}), ...more},
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

const token = () => ({'X-XSRF-TOKEN': cookie('XSRF-TOKEN')});

const ask = (path, {headers: more, ...options}) =>
  exchange(path, {...options, headers: {...headers(), ...more}});
