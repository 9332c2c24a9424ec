import { call } from './api.js';

/** Saves a list of the API as a table under a name. A link could not do it: it has no login. */
export async function download(path, name) {
  const answer = await call('GET', path, { headers: { Accept: 'text/csv' } });
  const address = URL.createObjectURL(await answer.blob());
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
