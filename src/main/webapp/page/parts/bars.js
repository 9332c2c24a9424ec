import { html } from '../vendor.js';
import { words } from '../words.js';
import { empty } from './figures.js';
import { table } from './rows.js';
import '../chart.js';

/** Draws a ranking: { label, value, max, text, href, tone } a row, without a canvas, so that it prints and reads as text. */
export function ranking(all, { none, label }) {
  if (all.length === 0) {
    return empty(none);
  }
  return html`<ul class="ranking" aria-label=${label}>
    ${all.map(
      (each) => html`<li class=${each.tone ?? ''}>
        ${each.href ? html`<a href=${each.href} dir="auto">${each.label}</a>` : html`<span dir="auto">${each.label}</span>`}
        <bdi class="value">${each.text}</bdi>
        <progress max=${each.max} value=${each.value ?? 0} aria-hidden="true"></progress>
      </li>`,
    )}
  </ul>`;
}

/** Draws a chart with a sentence for those that do not see it, and its figures as a table. `links` are those of the bars. */
export function chart({ label, head, links, none, height = '', ...data }) {
  if (data.labels.length === 0) {
    return empty(none);
  }
  const format = data.format ?? String;
  const places = data.labels.map((_, at) => at);
  return html`<figure class="chart ${height}">
    <homeroom-chart role="img" aria-label=${label} .data=${{ ...data, open: links ? (at) => (location.hash = links[at]) : undefined }}></homeroom-chart>
    <details class="as-table">
      <summary>${words.asTable}</summary>
      ${table({
        label,
        columns: [
          { title: head, of: (at) => (links ? html`<a href=${links[at]}>${data.labels[at]}</a>` : data.labels[at]) },
          ...data.sets.map((set) => ({ title: set.label ?? words.number, end: true, of: (at) => format(set.values[at]) })),
        ],
        rows: places,
      })}
    </details>
  </figure>`;
}

