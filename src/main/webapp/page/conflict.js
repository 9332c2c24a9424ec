import { read, write } from './api.js';
import { words } from './words.js';

const said = (value) => [].concat(value ?? '–').sort().join(', ');

/**
 * Changes a thing of the API, of which `known` is what was read. If somebody else has saved meanwhile, the problem tells each value
 * that differs, theirs and that of the form, and the next try replaces theirs.
 *
 * @param labels the fields' names in words, by their names in the API
 */
export async function change(path, input, known, labels) {
  try {
    return await write('PUT', path, input, `"v${known.version}"`);
  } catch (problem) {
    if (problem.code === 'STALE_VERSION') {
      const theirs = (await read(path)).data;
      known.version = theirs.version;
      problem.code = 'CHANGED_MEANWHILE';
      problem.errors = differing(input, theirs, labels);
    }
    throw problem;
  }
}

const differing = (input, theirs, labels) =>
  Object.keys(labels)
    .filter((name) => name in input && said(input[name]) !== said(theirs[name]))
    .map((name) => ({ field: '', message: `${labels[name]}: ${words.attendance.both(said(theirs[name]), said(input[name]))}` }));
