import { html, nothing } from '../vendor.js';

/**
 * Says how something went. Read aloud when it appears.
 *
 * @param {'good'|'bad'|'note'} tone
 */
export const message = (tone, text, more = nothing) =>
  html`<div class="message ${tone}" role=${tone === 'bad' ? 'alert' : 'status'}><p>${text}</p>${more}</div>`;
