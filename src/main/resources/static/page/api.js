/** The public HTTP API, as the page uses it. */
import {showSessionOver} from './dom.js';
import {language, t} from './texts.js';

/** What the service answered instead of what was asked for: an RFC 9457 problem. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || t('failed.http', {status}));
    this.status = status;
    this.code = body.code || '';
    this.requestId = body.requestId || '';
    this.field = body.field || '';
    this.location = body.location;
  }
}

let packTitles;

/** The title of a rule pack, or its id where it is no longer in force. */
export async function packTitle(id) {
  packTitles ||= read('api/packs');
  return (await packTitles).find((pack) => pack.id === id)?.title || id;
}

export const getMe = () => read('api/me');
/** Whether a user takes decisions of a department, or any. */
export const isOfficer = ({roles}) => roles.some((role) => ['OFFICER', 'ADMIN'].includes(role));
export const listCollections = () => read('api/collections');
export const getCheck = (id) => read(`api/checks/${encodeURIComponent(id)}`);
export const postCheck = (request) => send('POST', 'api/checks', request);
export const listChecks = (parcelNo, after) => read(`api/checks?parcelNo=${
  encodeURIComponent(parcelNo)}&limit=10${after ? `&after=${after}` : ''}`);
export const getRemainder = (id) =>
  read(`api/checks/${encodeURIComponent(id)}/clear-remainder?f=geojson`);
/** Sites and registered parcels whose name or number holds a text; a few of each. */
export async function findByName(text, limit, signal) {
  const like = `'%${text.replaceAll("'", "''").replace(/[%_]/g, '')}%'`;
  const [{sites}, {features}] = await Promise.all([
    read(`api/sites?q=${encodeURIComponent(text)}&limit=${limit}`, signal),
    read(`api/collections/parcels/features?limit=${limit}&filter=${
      encodeURIComponent(`name LIKE ${like} OR parcelNo LIKE ${like}`)}`, signal)]);
  return {sites, parcels: features};
}

/** The registered parcel with this number, as a feature; null if there is none. */
export async function findParcel(parcelNo) {
  const equal = `parcelNo = '${parcelNo.replaceAll("'", "''")}'`;
  const {features} = await read(
      `api/collections/parcels/features?limit=1&filter=${encodeURIComponent(equal)}`);
  return features[0] || null;
}
export const getSite = (code) => read(`api/sites/${encodeURIComponent(code)}`);
export const replay = (id) => send('POST', `api/checks/${encodeURIComponent(id)}/replay`);

/** Ends the session, at the provider too where that is configured: the page is left for it then. */
export async function signOut() {
  const answer = await send('DELETE', 'api/session');
  if (answer?.signOutAt) {
    location.assign(answer.signOutAt);
    return new Promise(() => {});
  }
  return null;
}

/**
 * One feature.
 * @param {string} [asOf] moment whose version is wanted, ISO 8601
 */
export function getFeature(collection, feature, asOf) {
  const at = asOf ? `?asOf=${encodeURIComponent(asOf)}` : '';
  return read(`api/collections/${collection}/features/${encodeURIComponent(feature)}${at}`);
}

/**
 * One page of the features in an extent.
 * @param {number[]} extent west, south, east, north in degrees
 * @param {number|string} after last feature of the page before, or 0
 */
export function listFeatures(collection, extent, after, limit, signal) {
  const bbox = extent.map((degrees) => degrees.toFixed(7)).join(',');
  return read(
      `api/collections/${collection}/features?bbox=${bbox}&after=${after}&limit=${limit}`, signal);
}

/**
 * Sends a file with a request beside it.
 * @param {string} [key] names this sending, so that it counts once even if it is repeated
 */
export function postFile(path, file, request, key) {
  const body = new FormData();
  body.append('file', file);
  body.append('request', new Blob([JSON.stringify(request)], {type: 'application/json'}));
  return exchange(path, {
    method: 'POST', body,
    headers: {
      ...headers(), 'X-XSRF-TOKEN': cookie('XSRF-TOKEN'), ...(key && {'Idempotency-Key': key}),
    },
  });
}

/** Reads an address of the API. */
export function read(path, signal) {
  return exchange(path, {headers: headers(), signal});
}

/** Sends something to an address of the API. */
export function send(method, path, body) {
  return exchange(path, {
    method,
    headers: {
      ...headers(),
      'X-XSRF-TOKEN': cookie('XSRF-TOKEN'),
      ...(body && {'Content-Type': 'application/json'}),
    },
    body: body && JSON.stringify(body),
  });
}

/** What every request says: the form and language of the answer. */
export function headers() {
  return {
    'Accept': 'application/json, application/geo+json',
    'Accept-Language': language() === 'en' ? 'en' : 'zh-CN',
    'X-Requested-With': 'XMLHttpRequest', // a script asks: problems, not redirects
  };
}

let entered = false; // whether the service has known the user since the page was opened

/**
 * Asks the service, and answers its JSON.
 * @throws {Problem} also where the service cannot be reached, and where the session is over: what
 *     is filled in stays then; only a page that has just been opened is left for the sign-in
 */
export async function exchange(path, options) {
  const answer = await reach(path, {credentials: 'same-origin', ...options});
  if (answer.status === 401 && !entered) {
    toSignIn();
    return new Promise(() => {}); // the page is being left
  }
  if (answer.status === 401) {
    showSessionOver(t('session.over'), t('session.signIn'));
    throw new Problem(401, {detail: t('failed.session')});
  }
  const text = await answer.text();
  const body = text ? parse(text) : null;
  if (!answer.ok) {
    throw new Problem(answer.status, body || {});
  }
  entered = true;
  showSessionOver(null);
  return body;
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (failure) {
    throw failure.name === 'AbortError' ? failure
      : new Problem(0, {detail: t('failed.network')});
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** To the sign-in page, and back to here afterwards. */
export function toSignIn() {
  const here = location.pathname + location.search + location.hash;
  location.assign(`signin.html?to=${encodeURIComponent(here)}`);
}

/** The value of a cookie, or nothing. */
export function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(name + '='));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}
