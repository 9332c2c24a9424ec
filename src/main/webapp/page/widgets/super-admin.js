import { html, nothing } from '../vendor.js';
import * as format from '../format.js';
import { ranking } from '../parts/bars.js';
import { badge, figures } from '../parts/figures.js';
import { rows, table } from '../parts/rows.js';
import { to } from '../router.js';
import { words } from '../words.js';
import { card, failed } from './card.js';

/** The district's dashboard: whether the platform is well, and which school is behind, stand on top. */
export const superAdmin = (board) => html`
  ${card('platform', platform, board, { wide: true })}
  <div class="halves">
    ${card('attendance_by_school', (data) => attendance(data, board), board)} ${card('fees_by_school', (data) => fees(data, board), board)}
  </div>
  <div class="stacks">
    <div>${card('schools', schools, board)} ${card('students', students, board)}</div>
    <div>${card('logins_today', logins, board)} ${card('users_by_role', users, board)}</div>
  </div>
`;

const TONES = { REDIS: 'good', NOT_CONFIGURED: 'plain', DEGRADED: 'warn', RECOVERING: 'info', FORCED_MEMORY: 'warn' };
const school = (each) => to(['dashboards', 'school-admin', each.school_id]);

const platform = (data) => html`
  <p class="state">
    ${badge(TONES[data.cache_state], words.platform.states[data.cache_state])}
    ${words.platform.means[data.cache_state]} ${words.platform.since(format.moment(data.cache_since))}
  </p>
  ${figures([
    { label: words.platform.database, value: data.database_available ? words.platform.there : words.platform.away, tone: data.database_available ? 'good' : 'bad' },
    { label: words.platform.servers, value: data.running ?? '–' },
  ])}
  ${data.instances.length > 0
    ? html`<details class="rest"><summary>${words.platform.each}</summary>
        ${rows(
          data.instances.map((each) => ({
            title: html`<code>${each.id}</code>`,
            sub: words.platform.started(format.moment(each.started_at)),
            end: each.version,
          })),
        )}</details>`
    : nothing}
`;

/** The parts of schools that cannot be had, said once for each. */
const broken = (data, board) =>
  data.schools.filter((each) => each.error).map((each) => html`<p><bdi>${each.name}</bdi></p>${failed(each, board)}`);

const attendance = (data, board) => html`
  ${ranking(
    data.schools
      .filter((each) => !each.error)
      .sort((one, other) => (one.rate ?? 101) - (other.rate ?? 101))
      .map((each) => ({
        label: each.name,
        href: school(each),
        value: each.rate,
        max: 100,
        tone: each.rate !== null && each.rate < 85 ? 'bad' : '',
        text: html`${format.percent(each.rate)} <span class="sub">${words.attendance.today(format.percent(each.rate_today))}</span>`,
      })),
    { none: words.schools.none, label: words.widgets.attendance_by_school },
  )}
  ${broken(data, board)}
`;

const owed = (each, state) => html`<a href=${to(['invoices'], { school: each.school_id, state })}>${format.money(each[state], each.currency)}</a>`;

const fees = (data, board) => html`
  ${table({
    label: words.widgets.fees_by_school,
    none: words.schools.none,
    columns: [
      { title: words.schools.school, of: (each) => html`<a href=${school(each)}>${each.name}</a>` },
      { roomy: true, title: words.fees.charged, end: true, of: (each) => format.money(each.charged, each.currency) },
      { title: words.fees.open, end: true, of: (each) => owed(each, 'open') },
      { title: words.fees.overdue, end: true, of: (each) => owed(each, 'overdue') },
    ],
    rows: data.schools
      .filter((each) => !each.error)
      .sort((one, other) => other.overdue / (other.charged || 1) - one.overdue / (one.charged || 1)),
  })}
  ${broken(data, board)}
`;

const schools = (data) => html`
  ${figures([{ label: words.schools.schools, value: format.number(data.total), href: '#/schools' }])}
  ${table({
    label: words.widgets.schools,
    none: words.schools.none,
    columns: [
      { title: words.schools.school, of: (each) => html`<a href=${school(each)}>${each.name}</a>` },
      { roomy: true, title: words.schools.plan, of: (each) => each.plan },
      { title: words.schools.seats, end: true, of: (each) => format.number(each.seats) },
      { title: words.schools.until, of: (each) => format.date(each.subscribed_until) },
    ],
    rows: data.schools,
  })}
`;

const students = (data) => html`
  ${figures([
    { label: words.people.active, value: format.number(data.active), href: to(['people'], { role: 'STUDENT' }) },
    { label: words.people.left, value: format.number(data.inactive), href: to(['people'], { role: 'STUDENT', state: 'left' }) },
  ])}
  ${ranking(
    data.schools.map((each) => ({
      label: each.name,
      href: to(['people'], { role: 'STUDENT', school: each.school_id }),
      value: each.active,
      max: Math.max(...data.schools.map((one) => one.active), 1),
      text: format.number(each.active),
    })),
    { none: words.schools.none, label: words.people.students },
  )}
`;

const logins = (data) => html`
  ${figures([
    { label: words.logins.good, value: format.number(data.logins) },
    { label: words.logins.failed, value: format.number(data.failed), tone: data.failed > 0 ? 'warn' : '' },
  ])}
  ${ranking(
    data.by_role.map((each) => ({
      label: words.role(each.role), value: each.logins, max: data.by_role[0].logins, text: format.number(each.logins),
    })),
    { none: words.logins.none, label: words.logins.byRole },
  )}
`;

const users = (data) => html`
  ${figures([{ label: words.people.people, value: format.number(data.users), href: '#/people' }])}
  ${ranking(
    data.roles.map((each) => ({
      label: words.role(each.role),
      href: to(['people'], { role: each.role }),
      value: each.users,
      max: Math.max(...data.roles.map((one) => one.users), 1),
      text: format.number(each.users),
    })),
    { none: words.none, label: words.widgets.users_by_role },
  )}
`;
