import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { badge, empty } from '../parts/figures.js';
import { ranking } from '../parts/bars.js';
import { rows } from '../parts/rows.js';
import { to } from '../router.js';
import { words } from '../words.js';
import { card } from './card.js';
import { lessons, notices } from './common.js';

/** The teacher's dashboard: whose attendance is missing stands on top. */
export const teacher = (board) => html`
  ${card('attendance_to_take', toTake, board, { wide: true })}
  <div class="stacks">
    <div>
      ${card('today', (data) => lessons(data, { link: true }), board)}
      ${card('assessments_to_mark', toMark, board)} ${card('class_averages', averages, board)}
    </div>
    <div>
      ${card('students_at_risk', atRisk, board)}
    </div>
  </div>
  ${card('notices', (data) => notices(data, board.zone), board, { wide: true })}
`;

function toTake(data) {
  if (data.total === 0) {
    return empty(words.attendance.allTaken);
  }
  const days = Map.groupBy(data.classes, (each) => each.date);
  return html`<div class="days">${[...days].map(
    ([date, classes], at) => html`<div class="day">
      <h3>${format.longDay(date)}</h3>
      <div class="buttons">
        ${classes.map(
          (each) => html`<a role="button" class=${at === 0 ? '' : 'secondary'} href=${to(['attendance', each.class_id, each.date])} dir="auto">${each.name}</a>`,
        )}
      </div>
    </div>`,
  )}</div>
  ${data.total > data.classes.length ? html`<p class="sub">${words.more(data.total - data.classes.length)}</p>` : nothing}`;
}

const toMark = (data) =>
  rows(
    data.assessments.map((each) => ({
      title: html`<bdi>${each.title}</bdi> · <bdi>${each.class_name}</bdi>`,
      sub: format.day(each.date),
      end: badge('warn', words.grades.missing(each.missing, each.students)),
    })),
    { none: words.grades.allMarked },
  );

const averages = (data) =>
  ranking(
    data.classes.map((each) => ({
      label: each.name,
      href: to(['people'], { class: each.class_id }),
      value: each.average,
      max: 100,
      text: format.percent(each.average),
    })),
    { none: words.grades.none, label: words.widgets.class_averages },
  );

/** Why a student is at risk, in words with the figure. */
const reason = (each) => ({
  attendance: () => badge('bad', words.risk.attendance(format.percent(each.attendance_rate))),
  average: () => badge('bad', words.risk.average(format.percent(each.average))),
  falling: () => badge('warn', words.risk.falling(format.percent(each.fall))),
});

const atRisk = (data) => html`
  ${rows(
    data.students.map((each) => ({
      title: each.name,
      href: to(['dashboards', 'student', each.student_id]),
      sub: html`<bdi>${each.class_name}</bdi>`,
      end: each.reasons.map((name) => reason(each)[name]?.() ?? name),
    })),
    { none: words.risk.nobody, first: 8 },
  )}
`;
