import { html, nothing } from '../vendor.js';
import { words } from '../words.js';
import { empty } from './figures.js';

/** Draws a list of rows: { title, href, sub, end }. All but the first few are behind a word. */
export function rows(all, { none, first = 6 } = {}) {
  if (all.length === 0) {
    return empty(none);
  }
  const rest = all.slice(first);
  return html`<ul class="rows">${all.slice(0, first).map(row)}</ul>
    ${rest.length === 0
      ? nothing
      : html`<details class="rest"><summary>${words.more(rest.length)}</summary><ul class="rows">${rest.map(row)}</ul></details>`}`;
}

const row = ({ title, href, sub, end }) => html`<li>
  <div>
    ${href ? html`<a href=${href} dir="auto">${title}</a>` : html`<span dir="auto">${title}</span>`}
    ${sub ? html`<p class="sub">${sub}</p>` : nothing}
  </div>
  ${end === undefined ? nothing : html`<div class="end">${end}</div>`}
</li>`;

const classes = (end, roomy) => [end && 'number', roomy && 'roomy'].filter(Boolean).join(' ');

/**
 * Draws a table: columns are { title, of, end }, `of` gives a row's cell, `end` stands for figures, `roomy` for what a phone leaves out. It scrolls by itself where it
 * is too wide.
 */
export function table({ label, columns, rows: all, none }) {
  if (all.length === 0) {
    return empty(none ?? words.none);
  }
  return html`<div class="scroll ${all.length > 10 ? 'long' : ''}" role="region" aria-label=${label} tabindex="0">
    <table>
      <thead>
        <tr>${columns.map(({ title, end, roomy }) => html`<th scope="col" class=${classes(end, roomy)}>${title}</th>`)}</tr>
      </thead>
      <tbody>
        ${all.map(
          (each) =>
            html`<tr>${columns.map(({ of, end, roomy }) => html`<td class=${classes(end, roomy)} dir=${end ? nothing : 'auto'}>${of(each)}</td>`)}</tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
