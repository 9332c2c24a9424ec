import { read } from './api.js';

// The names of classes, from whatever answer has shown them: the API has no list of classes yet.
const names = new Map();

/** Remembers the class names of an answer. */
export function remember(json) {
  if (Array.isArray(json)) {
    json.forEach(remember);
  } else if (json !== null && typeof json === 'object') {
    const name = json.class_name ?? json.name;
    if (json.class_id && name) {
      names.set(json.class_id, name);
    }
    Object.values(json).forEach(remember);
  }
}

/** Returns a class's name; after a reload, the own dashboard knows it. Null if it does not. */
export async function className(id) {
  if (!names.has(id)) {
    try {
      remember((await read('/api/dashboards/me')).data);
    } catch {
      // The page does without.
    }
  }
  return names.get(id) ?? null;
}
