import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { chart, ranking } from '../parts/bars.js';
import { empty, figures } from '../parts/figures.js';
import { rows, table } from '../parts/rows.js';
import { words } from '../words.js';
import { card } from './card.js';
import { invoicesOf, lessons, marksOf, notices, ownInvoices } from './common.js';

export const MARKS = ['present', 'late', 'half_day', 'excused', 'absent'];

/** The student's dashboard: everything without a click. */
export const student = (board) => html`
  <div class="stacks">
    <div>
      ${card('today', (data) => lessons(data, { marks: marksOf(board.widgets.attendance) }), board)} ${card('due', due, board)} ${card('grades', grades, board)}
    </div>
    <div>
      ${card('attendance', attendance, board)} ${card('open_invoices', (data) => ownInvoices(data, invoicesOf(board.subject)), board)}
      ${card('notices', (data) => notices(data, board.zone), board)}
    </div>
  </div>
`;

export const due = (data) =>
  rows(
    data.assessments.map((each) => ({
      title: html`<bdi>${each.title}</bdi> · <bdi>${each.class_name}</bdi>`,
      sub: words.grades.points(format.number(each.max_score), format.number(each.weight)),
      end: format.day(each.date),
    })),
    { none: words.grades.nothingDue, first: 5 },
  );

export function attendance(data) {
  const counted = MARKS.some((mark) => data[mark] > 0);
  return html`${figures([
      { label: words.attendance.rate, value: format.percent(data.rate), note: words.attendance.since(format.date(data.since)), tone: data.rate !== null && data.rate < 85 ? 'bad' : '' },
      { label: words.attendance.absentTimes, value: format.number(data.absent), tone: data.absent > 0 ? 'warn' : '' },
      { label: words.attendance.lateTimes, value: format.number(data.late) },
    ])}
    ${counted
      ? chart({
          label: words.attendance.chart(format.percent(data.rate)),
          head: words.attendance.mark,
          type: 'doughnut',
          height: 'low',
          legend: true,
          labels: MARKS.map((mark) => words.marks[mark]),
          sets: [{ label: words.attendance.lessons, values: MARKS.map((mark) => data[mark]), colour: MARKS.map((mark) => 'mark-' + mark.replace('_', '-')) }],
          format: format.number,
        })
      : empty(words.attendance.nothingYet)}`;
}

export const grades = (data) => html`
  ${figures([{ label: words.grades.average, value: format.percent(data.average) }])}
  ${ranking(
    data.classes.map((each) => ({
      label: each.until ? html`<bdi>${each.name}</bdi> (${words.grades.until(format.date(each.until))})` : each.name,
      value: each.average,
      max: 100,
      text: format.percent(each.average),
    })),
    { none: words.grades.none, label: words.grades.byClass },
  )}
  ${data.recent.length === 0
    ? nothing
    : html`<h3>${words.grades.recent}</h3>
        ${table({
          label: words.grades.recent,
          columns: [
            { title: words.date, of: (each) => format.day(each.date) },
            { title: words.grades.assessment, of: (each) => html`<bdi>${each.title}</bdi> · <bdi>${each.class_name}</bdi>` },
            { title: words.grades.score, end: true, of: (each) => `${format.number(each.score)} / ${format.number(each.max_score)}` },
          ],
          rows: data.recent,
        })}`}
`;
