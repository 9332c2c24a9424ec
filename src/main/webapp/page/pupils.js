import { query, read } from './api.js';
import { words } from './words.js';

const PAGE = 200;
const LARGEST = 2000;

/** The names of a class's pupils. */
export class PupilNames {
  #names = new Map();

  constructor(classId) {
    this.classId = classId;
  }

  /** Reads those of the class as it is now. */
  async read() {
    for (let page = 0; page * PAGE < LARGEST; page++) {
      const answer = await read('/api/users' + query({ class: this.classId, role: 'STUDENT', size: PAGE, page }));
      answer.data.forEach((each) => this.#names.set(each.id, each.name));
      if (this.#names.size >= answer.page.total || answer.data.length === 0) {
        break;
      }
    }
  }

  /** Returns pupils by their names: { id, name }. Who was in the class once, and is no more, is not in its list. */
  async sorted(ids) {
    await Promise.all(ids.filter((id) => !this.#names.has(id)).map((id) => this.#readOne(id)));
    const order = new Intl.Collator(undefined, { sensitivity: 'base' });
    return ids.map((id) => ({ id, name: this.#names.get(id) })).sort((one, other) => order.compare(one.name, other.name));
  }

  async #readOne(id) {
    try {
      this.#names.set(id, (await read('/api/users/' + encodeURIComponent(id))).data.name);
    } catch {
      this.#names.set(id, words.attendance.former(id));
    }
  }
}
