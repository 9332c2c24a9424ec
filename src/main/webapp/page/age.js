import { html, nothing } from './vendor.js';
import * as format from './format.js';
import { words } from './words.js';

/** Says of which time a widget's figures are, and that they are old if they are. */
export function age(widget, zone) {
  if (!widget.as_of) {
    return nothing;
  }
  const at = format.time(widget.as_of, zone);
  return widget.stale
    ? html`<p class="age stale" role="status">${words.age.stale(at)}</p>`
    : html`<p class="age"><time datetime=${widget.as_of}>${words.age.fresh(at)}</time></p>`;
}
