import { html } from '../vendor.js';
import { field, problemMessage } from '../parts/form.js';
import { go } from '../router.js';
import { repaint } from '../screen.js';
import { redeem } from '../session.js';
import { words } from '../words.js';

const FIELDS = ['username', 'code', 'password'];

/** Sets a password for a one-time code. */
export function open() {
  const state = { problem: null, busy: false };

  async function submit(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    state.busy = true;
    state.problem = null;
    repaint();
    try {
      await redeem(given.get('username').trim(), given.get('code').trim(), given.get('password'));
      await go('#/');
    } catch (problem) {
      state.problem = problem.code === 'UNAUTHENTICATED' ? Object.assign(problem, { code: 'WRONG_CODE' }) : problem;
    } finally {
      state.busy = false;
      repaint();
    }
  }

  return {
    title: words.redeem.title,
    view: () => html`<section class="narrow">
      <h1>${words.redeem.title}</h1>
      <p>${words.redeem.why}</p>
      ${problemMessage(state.problem, FIELDS)}
      <form @submit=${submit}>
        ${field({ name: 'username', label: words.signing.username, autocomplete: 'username', autocapitalize: 'none' })}
        ${field({ name: 'code', label: words.redeem.code, autocapitalize: 'characters', problem: state.problem?.ofField('code') })}
        ${field({
          name: 'password', label: words.password.next, type: 'password', autocomplete: 'new-password',
          hint: words.password.rule, problem: state.problem?.ofField('password'),
        })}
        <button type="submit" aria-busy=${state.busy}>${words.redeem.go}</button>
      </form>
      <p class="small"><a href="#/login">${words.redeem.back}</a></p>
    </section>`,
  };
}
