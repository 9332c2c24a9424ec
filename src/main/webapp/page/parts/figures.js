import { html, nothing } from '../vendor.js';

/**
 * Draws figures in a row. Each is { label, value, tone, href, note }: tone is good, bad, warn or nothing, href leads to the list that
 * the figure counts.
 */
export const figures = (all) => html`<dl class="figures">
  ${all
    .filter(Boolean)
    .map(
      ({ label, value, tone = '', href, note }) => html`<div class=${tone}>
        <dt>${label}</dt>
        <dd><bdi>${href ? html`<a href=${href} aria-label=${`${label}: ${value}`}>${value}</a>` : value}</bdi></dd>
        ${note ? html`<dd class="note">${note}</dd>` : nothing}
      </div>`,
    )}
</dl>`;

/** Draws a small coloured word: tone is good, bad, warn, info, half or plain. */
export const badge = (tone, text) => html`<span class="badge ${tone}">${text}</span>`;

/** Says that there is nothing, which is often good news. */
export const empty = (text) => html`<p class="empty">${text}</p>`;
