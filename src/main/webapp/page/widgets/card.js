import { html, nothing } from '../vendor.js';
import { age } from '../age.js';
import { message } from '../parts/message.js';
import { words } from '../words.js';

/**
 * Draws a widget, which is a function of its JSON, in its frame: what it is, of which time, and its figures; or, in its place, that it
 * cannot be had, while the others live on.
 *
 * @param name the widget's name in the API
 * @param draw makes the inside of its data
 * @param board { widgets, zone, again }
 */
export function card(name, draw, board, { title = words.widgets[name], wide = false, end = nothing } = {}) {
  const widget = board.widgets[name];
  if (widget === undefined) {
    return nothing;
  }
  return html`<article class="card ${wide ? 'wide' : ''} ${widget.stale ? 'is-stale' : ''}" id=${'widget-' + name}>
    <header>
      <h2>${title}</h2>
      ${end} ${widget.error ? nothing : age(widget, board.zone)}
    </header>
    ${widget.error ? failed(widget, board) : drawn(draw, widget, board)}
  </article>`;
}

/** What one widget cannot draw is no reason for the others to go. */
function drawn(draw, widget, board) {
  try {
    return draw(widget.data);
  } catch (failure) {
    console.warn('A widget cannot be drawn.', failure);
    return failed({ error: { code: 'OTHER' } }, board);
  }
}

/** Says that a widget, or a part of one, cannot be had at the moment. */
export const failed = (widget, board) =>
  message(
    'bad',
    html`${words.failed} ${words.problems[widget.error.code] ?? ''}`,
    html`<button type="button" class="small secondary" @click=${board.again}>${words.again}</button>`,
  );
