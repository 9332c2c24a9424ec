import { read } from './api.js';

const classes = new Map();

/** Reads a class, once: its name is wanted in several places. Null if it cannot be had; the page does without. */
export function classOf(id) {
  if (!classes.has(id)) {
    const reading = read('/api/classes/' + encodeURIComponent(id)).then((answer) => answer.data);
    classes.set(id, reading);
    reading.catch(() => classes.delete(id));
  }
  return classes.get(id).catch(() => null);
}
