import { words } from './words.js';

/** A request that did not succeed: the server's problem document, or one of our own. */
export class Problem extends Error {
  /**
   * @param {string} code the server's code, or OFFLINE, TOO_SLOW
   * @param {number} status the HTTP status; 0 without an answer
   */
  constructor(code, status, body = {}) {
    super(code);
    this.code = code;
    this.status = status;
    this.errors = body.errors ?? [];
    this.retrySeconds = 0;
  }

  /** Returns what the code means, in words of people. */
  get said() {
    return words.problems[this.code] ?? words.problems.OTHER;
  }

  /** Returns whether the same request may succeed a little later. */
  get isPassing() {
    return this.status === 0 || this.status === 503 || this.status === 429;
  }

  /** Returns what is said of a field; empty if nothing is. */
  ofField(name) {
    const found = this.errors.find((error) => error.field === name || error.field.endsWith('.' + name));
    return found ? (words.rules[found.rule] ?? found.message) : '';
  }

  /** Returns what is wrong with the input and belongs to no field of the form. */
  besides(names) {
    return this.errors
      .filter((error) => !names.some((name) => error.field === name || error.field.endsWith('.' + name)))
      .map((error) => error.message);
  }
}

/** Reads an answer's JSON. What breaks off, or is none (a proxy's page), is no answer of the server. */
export async function jsonOf(answer) {
  try {
    return await answer.json();
  } catch {
    throw new Problem('OFFLINE', 0);
  }
}

/** Makes the problem of an answer. */
export async function problemOf(answer) {
  let body = {};
  try {
    body = await answer.json();
  } catch {
    // A proxy's page; the status says enough.
  }
  const byStatus = { 502: 'OVERLOADED', 503: 'OVERLOADED', 504: 'OVERLOADED', 403: 'FORBIDDEN', 404: 'NOT_FOUND' };
  const problem = new Problem(body.code ?? byStatus[answer.status] ?? 'OTHER', answer.status, body);
  problem.retrySeconds = Number(answer.headers.get('Retry-After')) || 0;
  return problem;
}
