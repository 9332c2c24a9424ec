import { html, nothing } from '../vendor.js';
import { classOf } from '../classes.js';
import { Listing } from '../listing.js';
import { badge } from '../parts/figures.js';
import { choice } from '../parts/form.js';
import { table } from '../parts/rows.js';
import { to } from '../router.js';
import { repaint } from '../screen.js';
import { has, me } from '../session.js';
import { words } from '../words.js';
import { classCodes } from './class-codes.js';

const ROLES = ['SUPER_ADMIN', 'SCHOOL_ADMIN', 'TEACHER', 'STAFF', 'STUDENT', 'PARENT'];
const TONES = { disabled: 'warn', left: 'bad' };

/** Lists people; an administrator finds one, and makes new ones. A teacher sees the students of a class. */
export function open({ query }) {
  const mayWrite = has('SUPER_ADMIN', 'SCHOOL_ADMIN');
  const list = new Listing('people', '/api/users', query, mayWrite ? {} : { role: 'STUDENT' });
  const classId = query.get('class');
  const codes = classCodes();
  let of = null;
  if (classId) {
    classOf(classId).then((found) => {
      of = found;
      repaint();
    });
  }

  const roleOptions = () => [['', words.people.anyRole], ...ROLES.map((role) => [role, words.role(role)])];
  const stateOptions = () => [['', words.people.anyState], ...Object.entries(words.people.states)];

  const columns = () => (mayWrite ? allColumns() : allColumns().filter(({ all }) => all));
  const allColumns = () => [
    {
      all: true,
      title: words.people.name,
      of: (each) => html`<a href=${mayWrite ? to(['person', each.id]) : to(['dashboards', 'student', each.id])}>${each.name}</a>
        ${each.state === 'active' || !mayWrite ? nothing : badge(TONES[each.state], words.people.states[each.state])}`,
    },
    { title: words.people.roles, of: (each) => each.roles.map((role) => words.role(role)).join(', ') },
    { all: true, title: words.people.grade, of: (each) => each.grade_level ?? '' },
    { roomy: true, title: words.signing.username, of: (each) => (each.username ? html`<code>${each.username}</code>` : '') },
  ];

  return {
    title: words.frame.people,
    view: () => html`<header class="head">
        <div>
          <h1>${classId ? words.people.ofClass : words.frame.people}</h1>
          ${classId ? html`<p class="sub" dir="auto">${of?.name ?? ''}</p>` : nothing}
        </div>
        ${classId && mayWrite ? html`<div class="buttons">${codes.button(of)}</div>` : nothing}
        ${mayWrite && !classId ? html`<a role="button" href=${to(['person', 'new'], { school: me.school_id ?? list.filters.school })}>${words.people.create}</a>` : nothing}
      </header>
      ${codes.view()}
      <div class="filters">
        ${list.search(words.people.search)}
        ${mayWrite
          ? [
              choice({ name: 'role', label: words.people.role, value: list.filters.role ?? '', options: roleOptions(), onChange: (event) => list.filter('role', event.target.value) }),
              choice({ name: 'state', label: words.people.state, value: list.filters.state ?? '', options: stateOptions(), onChange: (event) => list.filter('state', event.target.value) }),
            ]
          : nothing}
        ${list.filters.grade ? html`<button type="button" class="chip" @click=${() => list.filter('grade', '')}>${words.people.gradeIs(list.filters.grade)} ✕</button>` : nothing}
      </div>
      ${list.view((rows) => table({ label: words.frame.people, columns: columns(), rows, none: words.people.nobody }))}`,
  };
}
