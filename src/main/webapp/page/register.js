import { call, write } from './api.js';
import { now } from './clock.js';
import { jsonOf } from './problem.js';
import { PupilNames } from './pupils.js';

/** Who has no mark stands on present. */
const given = ({ mark, note }) => ({ mark: mark ?? 'present', note: note ?? '' });

/** The attendance of a class and day, as it is being taken: what the server has, and what was changed here. */
export class Register {
  constructor(classId, date) {
    this.classId = classId;
    this.date = date;
    this.path = `/api/classes/${encodeURIComponent(classId)}/attendance/${encodeURIComponent(date)}`;
    this.students = [];
    this.names = new PupilNames(classId);
    this.marks = new Map();
    this.conflicts = new Map();
    this.isLoaded = false;
    this.isChanged = false;
    this.saved = null;
    this.problem = null;
  }

  /** Reads the sheet and the names. */
  async load() {
    const [sheet] = await Promise.all([this.#sheet(), this.names.read()]);
    this.#take(sheet);
    await this.#list();
    this.isLoaded = true;
  }

  async #list() {
    this.students = await this.names.sorted([...this.marks.keys()]);
  }

  async #sheet() {
    const answer = await call('GET', this.path);
    return { ...(await jsonOf(answer)), tag: answer.headers.get('ETag') };
  }

  #take(sheet) {
    this.tag = sheet.tag;
    this.isTaken = sheet.version > 0;
    this.takenAt = sheet.taken_at;
    this.marks = new Map(sheet.marks.map((each) => [each.student_id, given(each)]));
    this.isChanged = false;
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
    const sent = new Map(this.marks);
    try {
      const answer = await write('PUT', this.path, { marks }, this.tag);
      const later = [...this.marks].filter(([student, mark]) => mark !== sent.get(student));
      this.#take(answer);
      // What was marked while the server worked is not in its answer.
      later.forEach(([student, mark]) => this.marks.set(student, mark));
      this.isChanged = later.length > 0;
      this.problem = null;
      this.saved = now();
      this.conflicts.clear();
    } catch (problem) {
      this.problem = problem;
      if (problem.status === 400) {
        await this.#follow();
      }
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
    await this.#adopt(this.theirs);
    this.conflicts.clear();
    for (const each of this.theirs.marks.filter(({ mark }) => mark !== null)) {
      const [mine, theirs] = [this.marks.get(each.student_id), given(each)];
      if (mine.mark !== theirs.mark || mine.note.trim() !== theirs.note) {
        this.conflicts.set(each.student_id, theirs);
      }
    }
  }

  /** The marks are refused: pupils may have come into the class, or left it, since the list was read. */
  async #follow() {
    try {
      if (await this.#adopt(await this.#sheet())) {
        Object.assign(this.problem, { code: 'CLASS_CHANGED', errors: [] });
      }
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Lists the pupils of a sheet, with the marks given here; returns whether they are others than before. */
  async #adopt(sheet) {
    const before = this.marks;
    const came = sheet.marks.filter((each) => !before.has(each.student_id));
    if (came.length === 0 && before.size === sheet.marks.length) {
      return false;
    }
    this.marks = new Map(sheet.marks.map((each) => [each.student_id, before.get(each.student_id) ?? given(each)]));
    await this.#list();
    return true;
  }

  /** Takes what somebody else has saved. */
  takeTheirs() {
    this.#take(this.theirs);
    this.problem = null;
    this.conflicts.clear();
  }
}
