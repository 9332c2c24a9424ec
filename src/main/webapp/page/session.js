import { hearTime } from './clock.js';
import { jsonOf, Problem, problemOf } from './problem.js';
import { MARK, startAfresh } from './tabs.js';

const TIMEOUT_MS = 15_000;

// The access token stands in this variable and nowhere else. The refresh token is in a cookie that no script can read.
let token = null;
let renewal = null;
const listeners = new Set();

/** The person who is logged in, as /api/auth/me says; null before. */
export let me = null;

/** Calls back when the login has ended and must be given again; returns what takes that back. */
export function onEnded(callback) {
  listeners.add(callback);
  return () => listeners.delete(callback);
}

/** Sends a request; throws a problem only if there is no answer at all. */
export async function send(method, path, { body, headers = {}, signal } = {}) {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetch(path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === null ? {} : { Authorization: 'Bearer ' + token }),
        ...headers,
      },
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      cache: 'no-store',
      redirect: 'error',
    });
    hearTime(answer);
    return answer;
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw new Problem(limit.aborted ? 'TOO_SLOW' : 'OFFLINE', 0);
  }
}

/** Renews the access token by the cookie; one request for all that wait. Returns whether there is a new one. */
export function renew() {
  renewal ??= askForRenewal().finally(() => {
    renewal = null;
  });
  return renewal;
}

async function askForRenewal() {
  token = null;
  const answer = await send('POST', '/api/auth/refresh', { body: {} });
  if (answer.ok) {
    await keep(answer);
    return me === null || me.id === personOf(token) || startAfresh();
  }
  if (answer.status === 401 || answer.status === 403) {
    localStorage.removeItem(MARK);
    return false;
  }
  throw await problemOf(answer);
}

/** Goes on with the login that this browser has; returns whether it has one. */
export async function resume() {
  if (localStorage.getItem(MARK) === null || !(await renew())) {
    return false;
  }
  await findMe();
  return true;
}

/** Says that the login has ended, and waits until it is given again. */
export function ended() {
  return Promise.all([...listeners].map((callback) => callback()));
}

/** Logs in; the refresh token goes into the cookie. */
export const logIn = (username, password) =>
  begin('/api/auth/login', { username, password, cookie: true });

/** Sets a password for a one-time code, and logs in. */
export const redeem = (username, code, password) =>
  begin('/api/auth/redeem', { username, code, password, cookie: true });

async function begin(path, body) {
  token = null;
  const answer = await send('POST', path, { body });
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  await keep(answer);
  await findMe();
}

/** Takes the tokens of an answer. */
export async function keep(answer) {
  token = (await jsonOf(answer)).access_token;
  localStorage.setItem(MARK, '1');
}

async function findMe() {
  const answer = await send('GET', '/api/auth/me');
  if (!answer.ok) {
    throw await problemOf(answer);
  }
  const found = await jsonOf(answer);
  if (me !== null && me.id !== found.id) {
    await startAfresh();
  }
  me = found;
}

/** The cookie is the browser's: somebody else may have logged in in another tab. */
const personOf = (jwt) => JSON.parse(atob(jwt.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).sub;

/** Logs out; throws if the server could not be told, and stays logged in then. */
export async function logOut(everywhere) {
  const answer = await send('POST', everywhere ? '/api/auth/logout-everywhere' : '/api/auth/logout');
  if (!answer.ok && answer.status !== 401) {
    throw await problemOf(answer);
  }
  localStorage.removeItem(MARK);
  token = null;
  me = null;
}

/** Returns whether the person has one of these roles. */
export const has = (...roles) => me !== null && roles.some((role) => me.roles.includes(role));

/** Returns whether a role of the person grants this. */
export const may = (permission) => me !== null && me.permissions.includes(permission);
