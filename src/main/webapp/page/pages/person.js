import { html, nothing } from '../vendor.js';
import { query as queryOf, read, school, write } from '../api.js';
import { now } from '../clock.js';
import { change } from '../conflict.js';
import * as format from '../format.js';
import { badge } from '../parts/figures.js';
import { problemMessage } from '../parts/form.js';
import { message } from '../parts/message.js';
import { go, to } from '../router.js';
import { repaint } from '../screen.js';
import { has, me } from '../session.js';
import { isSaved } from '../unsaved.js';
import { words } from '../words.js';
import { openMessage } from './message.js';
import { acts } from './person-acts.js';
import { codeOf } from './person-code.js';
import { links } from './person-links.js';
import { FIELDS, personForm, inputOf } from './person-form.js';

/** Shows one person with roles and links, and changes them; or makes a new one. */
export function open({ path: [, id], query }) {
  const isNew = id === 'new';
  const state = {
    person: isNew ? { name: '', username: '', roles: ['STUDENT'], school_id: query.get('school'), children: [], parents: [] } : null,
    names: new Map(), problem: null, wrong: null, saved: null, invite: null, busy: false, roles: [], schools: [],
  };

  async function load() {
    try {
      await readChoices();
      if (!isNew) {
        await readPerson();
      }
      state.problem = null;
    } catch (problem) {
      state.problem = problem;
    }
    repaint();
  }

  /** Nobody gives more than they have: the district's role and other schools are for the district. */
  async function readChoices() {
    const all = has('SUPER_ADMIN');
    const roles = (await read('/api/roles' + queryOf({ size: 200 }))).data.map((role) => role.name);
    state.roles = roles.filter((role) => all || role !== 'SUPER_ADMIN');
    const schools = all ? (await read('/api/schools' + queryOf({ size: 200 }))).data : [await school(me.school_id)];
    state.schools = [...(all ? [['', words.people.district]] : []), ...schools.map((each) => [each.id, each.name])];
  }

  async function readPerson() {
    const answer = await read('/api/users/' + encodeURIComponent(id));
    state.person = answer.data;
    page.title = state.person.name;
    const linked = [...state.person.children, ...state.person.parents];
    await Promise.all(
      linked.map(async (other) => {
        try {
          state.names.set(other, (await read('/api/users/' + encodeURIComponent(other))).data.name);
        } catch {
          state.names.set(other, words.people.elsewhere);
        }
      }),
    );
  }

  /** Does something, and says how it went. */
  async function act(doing, said) {
    state.busy = true;
    state.saved = null;
    repaint();
    try {
      await doing();
      state.wrong = null;
      state.saved = said ?? words.saved(format.time(now()));
    } catch (problem) {
      state.wrong = problem;
    }
    state.busy = false;
    repaint();
  }

  const save = (event) => {
    event.preventDefault();
    const input = inputOf(new FormData(event.target), state.person);
    return act(async () => {
      const made = isNew
        ? await write('POST', '/api/users', input)
        : await change('/api/users/' + encodeURIComponent(id), input, state.person, { ...words.people.fields, roles: words.people.roles });
      isSaved();
      if (isNew) {
        await go(to(['person', made.id]));
      } else {
        await readPerson();
      }
    });
  };

  const able = (to) => act(async () => {
    const { person } = state;
    try {
      await write('PUT', '/api/users/' + encodeURIComponent(id), { ...inputOf(null, person), state: to }, `"v${person.version}"`);
    } catch (problem) {
      if (problem.code === 'STALE_VERSION') {
        problem.code = 'CHANGED_NOT_DONE';
        await readPerson();
      }
      throw problem;
    }
    await readPerson();
  });

  const invite = () => act(async () => {
    state.invite = await write('POST', `/api/users/${encodeURIComponent(id)}/invite`);
  }, words.people.invited);

  const unlock = () => act(() => write('POST', `/api/users/${encodeURIComponent(id)}/unlock`), words.people.unlocked);

  function view() {
    if (state.problem) {
      return openMessage(state.problem.code, load).view();
    }
    if (state.person === null) {
      return html`<p class="starting" role="status" aria-busy="true">${words.loading}</p>`;
    }
    const { person } = state;
    return html`<header class="head">
        <div>
          <p class="sub"><a href="#/people">${words.frame.people}</a></p>
          <h1 dir="auto">${isNew ? words.people.create : person.name}</h1>
          ${isNew || person.state === 'active' ? nothing : badge('warn', words.people.states[person.state])}
        </div>
      </header>
      ${state.wrong?.code === 'LOGIN_REQUIRED' ? message('note', words.people.loginFirst) : problemMessage(state.wrong, FIELDS)}
      ${state.saved ? message('good', state.saved) : nothing} ${state.invite ? codeOf(state.invite) : nothing} ${isNew ? nothing : acts(person, state.busy, { invite, unlock, able })}
      <div class="halves">
        <article class="card"><h2>${words.people.data}</h2>${personForm(person, state, save)}</article>
        ${isNew ? nothing : links(person, state.names, act, readPerson)}
      </div>`;
  }

  const page = { title: words.frame.people, view };
  load();
  return page;
}
