import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { badge, empty, figures } from '../parts/figures.js';
import { rows } from '../parts/rows.js';
import { to } from '../router.js';
import { words } from '../words.js';
import { card, failed } from './card.js';
import { dayOf, invoicesOf, lessons, marksOf, notices, ownInvoices } from './common.js';
import { due } from './student.js';

/** The parent's dashboard: every child has a block of its own, and none is mixed with another. */
export const parent = (board) => html`
  ${card('children', (data) => children(data, board), board, { wide: true })}
  ${card('fees_due', (data) => feesDue(data, board), board, { wide: true })} ${card('notices', (data) => bySchool(data, board), board, { wide: true })}
`;

const feesDue = (data, board) =>
  data.currencies.every((each) => each.open_invoices === 0)
    ? empty(words.dashboard.nothingOwed)
    : data.currencies.map((each) =>
        figures([
          { label: words.fees.open, value: format.money(each.total_open, each.currency), note: words.fees.invoices(each.open_invoices), href: to(['invoices', 'family', board.subject]) },
          Number(each.overdue) > 0 && { label: words.fees.overdue, value: format.money(each.overdue, each.currency), tone: 'bad' },
          Number(each.overdue) === 0 && each.next_due_on && { label: words.fees.nextDue, value: format.day(each.next_due_on) },
        ]),
      );

const children = (data, board) =>
  data.children.length === 0
    ? empty(words.dashboard.noChildren)
    : html`<div class="children">${data.children.map((each) => child(each, board))}</div>
        ${data.cut ? html`<p class="sub">${words.cut}</p>` : nothing}`;

function child(each, board) {
  const marks = marksOf(each.widgets.attendance);
  const part = (name, draw) => {
    const widget = each.widgets[name];
    return html`<section>
      <h4>${words.widgets[name]}</h4>
      ${widget.error ? failed(widget, board) : draw(widget.data)}
    </section>`;
  };
  return html`<section class="child" aria-label=${each.name}>
    <div class="state">
      <h3><a href=${to(['dashboards', 'student', each.student_id])} dir="auto">${each.name}</a></h3>
      ${dayOf(marks)}
    </div>
    <div class="facts">
      <div>${part('today', (data) => lessons(data, { marks }))} ${part('attendance', attendance)}</div>
      <div>${part('grades', grades)}</div>
      <div>${part('due', due)}</div>
      <div>${part('open_invoices', (data) => ownInvoices(data, invoicesOf(each.student_id)))}</div>
    </div>
  </section>`;
}

const attendance = (data) => html`${figures([
    { label: words.attendance.rate, value: format.percent(data.rate), tone: data.rate !== null && data.rate < 85 ? 'bad' : '' },
    { label: words.marks.present, value: format.number(data.present) },
    { label: words.marks.absent, value: format.number(data.absent), tone: data.absent > 0 ? 'bad' : '' },
    { label: words.marks.late, value: format.number(data.late), tone: data.late > 0 ? 'warn' : '' },
  ])}
  <p class="sub">${words.attendance.since(format.date(data.since))}</p>`;

const grades = (data) => html`${figures([{ label: words.grades.average, value: format.percent(data.average) }])}
  ${rows(
    data.recent.slice(0, 3).map((each) => ({
      title: html`<bdi>${each.title}</bdi> · <bdi>${each.class_name}</bdi>`,
      sub: format.day(each.date),
      end: badge('plain', `${format.number(each.score)} / ${format.number(each.max_score)}`),
    })),
    { none: words.grades.none },
  )}`;

function bySchool(data, board) {
  return data.schools.map((each) => {
    const zone = board.zones?.[each.school_id] ?? board.zone;
    return html`<section>
      ${data.schools.length > 1 ? html`<h3><bdi>${board.schools?.[each.school_id] ?? ''}</bdi></h3>` : nothing}
      ${each.error ? failed(each, board) : notices(each.data, zone)}
    </section>`;
  });
}
