import { html, nothing } from '../vendor.js';
import { classOf } from '../classes.js';
import * as format from '../format.js';
import { Register } from '../register.js';
import { focusOn, repaint } from '../screen.js';
import { draft, endDraft } from '../unsaved.js';
import { words } from '../words.js';
import { MARKS, marksOf } from '../widgets/marks.js';
import { openMessage } from './message.js';
import { outcomeOf } from './attendance-outcome.js';

/** Takes the attendance of a class and day. */
export function open({ path: [, classId, date] }) {
  const key = `${classId}/${date}`;
  // What was marked and not saved yet is there when somebody comes back.
  const register = draft(key, () => new Register(classId, date));
  const state = { name: null, problem: null, busy: false, active: null };

  async function load() {
    try {
      const [of] = await Promise.all([classOf(classId), register.load()]);
      state.problem = null;
      state.name = of?.name ?? null;
      page.title = state.name ?? words.attendance.title;
      focusOn('.register input:checked');
    } catch (problem) {
      state.problem = problem;
    }
    repaint();
  }

  async function save(event) {
    event?.preventDefault();
    state.busy = true;
    repaint();
    await register.save();
    state.busy = false;
    repaint();
    focusOn('#saved');
  }

  /** One row alone is reached by Tab, so that Tab leaves the list for the button. */
  function enter(student) {
    if (state.active !== student) {
      state.active = student;
      repaint();
    }
  }

  /** Letters mark, arrows move: a register is taken without the mouse. */
  function keys(event) {
    const row = event.target.closest('[data-student]');
    if (!row || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input[type=text]')) {
      return;
    }
    const mark = MARKS.find((each) => words.markKeys[each].toLowerCase() === event.key.toLowerCase());
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (mark) {
      register.mark(row.dataset.student, mark);
      // At once: the next key may be there before the next drawing.
      row.querySelector(`input[value=${mark}]`).focus();
    } else if (step === undefined) {
      return;
    } else {
      const all = [...document.querySelectorAll('[data-student]')];
      all[all.indexOf(row) + step]?.querySelector('input:checked').focus();
    }
    event.preventDefault();
    repaint();
  }

  const said = ({ mark, note }) => (note ? `${words.marks[mark]} (\u2068${note}\u2069)` : words.marks[mark]);

  function line(student) {
    const given = register.marks.get(student.id);
    const conflict = register.conflicts.get(student.id);
    const isActive = student.id === (state.active ?? register.students[0].id);
    return html`<li data-student=${student.id} class=${given.mark === 'present' ? '' : 'exception'} @focusin=${() => enter(student.id)}>
      <span class="name" dir="auto" id=${'name-' + student.id}>${student.name}</span>
      <div role="radiogroup" aria-labelledby=${'name-' + student.id}>
        ${marksOf(student.id, given.mark, isActive, (mark) => {
          register.mark(student.id, mark);
          repaint();
        })}
      </div>
      <span class="on-paper">${words.marks[given.mark]}</span>
      ${given.mark === 'present' && !given.note
        ? nothing
        : html`<input type="text" class="about" maxlength="500" .value=${given.note} tabindex=${isActive ? 0 : -1} aria-label=${words.attendance.noteOf(student.name)}
            placeholder=${words.attendance.note} @input=${(event) => register.note(student.id, event.target.value)} />`}
      ${conflict ? html`<p class="conflict">${words.attendance.both(said(conflict), said(given))}</p>` : nothing}
    </li>`;
  }

  function view() {
    if (state.problem) {
      return openMessage(state.problem.code, load).view();
    }
    if (!register.isLoaded) {
      return html`<p class="starting" role="status" aria-busy="true">${words.loading}</p>`;
    }
    const exceptions = register.count();
    return html`<header class="head">
        <div>
          <h1 dir="auto">${state.name ?? words.attendance.title}</h1>
          <p class="sub">${format.longDay(date)} · ${register.isTaken ? words.attendance.takenAt(format.moment(register.takenAt)) : words.attendance.notTaken}</p>
        </div>
        <button type="button" class="secondary" @click=${() => print()}>${words.print}</button>
      </header>
      <p class="sub keys">${words.attendance.keys}</p>
      <form class="register" @submit=${save} @keydown=${keys}>
        <ol>${register.students.map(line)}</ol>
        <div class="saving">
          <p aria-live="polite">${words.attendance.summary(register.students.length, exceptions)}</p>
          <div id="saved" tabindex="-1">${outcomeOf(register)}</div>
          <button type="submit" aria-busy=${state.busy}>${register.problem?.code === 'STALE_VERSION' ? words.attendance.saveMine : words.save}</button>
        </div>
      </form>`;
  }

  const page = {
    title: words.attendance.title,
    view,
    close() {
      if (!register.isChanged) {
        endDraft(key, register);
      }
    },
  };
  if (!register.isLoaded) {
    load();
  } else {
    classOf(classId).then((of) => {
      state.name = of?.name ?? null;
      repaint();
    });
  }
  return page;
}
