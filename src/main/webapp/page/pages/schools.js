import { html, nothing } from '../vendor.js';
import { forgetSchool, read, write } from '../api.js';
import { now } from '../clock.js';
import { change } from '../conflict.js';
import * as format from '../format.js';
import { Listing } from '../listing.js';
import { field, problemMessage } from '../parts/form.js';
import { message } from '../parts/message.js';
import { table } from '../parts/rows.js';
import { go, to } from '../router.js';
import { repaint } from '../screen.js';
import { has, me } from '../session.js';
import { isSaved } from '../unsaved.js';
import { words } from '../words.js';
import { openMessage } from './message.js';

const TEXTS = ['name', 'time_zone', 'currency', 'plan', 'subscribed_until'];
const NUMBERS = ['pass_mark', 'seats'];

/** Lists the schools; a school's administrator has one. */
export function open(address) {
  const id = address.path[1] ?? (has('SUPER_ADMIN') ? undefined : me.school_id);
  return id === undefined ? openList(address) : openSchool(id);
}

function openList({ query }) {
  const list = new Listing('schools', '/api/schools', query);
  const columns = () => [
    { title: words.schools.school, of: (each) => html`<a href=${to(['schools', each.id])}>${each.name}</a>` },
    { roomy: true, title: words.schools.zone, of: (each) => each.time_zone },
    { roomy: true, title: words.schools.currency, of: (each) => each.currency },
    { roomy: true, title: words.schools.plan, of: (each) => each.plan },
    { roomy: true, title: words.schools.seats, end: true, of: (each) => format.number(each.seats) },
    { title: words.schools.until, of: (each) => format.date(each.subscribed_until) },
  ];
  return {
    title: words.frame.schools,
    view: () => html`<header class="head">
        <h1>${words.frame.schools}</h1>
        <a role="button" href=${to(['schools', 'new'])}>${words.schools.create}</a>
      </header>
      <div class="filters">${list.search(words.schools.search)}</div>
      ${list.view((rows) => table({ label: words.frame.schools, columns: columns(), rows, none: words.schools.none }))}`,
  };
}

function openSchool(id) {
  const isNew = id === 'new';
  const all = has('SUPER_ADMIN');
  const path = '/api/schools/' + encodeURIComponent(id);
  const state = { school: isNew ? { pass_mark: 50 } : null, seats: null, terms: [], problem: null, wrong: null, saved: null, busy: false };

  async function load() {
    try {
      if (!isNew) {
        const [school, subscription, terms] = await Promise.all([read(path), read(path + '/subscription'), read(path + '/terms')]);
        Object.assign(state, { school: school.data, seats: subscription.data, terms: terms.data });
        page.title = state.school.name;
      }
      state.problem = null;
    } catch (problem) {
      state.problem = problem;
    }
    repaint();
  }

  async function save(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const input = {};
    TEXTS.filter((name) => form.has(name)).forEach((name) => (input[name] = form.get(name).trim() || null));
    NUMBERS.filter((name) => form.has(name)).forEach((name) => (input[name] = Number(form.get(name).replace(',', '.'))));
    state.busy = true;
    repaint();
    try {
      const saved = isNew ? await write('POST', '/api/schools', input) : await change(path, input, state.school, words.schools.fields);
      forgetSchool(saved.id);
      state.school = saved;
      state.saved = now();
      isSaved();
      state.wrong = null;
      if (isNew) {
        await go(to(['schools', saved.id]));
      }
    } catch (problem) {
      state.wrong = problem;
    }
    state.busy = false;
    repaint();
  }

  function input(name, more = {}) {
    const value = state.school[name] ?? '';
    return field({ name, label: words.schools.fields[name], value: String(value), problem: state.wrong?.ofField(name), ...more });
  }

  const form = () => html`<article class="card">
    <h2>${words.schools.settings}</h2>
    <form @submit=${save}>
      ${input('name', { maxlength: 200 })} ${input('time_zone', { hint: words.schools.zoneHint })} ${input('pass_mark', { inputmode: 'decimal' })}
      ${all
        ? [input('currency', { maxlength: 3 }), input('plan', { maxlength: 32 }), input('seats', { inputmode: 'numeric' }), input('subscribed_until', { type: 'date' })]
        : nothing}
      <button type="submit" aria-busy=${state.busy}>${words.save}</button>
    </form>
  </article>`;

  const terms = () => html`<article class="card">
    <h2>${words.schools.terms}</h2>
    ${table({
      label: words.schools.terms,
      columns: [
        { title: words.schools.term, of: (each) => html`<bdi>${each.name}</bdi> · <bdi>${each.academic_year}</bdi>` },
        { title: `${words.schools.from} – ${words.schools.to}`, of: (each) => `${format.date(each.starts_on)} – ${format.date(each.ends_on)}` },
        { title: words.schools.holidays, end: true, of: (each) => format.number(each.holidays.length) },
      ],
      rows: state.terms,
    })}
    <p class="sub">${words.schools.used(state.seats)}</p>
  </article>`;

  function view() {
    if (state.problem) {
      return openMessage(state.problem.code, load).view();
    }
    if (state.school === null) {
      return html`<p class="starting" role="status" aria-busy="true">${words.loading}</p>`;
    }
    return html`<header class="head">
        <div>
          ${all ? html`<p class="sub"><a href="#/schools">${words.frame.schools}</a></p>` : nothing}
          <h1 dir="auto">${isNew ? words.schools.create : state.school.name}</h1>
        </div>
        ${isNew ? nothing : html`<a role="button" class="secondary" href=${to(['dashboards', 'school-admin', id])}>${words.frame.dashboard}</a>`}
      </header>
      ${problemMessage(state.wrong, [...TEXTS, ...NUMBERS])} ${state.saved ? message('good', words.saved(format.time(state.saved))) : nothing}
      <div class="halves">${form()} ${isNew ? nothing : terms()}</div>`;
  }

  const page = { title: words.frame.schools, view };
  load();
  return page;
}
