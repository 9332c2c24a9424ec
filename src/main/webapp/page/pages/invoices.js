import { html } from '../vendor.js';
import * as format from '../format.js';
import { Listing } from '../listing.js';
import { badge } from '../parts/figures.js';
import { choice } from '../parts/form.js';
import { table } from '../parts/rows.js';
import { to } from '../router.js';
import { words } from '../words.js';
import { openMessage } from './message.js';

const TONES = { open: 'plain', overdue: 'bad', paid: 'good' };
const LISTS = { student: 'students', family: 'families' };

/** Lists the invoices of a school, of a pupil (`invoices/student/7`), or of a family (`invoices/family/7`). */
export function open({ path: [, kind, id], query }) {
  if (kind && !(Object.hasOwn(LISTS, kind) && id)) {
    return openMessage('NOT_FOUND');
  }
  const place = ['invoices', ...(kind ? [kind, id] : [])];
  const list = new Listing(place, kind ? `/api/${LISTS[kind]}/${encodeURIComponent(id)}/invoices` : '/api/invoices', query);
  const states = () => [['', words.fees.any], ...Object.keys(TONES).map((state) => [state, words.fees[state]])];
  const columns = () => [
    ...(kind ? [] : [{ title: words.people.student, of: (each) => html`<a href=${to(['invoices', 'student', each.student_id])}>${each.student}</a>` }]),
    { title: words.fees.invoice, roomy: !kind, of: (each) => (kind === 'family' ? html`${each.title}<br /><bdi class="sub">${each.student}</bdi>` : each.title) },
    { title: words.fees.due, of: (each) => html`${format.date(each.due_on)} ${each.state === 'open' ? '' : badge(TONES[each.state], words.fees[each.state])}` },
    { roomy: true, title: words.fees.amount, end: true, of: (each) => format.money(each.amount, each.currency) },
    { title: words.fees.open, end: true, of: (each) => format.money(each.open, each.currency) },
  ];
  return {
    title: words.frame.invoices,
    view: () => html`<header class="head">
        <div>
          <h1>${words.frame.invoices}</h1>
          ${kind === 'student' && list.answer?.data.length ? html`<p class="sub"><bdi>${list.answer.data[0].student}</bdi></p>` : ''}
        </div>
        <button type="button" class="secondary" @click=${() => print()}>${words.print}</button>
      </header>
      <div class="filters">
        ${list.search(words.fees.search)}
        ${choice({ name: 'state', label: words.people.state, value: list.filters.state ?? '', options: states(), onChange: (event) => list.filter('state', event.target.value) })}
        ${list.filters.month ? html`<button type="button" class="chip" @click=${() => list.filter('month', '')}>${format.month(list.filters.month)} ✕</button>` : ''}
      </div>
      ${list.view((rows) => table({ label: words.frame.invoices, columns: columns(), rows, none: words.fees.none }))}`,
  };
}
