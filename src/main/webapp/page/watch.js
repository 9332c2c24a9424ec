import { call } from './api.js';
import { jsonOf } from './problem.js';

// Somebody who looks at a dashboard sees a change within two seconds; who has left it open beside other work, within
// fifteen; a hidden page asks for nothing. An unchanged dashboard is a 304 of some hundred bytes.
const LOOKING_MS = 1_500;
const IDLE_MS = 15_000;
const IDLE_AFTER_MS = 120_000;

/**
 * Follows an address: `changed` is called with its JSON when that changes, `failed` with the problem when it cannot be had, and
 * with null when it can again. Gives `refresh` and `close`.
 */
export function watch(path, changed, failed) {
  const closing = new AbortController();
  const signal = closing.signal;
  let tag = null;
  let wasStale = false;
  let active = performance.now();
  let timer = null;
  let asking = null;

  function stir() {
    active = performance.now();
  }

  async function ask(anew) {
    const headers = tag && !anew ? { 'If-None-Match': tag } : {};
    const answer = await call('GET', anew ? path + '?refresh=true' : path, { headers, signal });
    const isStale = answer.headers.get('X-Cache-Status') === 'STALE';
    if (answer.status === 304) {
      if (isStale !== wasStale) {
        // The figures are the same, but not how old they are.
        tag = null;
        return ask(false);
      }
      failed(null);
      return undefined;
    }
    await changed(await jsonOf(answer));
    tag = answer.headers.get('ETag');
    wasStale = isStale;
    failed(null);
    return undefined;
  }

  async function turn(anew = false) {
    clearTimeout(timer);
    try {
      asking = ask(anew);
      await asking;
    } catch (problem) {
      // What was answered last may be shown no more.
      tag = null;
      if (!signal.aborted) {
        failed(problem);
      }
    } finally {
      asking = null;
      plan();
    }
  }

  function plan() {
    clearTimeout(timer);
    if (!signal.aborted && !document.hidden) {
      const idle = performance.now() - active > IDLE_AFTER_MS;
      timer = setTimeout(turn, idle ? IDLE_MS : LOOKING_MS);
    }
  }

  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'scroll', 'focus']) {
    addEventListener(kind, stir, { signal, passive: true, capture: true });
  }
  addEventListener('online', () => turn(), { signal });
  document.addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : turn()), { signal });
  turn();

  return {
    refresh: () => turn(true),
    close() {
      clearTimeout(timer);
      closing.abort();
    },
  };
}
