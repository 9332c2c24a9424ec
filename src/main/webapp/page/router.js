// The address after #: a path and a query. There is no library for it: the pages are few.

/** The page's address: { path: ['people', '17'], query: URLSearchParams }. */
export function route() {
  const [path, search = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(search) };
}

/** An address that somebody has cut in the middle is shown as it is, and leads nowhere. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Makes an address. */
export function to(path, query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = given.length === 0 ? '' : '?' + new URLSearchParams(given);
  return '#/' + path.map((part) => encodeURIComponent(part)).join('/') + search;
}

/** Goes to an address. The promise never ends, so that a form that awaits it stays at work until the next page is there. */
export function go(address) {
  if (location.hash === address) {
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = address;
  }
  return new Promise(() => {});
}

/** Changes the address without going anywhere, for a filter that is being typed. */
export const remember = (address) => history.replaceState(null, '', address);

/** Makes the page's address of one of the API's: what a widget's link leads to. */
export function ofApi(link) {
  const [path, search = ''] = link.replace('/api/', '').split('?', 2);
  const names = { users: 'people' };
  const parts = path.split('/');
  return to([names[parts[0]] ?? parts[0], ...parts.slice(1)], Object.fromEntries(new URLSearchParams(search)));
}
