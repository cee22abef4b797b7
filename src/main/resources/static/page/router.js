/** Addresses within the page: #/parcel/…, #/site/…, #/check/…, #/batches, #/batch/…, #/conflicts, … */

/** Which view shows which kind of address. */
const VIEWS = {
  '': 'check', 'parcel': 'check', 'check': 'check', 'site': 'check', 'batches': 'batches', 'batch': 'batches',
  'conflicts': 'conflicts', 'conflict': 'conflicts', 'indicators': 'indicators',
};

/** What the address says: view, kind, id and query. What it does not know is the empty form. */
export function readRoute(hash = location.hash) {
  const short = hash.match(/^#(check|parcel)=(.+)$/);
  const [path, query] = (short ? `/${short[1]}/${short[2]}` : hash.slice(1)).split('?');
  const [, kind = '', id = ''] = path.split('/');
  const known = kind in VIEWS ? kind : '';
  return {view: VIEWS[known], kind: known, id: decoded(id), query: new URLSearchParams(query)};
}

/** An address with a query of what is not empty. */
export function address(path, query = {}) {
  const parameters = new URLSearchParams(
      Object.entries(query).filter(([, value]) => value));
  return `#/${path}${parameters.size > 0 ? `?${parameters}` : ''}`;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
