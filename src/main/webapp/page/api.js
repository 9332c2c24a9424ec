import { jsonOf, problemOf } from './problem.js';
import { ended, keep, renew, send } from './session.js';

/**
 * Sends a request with the login, and gives the answer. A token that has expired is renewed and the request sent once more; if
 * the login is over, it is asked for in a dialog over the page, whose fields stay as they are.
 */
export async function call(method, path, options = {}) {
  let answer = await send(method, path, options);
  if (answer.status === 401) {
    if (!(await renew())) {
      await ended();
    }
    answer = await send(method, path, options);
  }
  if (!answer.ok && answer.status !== 304) {
    throw await problemOf(answer);
  }
  return answer;
}

/** Reads JSON; a passing failure is tried once more. */
export async function read(path, options = {}) {
  try {
    return await jsonOf(await call('GET', path, options));
  } catch (problem) {
    if (problem.status !== 503) {
      throw problem;
    }
    await new Promise((later) => setTimeout(later, 1000 * Math.min(3, problem.retrySeconds || 1)));
    return jsonOf(await call('GET', path, options));
  }
}

/** Writes JSON, and gives the answer's JSON with its entity tag; null without a body. */
export async function write(method, path, body, tag) {
  const answer = await call(method, path, { body, headers: tag ? { 'If-Match': tag } : {} });
  return answer.status === 204 ? null : { ...(await jsonOf(answer)), tag: answer.headers.get('ETag') };
}

/** Changes the password; the tokens of before have ended, and the answer brings new ones. */
export async function changePassword(current, next) {
  await keep(await call('PUT', '/api/auth/password', { body: { current, new: next } }));
}

const schools = new Map();

/** Reads a school, once: its zone and its name are wanted everywhere. */
export function school(id) {
  if (!schools.has(id)) {
    const reading = read('/api/schools/' + encodeURIComponent(id)).then((answer) => answer.data);
    schools.set(id, reading);
    reading.catch(() => schools.delete(id));
  }
  return schools.get(id);
}

/** Forgets a school that was changed. */
export const forgetSchool = (id) => schools.delete(id);

/** Makes a query string of what is given. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined && value !== null);
  return given.length === 0 ? '' : '?' + new URLSearchParams(given);
}
