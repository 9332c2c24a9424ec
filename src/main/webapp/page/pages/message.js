import { html, nothing } from '../vendor.js';
import { go } from '../router.js';
import { words } from '../words.js';

/** A whole page that says why there is none: no right, no such thing, no connection. */
export function openMessage(code, again) {
  const said = words.pages[code] ?? words.pages.OTHER;
  return {
    title: said.title,
    view: () => html`<section class="whole" role="alert">
      <h1>${said.title}</h1>
      <p>${said.why}</p>
      <p>
        ${again ? html`<button type="button" @click=${again}>${words.again}</button>` : nothing}
        <a role="button" class="secondary" href="#/" @click=${home}>${words.frame.toDashboard}</a>
      </p>
    </section>`,
  };
}

/** Where the page stands at this address already, the link alone would do nothing. */
function home(event) {
  event.preventDefault();
  go('#/');
}
