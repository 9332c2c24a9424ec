import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { message } from '../parts/message.js';
import { repaint } from '../screen.js';
import { words } from '../words.js';

/** Says whether a register is saved, or why not, and what to do: never nothing. */
export function outcomeOf(register) {
  const { saved, problem } = register;
  if (problem?.code === 'STALE_VERSION') {
    return message(
      'bad',
      words.attendance.changed(register.conflicts.size),
      html`<button type="button" class="small secondary" @click=${() => take(register)}>${words.attendance.takeTheirs}</button>`,
    );
  }
  if (problem) {
    const besides = problem.besides([]).map((text) => html`<p>${text}</p>`);
    return message('bad', html`${words.attendance.notSaved} ${problem.said}`, besides);
  }
  if (!saved) {
    return nothing;
  }
  const at = format.time(saved);
  return register.isChanged ? message('note', words.attendance.savedBefore(at)) : message('good', words.saved(at));
}

function take(register) {
  register.takeTheirs();
  repaint();
}
