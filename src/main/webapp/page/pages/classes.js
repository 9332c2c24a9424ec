import { html } from '../vendor.js';
import * as format from '../format.js';
import { Listing } from '../listing.js';
import { table } from '../parts/rows.js';
import { to } from '../router.js';
import { has } from '../session.js';
import { words } from '../words.js';

/** Lists the classes of the present term: a school's, a teacher's own. Each leads to its students. */
export function open({ query }) {
  const list = new Listing('classes', '/api/classes', query);
  const columns = () => [
    { title: words.classes.class, of: (each) => html`<a href=${to(['people'], { class: each.id, role: 'STUDENT', school: list.filters.school })}>${each.name}</a>` },
    { roomy: true, title: words.classes.course, of: (each) => each.course },
    has('TEACHER') ? null : { title: words.people.teachers, of: (each) => each.teachers.map((teacher) => teacher.name).join(', ') },
    { title: words.people.students, end: true, of: (each) => format.number(each.students) },
  ].filter(Boolean);
  return {
    title: words.frame.classes,
    view: () => html`<header class="head"><h1>${words.frame.classes}</h1></header>
      <div class="filters">${list.search(words.classes.search)}</div>
      ${list.view((rows) => table({ label: words.frame.classes, columns: columns(), rows, none: words.classes.none }))}`,
  };
}
