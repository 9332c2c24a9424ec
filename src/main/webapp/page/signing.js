import { html, nothing } from './vendor.js';
import { message } from './parts/message.js';
import { field } from './parts/form.js';
import { focusOn, repaint } from './screen.js';
import { logIn, me, onEnded } from './session.js';
import { words } from './words.js';

// The login ends while somebody works: it is asked for over the page, and what was typed stays.
const asked = { waiting: [], problem: null, busy: false };

/** Opens the dialog when the login ends. */
export function watchLogin() {
  onEnded(
    () =>
      new Promise((done) => {
        asked.waiting.push(done);
        repaint();
        focusOn('dialog.login input[type=password]');
      }),
  );
}

/** Returns whether the dialog is open: the page behind it rests. */
export const isAsking = () => asked.waiting.length > 0;

/** Draws the dialog, if the login has ended. */
export function loginDialog() {
  if (asked.waiting.length === 0) {
    return nothing;
  }
  return html`<dialog open class="login" aria-labelledby="login-again">
    <article>
      <h2 id="login-again">${words.signing.again}</h2>
      <p>${words.signing.againWhy}</p>
      ${asked.problem ? message('bad', asked.problem.said) : nothing}
      <form @submit=${submit}>
        ${field({ name: 'username', label: words.signing.username, value: me?.username ?? '', autocomplete: 'username' })}
        ${field({ name: 'password', label: words.signing.password, type: 'password', autocomplete: 'current-password' })}
        <button type="submit" aria-busy=${asked.busy}>${words.signing.logIn}</button>
      </form>
    </article>
  </dialog>`;
}

async function submit(event) {
  event.preventDefault();
  const given = new FormData(event.target);
  asked.busy = true;
  asked.problem = null;
  repaint();
  try {
    // Goes no further for another person: what stands on the page is not theirs.
    await logIn(given.get('username'), given.get('password'));
    asked.problem = null;
    asked.waiting.splice(0).forEach((done) => done());
  } catch (problem) {
    asked.problem = problem;
  } finally {
    asked.busy = false;
    repaint();
  }
}
