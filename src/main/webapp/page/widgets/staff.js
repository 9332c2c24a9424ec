import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { badge, figures } from '../parts/figures.js';
import { table } from '../parts/rows.js';
import { to } from '../router.js';
import { words } from '../words.js';
import { card, failed } from './card.js';
import { lowStock, notices } from './common.js';

/** The dashboard of a member of staff: who owes stands on top. */
export const staff = (board) => html`
  ${card('school_figures', (data) => schoolFigures(data, board), board, { wide: true })}
  <div class="stacks">
    <div>${card('open_invoices', (data) => owed(data, board), board)}</div>
    <div>${card('reorder', lowStock, board)}</div>
  </div>
  ${card('notices', (data) => notices(data, board.zone), board, { wide: true })}
`;

function schoolFigures(data, board) {
  const broken = Object.values(data).find((each) => each.error);
  const { students, fees, attendance } = data;
  return html`${broken ? failed(broken, board) : nothing}
  ${figures([
    students && !students.error && { label: words.people.students, value: format.number(students.active) },
    attendance && !attendance.error && { label: words.attendance.rateToday, value: format.percent(attendance.rate_today) },
    ...(fees && !fees.error
      ? [
          { label: words.fees.open, value: format.money(fees.open, fees.currency), note: words.fees.invoices(fees.open_invoices), href: invoices(board, 'open') },
          { label: words.fees.overdue, value: format.money(fees.overdue, fees.currency), tone: Number(fees.overdue) > 0 ? 'bad' : '', href: invoices(board, 'overdue') },
          { label: words.fees.paid, value: format.money(fees.paid, fees.currency) },
        ]
      : []),
  ])}`;
}

const invoices = (board, state) => to(['invoices'], { school: board.school, state });

const owed = (data, board) => html`
  ${figures([
    { label: words.fees.open, value: format.money(data.total_open, data.currency), note: words.fees.invoices(data.total), href: invoices(board, 'open') },
    { label: words.fees.overdue, value: format.money(data.overdue, data.currency), tone: Number(data.overdue) > 0 ? 'bad' : '', note: words.fees.invoices(data.overdue_invoices), href: invoices(board, 'overdue') },
  ])}
  ${table({
    label: words.widgets.open_invoices,
    none: words.dashboard.nothingOwed,
    columns: [
      { title: words.people.student, of: (each) => each.student },
      { roomy: true, title: words.fees.invoice, of: (each) => each.title },
      { title: words.fees.due, of: (each) => html`${format.date(each.due_on)} ${each.overdue ? badge('bad', words.fees.overdue) : nothing}` },
      { title: words.fees.open, end: true, of: (each) => format.money(each.open, data.currency) },
    ],
    rows: data.invoices,
  })}
  ${data.cut ? html`<p class="sub">${words.more(data.total - data.invoices.length)}</p>` : nothing}
`;
