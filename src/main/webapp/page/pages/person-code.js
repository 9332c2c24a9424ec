import { html } from '../vendor.js';
import * as format from '../format.js';
import { words } from '../words.js';

/** Draws a one-time code, to be read out, written down or printed; it is not shown again. */
export const codeOf = ({ name, code, expires_at: end }) => html`<div class="message note code" role="status">
  <p>${words.people.codeFor(name)}</p>
  <p><code class="big">${code}</code></p>
  <p class="small">${words.people.codeUntil(format.moment(end))}</p>
</div>`;
