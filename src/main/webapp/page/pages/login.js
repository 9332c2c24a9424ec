import { html } from '../vendor.js';
import { field, problemMessage } from '../parts/form.js';
import { go } from '../router.js';
import { repaint } from '../screen.js';
import { logIn } from '../session.js';
import { words } from '../words.js';

/** Asks who is there; goes on to the address that was asked for. */
export function openLogin(wanted) {
  const state = { problem: null, busy: false };
  const target = wanted.path.length === 0 || wanted.path[0] === 'login' ? '#/' : location.hash;

  async function submit(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    state.busy = true;
    state.problem = null;
    repaint();
    try {
      await logIn(given.get('username').trim(), given.get('password'));
      await go(target);
    } catch (problem) {
      state.problem = problem;
    } finally {
      state.busy = false;
      repaint();
    }
  }

  return {
    title: words.signing.title,
    view: () => html`<section class="narrow">
      <h1>${words.signing.title}</h1>
      ${problemMessage(state.problem)}
      <form @submit=${submit}>
        ${field({ name: 'username', label: words.signing.username, autocomplete: 'username', autocapitalize: 'none' })}
        ${field({ name: 'password', label: words.signing.password, type: 'password', autocomplete: 'current-password' })}
        <button type="submit" aria-busy=${state.busy}>${words.signing.logIn}</button>
      </form>
      <p class="small"><a href="#/redeem">${words.signing.haveCode}</a><br />${words.signing.forgotten}</p>
    </section>`,
  };
}
