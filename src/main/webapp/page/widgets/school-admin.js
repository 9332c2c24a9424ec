import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { chart, ranking } from '../parts/bars.js';
import { figures } from '../parts/figures.js';
import { rows } from '../parts/rows.js';
import { ofApi, to } from '../router.js';
import { may } from '../session.js';
import { words } from '../words.js';
import { card } from './card.js';
import { lowStock, notices } from './common.js';

/** A school's dashboard: who is absent, and who has not taken attendance, stand on top. */
export const schoolAdmin = (board) => html`
  <div class="halves">
    ${card('absences', (data) => absences(data, board), board)} ${card('attendance_missing', (data) => missing(data, board), board)}
  </div>
  <div class="stacks">
    <div>
      ${card('fees_by_month', (data) => feesByMonth(data, board), board)}
      ${card('students_by_grade', (data) => studentsByGrade(data, board), board)} ${card('staff', staff, board)}
    </div>
    <div>
      ${card('low_stock', lowStock, board)} ${card('events', (data) => notices(data, board.zone), board)}
      ${card('notices', (data) => notices(data, board.zone), board)}
    </div>
  </div>
`;

const KINDS = [
  ['absent', 'mark-absent'],
  ['late', 'mark-late'],
  ['half_day', 'mark-half-day'],
];

const daily = (board, date, mark) => (may('reports:read') ? to(['daily', date], { school: board.school, mark }) : undefined);

function absences(data, board) {
  const list = (date, mark) => daily(board, date, mark);
  return html`${figures([
      { label: words.attendance.absentToday, value: format.number(data.absent), tone: data.absent > 0 ? 'bad' : '', href: list(data.date, 'absent') },
      { label: words.attendance.lateToday, value: format.number(data.late), tone: data.late > 0 ? 'warn' : '', href: list(data.date, 'late') },
      { label: words.attendance.halfToday, value: format.number(data.half_day), href: list(data.date, 'half_day') },
    ])}
    ${data.by_day.length === 0
      ? nothing
      : chart({
          label: words.attendance.absencesChart,
          head: words.date,
          type: 'bar',
          stacked: true,
          labels: data.by_day.map((each) => format.weekday(each.date)),
          sets: KINDS.map(([kind, colour]) => ({ label: words.marks[kind], colour, values: data.by_day.map((each) => each[kind]) })),
          links: list('') && data.by_day.map((each) => list(each.date)),
          format: format.number,
        })}`;
}

const missing = (data, board) => html`
  ${figures([{ label: words.attendance.classesMissing, value: format.number(data.total), tone: data.total > 0 ? 'warn' : 'good', href: daily(board, data.date) }])}
  ${rows(
    data.teachers.map((each) => ({
      title: each.name ?? words.attendance.noTeacher,
      href: each.teacher_id ? to(['dashboards', 'teacher', each.teacher_id]) : undefined,
      sub: each.classes.map(
        (one) => html`<a class="inline" href=${to(['attendance', one.class_id, data.date])}><bdi>${one.name}</bdi></a> <bdi>${one.starts_at}</bdi> `,
      ),
      end: format.number(each.total),
    })),
    { none: words.attendance.allTaken, first: 6 },
  )}
`;

const invoices = (board, filters) => (may('invoices:read') ? to(['invoices'], { school: board.school, ...filters }) : undefined);

const feesByMonth = (data, board) => html`
  ${figures([
    { label: words.fees.charged, value: format.money(data.charged, data.currency) },
    { label: words.fees.paid, value: format.money(data.paid, data.currency), tone: 'good' },
    { label: words.fees.open, value: format.money(data.open, data.currency), tone: Number(data.open) > 0 ? 'warn' : '', href: invoices(board, { state: 'open' }) },
    { label: words.fees.overdue, value: format.money(data.overdue, data.currency), tone: Number(data.overdue) > 0 ? 'bad' : '', href: invoices(board, { state: 'overdue' }) },
  ])}
  ${chart({
    label: words.fees.chart,
    none: words.fees.none,
    head: words.month,
    type: 'bar',
    labels: data.months.map((each) => format.month(each.month)),
    sets: [
      { label: words.fees.charged, colour: 'plain', values: data.months.map((each) => Number(each.charged)) },
      { label: words.fees.paid, colour: 'good', values: data.months.map((each) => Number(each.paid)) },
      { label: words.fees.open, colour: 'warn', values: data.months.map((each) => Number(each.open)) },
    ],
    links: invoices(board) && data.months.map((each) => invoices(board, { month: each.month })),
    format: (value) => format.shortMoney(value, data.currency),
  })}
`;

function studentsByGrade(data, board) {
  const list = (grade) => to(['people'], { role: 'STUDENT', school: board.school, grade });
  return html`${figures([{ label: words.people.students, value: format.number(data.total), href: ofApi(data.links.students) }])}
  ${chart({
    label: words.people.byGradeChart,
    none: words.people.none,
    head: words.people.grade,
    type: 'bar',
    labels: data.grades.map((each) => each.grade_level ?? words.none),
    sets: [{ label: words.people.students, colour: 'accent', values: data.grades.map((each) => each.students) }],
    links: data.grades.map((each) => (each.grade_level ? list(each.grade_level) : ofApi(data.links.students))),
    format: format.number,
  })}`;
}

const staff = (data) => html`
  ${figures([
    { label: words.people.teachers, value: format.number(data.teachers), href: ofApi(`${data.links.people}&role=TEACHER`) },
    { label: words.people.staff, value: format.number(data.staff), href: ofApi(`${data.links.people}&role=STAFF`) },
    { label: words.people.admins, value: format.number(data.admins), href: ofApi(`${data.links.people}&role=SCHOOL_ADMIN`) },
  ])}
  ${ranking(
    data.positions.map((each) => ({
      label: each.position ?? words.people.kinds[each.kind],
      value: each.people,
      max: data.positions[0].people,
      text: format.number(each.people),
    })),
    { none: words.people.none, label: words.people.positions },
  )}
`;
