import { html, nothing } from '../vendor.js';
import { write } from '../api.js';
import * as format from '../format.js';
import { problemMessage } from '../parts/form.js';
import { message } from '../parts/message.js';
import { table } from '../parts/rows.js';
import { repaint } from '../screen.js';
import { words } from '../words.js';

/** One-time codes for the people of a class: asked for by a button, shown once, to be printed. */
export function classCodes() {
  const state = { answer: null, problem: null, busy: false };

  async function ask(of) {
    state.busy = true;
    repaint();
    try {
      state.answer = await write('POST', `/api/schools/${encodeURIComponent(of.school_id)}/invites`, { class_id: of.id });
      state.problem = null;
    } catch (problem) {
      state.problem = problem;
    }
    state.busy = false;
    repaint();
  }

  const codes = () => [
    { title: words.people.name, of: (each) => each.name },
    { title: words.signing.username, of: (each) => html`<code>${each.username}</code>` },
    { title: words.redeem.code, of: (each) => html`<code class="big">${each.code}</code>` },
    { roomy: true, title: words.schools.until, of: (each) => format.moment(each.expires_at) },
  ];

  return {
    button: (of) =>
      of === null
        ? nothing
        : html`<button type="button" class="secondary" aria-busy=${state.busy} @click=${() => ask(of)}>${words.classes.codes}</button>
            ${state.answer?.invites.length ? html`<button type="button" class="secondary" @click=${() => print()}>${words.print}</button>` : nothing}`,
    view: () => html`${state.problem?.code === 'LOGIN_REQUIRED' ? message('note', words.people.loginFirst) : problemMessage(state.problem)}
      ${state.answer === null
        ? nothing
        : state.answer.invites.length === 0
          ? message('note', words.classes.codesNone)
          : html`${message('note', words.classes.codesShown)}${table({ label: words.classes.codes, columns: codes(), rows: state.answer.invites })}`}`,
  };
}
