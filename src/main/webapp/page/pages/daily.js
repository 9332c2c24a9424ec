import { html, nothing } from '../vendor.js';
import { query as queryOf, school } from '../api.js';
import { download } from '../download.js';
import * as format from '../format.js';
import { Listing } from '../listing.js';
import { badge, empty, figures } from '../parts/figures.js';
import { choice, problemMessage } from '../parts/form.js';
import { rows, table } from '../parts/rows.js';
import { to } from '../router.js';
import { repaint } from '../screen.js';
import { has, me } from '../session.js';
import { MARK_TONES } from '../widgets/common.js';
import { words } from '../words.js';
import { openMessage } from './message.js';

const KINDS = ['absent', 'late', 'excused', 'half_day'];

/** The day that is so many days after another; days are counted, no clock is asked. */
function shifted(day, days) {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

/** Who was missing on a day, and whom to call; a teacher sees the own classes. */
export function open({ path: [, day = format.today()], query }) {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || shifted(day, 0) !== day) {
    return openMessage('NOT_FOUND');
  }
  const mayWrite = has('SUPER_ADMIN', 'SCHOOL_ADMIN');
  const path = '/api/reports/daily/' + day;
  // A call list is printed as a whole.
  const list = new Listing(['daily', day], path, query, { size: 200 });
  const schoolId = query.get('school') ?? me.school_id;
  const state = { school: null, problem: null };
  if (schoolId) {
    school(schoolId).then(
      (found) => {
        state.school = found;
        repaint();
      },
      () => {},
    );
  }

  async function save() {
    try {
      await download(path + queryOf({ ...list.filters, page: undefined }), `absences-${day}.csv`);
      state.problem = null;
    } catch (problem) {
      state.problem = problem;
    }
    repaint();
  }

  const another = (days) => to(['daily', shifted(day, days)], { ...list.filters, page: undefined });
  const isPast = () => day < format.today(state.school?.time_zone);

  const mark = (each) => html`<li>
    ${badge(MARK_TONES[each.mark], words.marks[each.mark])} <bdi>${each.name}</bdi>${each.note ? html` · <bdi class="note">${each.note}</bdi>` : nothing}
  </li>`;

  const parent = (each) => html`<li>
    ${mayWrite ? html`<a href=${to(['person', each.id])} dir="auto">${each.name}</a>` : html`<bdi>${each.name}</bdi>`}
    ${each.email ? html`<br /><a class="sub" href=${'mailto:' + each.email}>${each.email}</a>` : nothing}
  </li>`;

  const columns = (students) => [
    { title: words.people.student, of: (each) => html`<a href=${to(['dashboards', 'student', each.student_id])}>${each.student}</a>` },
    { roomy: true, title: words.people.grade, of: (each) => each.grade_level ?? '' },
    { title: words.attendance.mark, of: (each) => html`<ul class="plain">${each.marks.map(mark)}</ul>` },
    ...(students.some((each) => each.parents)
      ? [{ title: words.people.parents, of: (each) => html`<ul class="plain">${each.parents.map(parent)}</ul>` }]
      : []),
  ];

  const missing = (classes) => html`<article class="card">
    <header><h2>${words.widgets.attendance_missing}</h2><span class="sub">${format.number(classes.length)}</span></header>
    ${rows(
      classes.map((each) => ({
        title: each.name,
        href: to(['attendance', each.class_id, day]),
        sub: each.teachers.map((teacher) => teacher.name).join(', ') || words.attendance.noTeacher,
        end: each.starts_at,
      })),
      { first: 3 },
    )}
  </article>`;

  const counted = (data) =>
    figures(
      KINDS.map((kind) => ({
        label: words.marks[kind],
        value: format.number(data[kind]),
        href: to(['daily', day], { ...list.filters, mark: kind, page: undefined }),
      })),
    );

  const report = (data) => html`
    ${data.closed ? nothing : counted(data)} ${data.missing.length > 0 ? missing(data.missing) : nothing}
    ${data.students.length === 0
      ? empty(data.closed ? words.daily.closed : words.daily.nobody)
      : table({ label: words.frame.daily, columns: columns(data.students), rows: data.students })}
  `;

  const asOf = ({ timestamp, age_ms: age }) => words.age.fresh(format.time(Date.parse(timestamp) - age, state.school?.time_zone));

  const kinds = () => [['', words.daily.any], ...KINDS.map((kind) => [kind, words.marks[kind]])];

  return {
    title: words.frame.daily,
    view: () => html`<header class="head">
        <div>
          <h1>${format.longDay(day)}</h1>
          <p class="sub">
            ${words.frame.daily}${state.school ? html` · <bdi>${state.school.name}</bdi>` : nothing}${mayWrite ? nothing : ` · ${words.daily.own}`}
            ${list.answer ? `· ${asOf(list.answer)}` : nothing}
          </p>
        </div>
        <div class="buttons">
          <a role="button" class="secondary" href=${another(-1)} aria-label=${words.daily.before}>←</a>
          ${isPast() ? html`<a role="button" class="secondary" href=${another(1)} aria-label=${words.daily.after}>→</a>` : nothing}
          <button type="button" class="secondary" @click=${save}>CSV</button>
          <button type="button" class="secondary" @click=${() => print()}>${words.print}</button>
        </div>
      </header>
      ${problemMessage(state.problem)}
      <div class="filters">
        ${list.search(words.people.search)}
        ${choice({ name: 'mark', label: words.attendance.mark, value: list.filters.mark ?? '', options: kinds(), onChange: (event) => list.filter('mark', event.target.value) })}
      </div>
      ${list.view(report)}`,
  };
}
