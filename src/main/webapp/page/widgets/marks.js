import { html } from '../vendor.js';
import { words } from '../words.js';

/** The marks, in the order of their keys. */
export const MARKS = ['present', 'absent', 'late', 'excused', 'half_day'];

/** Draws the marks of one student as radio buttons: a letter each, and a word for those that do not know the letters. */
export const marksOf = (student, given, isActive, choose) =>
  MARKS.map(
    (mark) => html`<label class="mark ${mark.replace('_', '-')}" title=${words.marks[mark]}>
      <input type="radio" name=${'mark-' + student} value=${mark} .checked=${mark === given} tabindex=${isActive ? 0 : -1} @change=${() => choose(mark)} />
      <span aria-hidden="true">${words.markKeys[mark]}</span><span class="for-readers">${words.marks[mark]}</span>
    </label>`,
  );
