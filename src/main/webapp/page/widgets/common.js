import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { badge, empty, figures } from '../parts/figures.js';
import { rows } from '../parts/rows.js';
import { ofApi, to } from '../router.js';
import { may } from '../session.js';
import { words } from '../words.js';

const SHOWN = 3;

/** The lessons of a day, each with the mark that a pupil has in it, if there is one; says so if the day is not today. */
export function lessons(data, { link = false, marks = [] } = {}) {
  const markIn = (id) => (data.note ? null : marks.find((each) => each.class_id === id)?.mark);
  return html`${data.note ? html`<p class="sub">${words.dashboard.nextDay(format.longDay(data.date))}</p>` : nothing}
    ${data.lessons.length === 0
      ? empty(words.dashboard.noLessons)
      : html`<ol class="lessons">
          ${data.lessons.map(
            (each) => html`<li>
              <bdi class="time">${each.starts_at}–${each.ends_at}</bdi>
              <span dir="auto">${link ? html`<a href=${to(['attendance', each.class_id, data.date])}>${each.name}</a>` : each.name} ${markIn(each.class_id) ? markOf(markIn(each.class_id)) : nothing}</span>
              <span class="sub" dir="auto">${each.room}</span>
            </li>`,
          )}
        </ol>`}`;
}

/** Announcements and events; either may be missing. */
export function notices(data, zone) {
  const announcements = data.announcements ?? [];
  const events = data.events ?? [];
  const isBoth = data.announcements && data.events;
  return html`<div class="pair">
    ${data.announcements ? html`<section>${announced(announcements, zone)}</section>` : nothing}
    ${data.events ? html`<section>${isBoth ? html`<h3>${words.widgets.events}</h3>` : nothing}${happening(events, zone)}</section>` : nothing}
  </div>`;
}

const announced = (all, zone) =>
  all.length === 0
    ? empty(words.dashboard.noNotices)
    : html`<ul class="notices">${all.slice(0, SHOWN).map((each) => announcement(each, zone))}</ul>
        ${all.length <= SHOWN
          ? nothing
          : html`<details class="rest"><summary>${words.more(all.length - SHOWN)}</summary>
              <ul class="notices">${all.slice(SHOWN).map((each) => announcement(each, zone))}</ul></details>`}`;

const announcement = (each, zone) => html`<li>
  <h3 dir="auto">${each.title}</h3>
  <p dir="auto">${each.body}${each.cut ? ' …' : nothing}</p>
  <p class="sub"><bdi>${each.author}</bdi> · ${format.dayOf(each.published_at, zone)}</p>
</li>`;

const happening = (all, zone) =>
  rows(
    all.map((each) => ({
      title: each.title,
      sub: html`${format.moment(each.starts_at, zone)}${each.place ? html` · <bdi>${each.place}</bdi>` : nothing}`,
    })),
    { none: words.dashboard.noEvents, first: 4 },
  );

export const MARK_TONES = { present: 'good', absent: 'bad', late: 'warn', excused: 'info', half_day: 'half' };

const markOf = (mark) => badge(MARK_TONES[mark] ?? 'plain', mark ? words.marks[mark] : words.attendance.notTaken);

/** A pupil's marks of today, out of the widget `attendance`; none if it cannot be had. */
export const marksOf = (widget) => widget.data?.today ?? [];

/** How a pupil's day is, in a word: the mark that matters most. Nothing on a day without lessons. */
export function dayOf(marks) {
  const found = ['absent', 'half_day', 'late', 'excused', 'present'].find((mark) => marks.some((each) => each.mark === mark));
  return marks.length === 0 ? nothing : html`<span class="sub">${words.widgets.today}:</span> ${markOf(found)}`;
}

/** The list of a pupil's invoices, for those that may see it: a pupil's teacher may not. */
export const invoicesOf = (id) => (may('invoices:read') ? to(['invoices', 'student', id]) : undefined);

/** A person's own open invoices; the sum leads to all of them. */
export const ownInvoices = (data, href) => html`
  ${data.invoices.length === 0
    ? empty(words.dashboard.nothingOwed)
    : html`${figures([
          { label: words.fees.open, value: format.money(data.total_open, data.currency), href },
          Number(data.overdue) > 0 && { label: words.fees.overdue, value: format.money(data.overdue, data.currency), tone: 'bad' },
        ])}
        ${rows(
          data.invoices.map((each) => ({
            title: each.title,
            sub: html`${words.fees.dueOn(format.date(each.due_on))} ${each.overdue ? badge('bad', words.fees.overdue) : nothing}`,
            end: format.money(each.open, data.currency),
          })),
          { first: 4 },
        )}`}
`;

/** Items that are to be ordered again. */
export const lowStock = (data) => html`
  ${figures([{ label: words.inventory.toReorder, value: format.number(data.total), tone: data.total > 0 ? 'warn' : 'good', href: ofApi(data.links?.items ?? '/api/inventory') }])}
  ${rows(
    data.items.map((each) => ({
      title: each.name,
      sub: html`<bdi>${each.category}</bdi>${each.room ? html` · <bdi>${each.room}</bdi>` : nothing}`,
      end: badge(each.quantity === 0 ? 'bad' : 'warn', words.inventory.left(each.quantity, each.reorder_level)),
    })),
    { none: words.inventory.enough, first: 5 },
  )}
`;
