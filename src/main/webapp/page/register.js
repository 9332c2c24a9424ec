import { call, query, read, write } from './api.js';
import { words } from './words.js';

const PAGE = 200;
const LARGEST = 2000;

/** The attendance of a class and day, as it is being taken: what the server has, and what was changed here. */
export class Register {
  constructor(classId, date) {
    this.classId = classId;
    this.date = date;
    this.path = `/api/classes/${encodeURIComponent(classId)}/attendance/${encodeURIComponent(date)}`;
    this.students = [];
    this.marks = new Map();
    this.conflicts = new Map();
    this.isLoaded = false;
    this.isChanged = false;
    this.saved = null;
    this.problem = null;
  }

  /** Reads the sheet and the names; who has no mark stands on present. */
  async load() {
    const [sheet, names] = await Promise.all([this.#sheet(), this.#names()]);
    this.#take(sheet);
    const missing = sheet.marks.filter((each) => !names.has(each.student_id));
    await Promise.all(missing.map((each) => this.#addName(names, each.student_id)));
    const order = new Intl.Collator(undefined, { sensitivity: 'base' });
    this.students = sheet.marks
      .map((each) => ({ id: each.student_id, name: names.get(each.student_id) }))
      .sort((one, other) => order.compare(one.name, other.name));
    this.isLoaded = true;
  }

  async #sheet() {
    const answer = await call('GET', this.path);
    return { ...(await answer.json()), tag: answer.headers.get('ETag') };
  }

  #take(sheet) {
    this.tag = sheet.tag;
    this.isTaken = sheet.version > 0;
    this.takenAt = sheet.taken_at;
    this.marks = new Map(sheet.marks.map((each) => [each.student_id, { mark: each.mark ?? 'present', note: each.note ?? '' }]));
    this.isChanged = false;
  }

  async #names() {
    const names = new Map();
    for (let page = 0; page * PAGE < LARGEST; page++) {
      const answer = await read('/api/users' + query({ class: this.classId, role: 'STUDENT', size: PAGE, page }));
      answer.data.forEach((each) => names.set(each.id, each.name));
      if (names.size >= answer.page.total || answer.data.length === 0) {
        break;
      }
    }
    return names;
  }

  /** Who was in the class on that day, and is no more, is not in its list. */
  async #addName(names, id) {
    try {
      names.set(id, (await (await call('GET', '/api/users/' + encodeURIComponent(id))).json()).data.name);
    } catch {
      names.set(id, words.attendance.former(id));
    }
  }

  /** Changes a mark. */
  mark(student, mark) {
    this.marks.set(student, { ...this.marks.get(student), mark });
    this.#changed();
  }

  /** Changes a note. */
  note(student, note) {
    this.marks.set(student, { ...this.marks.get(student), note });
    this.#changed();
  }

  #changed() {
    this.isChanged = true;
    this.saved = null;
  }

  /** Returns how many have which mark, without those that are present. */
  count() {
    const counts = {};
    for (const { mark } of this.marks.values()) {
      counts[mark] = (counts[mark] ?? 0) + 1;
    }
    return counts;
  }

  /** Saves; `saved` or `problem` says how it went, and nothing that was marked is lost. */
  async save() {
    const marks = [...this.marks].map(([student, { mark, note }]) => ({ student_id: student, mark, note: note.trim() || null }));
    try {
      this.#take(await write('PUT', this.path, { marks }, this.tag));
      this.problem = null;
      this.saved = new Date();
      this.conflicts.clear();
    } catch (problem) {
      this.problem = problem;
      if (problem.code === 'STALE_VERSION' || problem.code === 'CONFLICT') {
        problem.code = 'STALE_VERSION';
        await this.#compare();
      }
    }
  }

  /** Somebody else has saved meanwhile: shows both, and lets the next save replace theirs. */
  async #compare() {
    try {
      this.theirs = await this.#sheet();
    } catch (problem) {
      this.problem = problem;
      return;
    }
    this.tag = this.theirs.tag;
    this.conflicts.clear();
    for (const each of this.theirs.marks) {
      const mine = this.marks.get(each.student_id)?.mark;
      if (mine !== undefined && mine !== each.mark) {
        this.conflicts.set(each.student_id, { mine, theirs: each.mark });
      }
    }
  }

  /** Takes what somebody else has saved. */
  takeTheirs() {
    this.#take(this.theirs);
    this.problem = null;
    this.conflicts.clear();
  }
}
