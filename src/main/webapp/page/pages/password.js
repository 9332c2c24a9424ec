import { html, nothing } from '../vendor.js';
import { changePassword } from '../api.js';
import { now } from '../clock.js';
import * as format from '../format.js';
import { field, problemMessage } from '../parts/form.js';
import { message } from '../parts/message.js';
import { repaint } from '../screen.js';
import { me } from '../session.js';
import { words } from '../words.js';

/** Changes the person's own password. */
export function open() {
  const state = { problem: null, busy: false, saved: null };

  async function submit(event) {
    event.preventDefault();
    const form = event.target;
    const given = new FormData(form);
    state.busy = true;
    state.problem = null;
    repaint();
    try {
      await changePassword(given.get('current'), given.get('new'));
      state.saved = now();
      state.problem = null;
      form.reset();
    } catch (problem) {
      state.problem = problem;
    } finally {
      state.busy = false;
      repaint();
    }
  }

  return {
    title: words.password.title,
    view: () => html`<section class="narrow">
      <h1>${words.password.title}</h1>
      ${state.saved && !state.problem ? message('good', words.password.saved(format.time(state.saved))) : nothing}
      ${problemMessage(state.problem, ['current', 'new'])}
      <form @submit=${submit}>
        <input class="for-readers" name="username" autocomplete="username" .value=${me.username ?? ''} tabindex="-1" aria-hidden="true" readonly />
        ${field({
          name: 'current', label: words.password.current, type: 'password', autocomplete: 'current-password',
          problem: state.problem?.ofField('current'),
        })}
        ${field({
          name: 'new', label: words.password.next, type: 'password', autocomplete: 'new-password',
          hint: words.password.rule, problem: state.problem?.ofField('new'),
        })}
        <button type="submit" aria-busy=${state.busy}>${words.password.go}</button>
      </form>
      <p class="small">${words.password.everywhere}</p>
    </section>`,
  };
}
