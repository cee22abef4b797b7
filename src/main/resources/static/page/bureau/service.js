/** The public HTTP API, as the bureau's page uses it. */
import {Problem, toSignIn} from '../api.js';
import {language} from '../texts.js';

/** What an address answers, as JSON. */
export const get = (path, signal) => exchange(path, {signal});

/** Sends JSON. */
export const post = (path, body, more) => send('POST', path, body, more);
export const put = (path, body, more) => send('PUT', path, body, more);
export const remove = (path) => send('DELETE', path);

/** Sends a form with files. */
export const upload = (path, form) =>
  exchange(path, {method: 'POST', headers: token(), body: form});

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
  return exchange(path, {
    method,
    headers: {...token(), ...(body !== undefined && {'Content-Type': 'application/json'}), ...more},
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

function token() {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith('XSRF-TOKEN='));
  return {'X-XSRF-TOKEN': found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : ''};
}

async function exchange(path, {headers, ...options}) {
  const answer = await fetch(path, {
    credentials: 'same-origin',
    headers: {
      'Accept': 'application/json, application/geo+json',
      'Accept-Language': language() === 'en' ? 'en' : 'zh-CN',
      'X-Requested-With': 'XMLHttpRequest', // a script asks: problems, not redirects
      ...headers,
    },
    ...options,
  });
  if (answer.status === 401) {
    toSignIn();
    return new Promise(() => {}); // the page is being left
  }
  const text = await answer.text();
  const body = parse(text);
  if (!answer.ok) {
    throw new Problem(answer.status, body || {});
  }
  return body;
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
