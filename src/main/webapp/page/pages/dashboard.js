import { html, nothing } from '../vendor.js';
import { school } from '../api.js';
import { now } from '../clock.js';
import * as format from '../format.js';
import { message } from '../parts/message.js';
import { to } from '../router.js';
import { repaint } from '../screen.js';
import { me } from '../session.js';
import { watch } from '../watch.js';
import { faceOf } from '../widgets/faces.js';
import { words } from '../words.js';
import { openMessage } from './message.js';

/** Where a person's dashboards are, one for each role. */
const OWN = {
  SUPER_ADMIN: () => ['super-admin'],
  SCHOOL_ADMIN: () => ['school-admin', me.school_id],
  TEACHER: () => ['teacher', me.id],
  STAFF: () => ['staff', me.id],
  STUDENT: () => ['student', me.id],
  PARENT: () => ['parent', me.id],
};

/** Shows the own dashboard, or that of the address. */
export function openDashboard({ path }) {
  const which = path.slice(1);
  const state = { answer: null, problem: null, since: null, school: null, zones: {}, schools: {}, busy: false };
  const following = watch('/api/dashboards/' + (which.map(encodeURIComponent).join('/') || 'me'), changed, failed);

  async function changed(answer) {
    state.face = await faceOf(answer.data.dashboard);
    state.answer = answer.data;
    places(answer.data).forEach(findSchool);
    page.title = title();
    repaint();
  }

  function failed(problem) {
    if (problem === null) {
      state.since = now();
    } else if (problem.status === 403 || problem.status === 404) {
      // A right that was taken away ends with what it has shown.
      state.answer = null;
    }
    if (problem?.code !== state.problem?.code) {
      state.problem = problem;
      repaint();
    }
  }

  /** The zone of a school's times, and its name, come from the school. */
  async function findSchool(id) {
    if (!(id in state.zones)) {
      state.zones[id] = undefined;
      try {
        const found = await school(id);
        state.zones[id] = found.time_zone;
        state.schools[id] = found.name;
        repaint();
      } catch {
        delete state.zones[id];
      }
    }
  }

  async function refresh() {
    state.busy = true;
    repaint();
    await following.refresh();
    state.busy = false;
    repaint();
  }

  function title() {
    const { dashboard, subject } = state.answer;
    return which.length > 0 && subject.id !== me.id ? subject.name : words.dashboard.titles[dashboard];
  }

  function head() {
    const { dashboard, subject } = state.answer;
    const isOwn = subject.id === me.id || dashboard === 'super_admin';
    const zone = state.zones[subject.school_id];
    return html`<header class="head">
      <div>
        <h1 dir="auto">${isOwn && dashboard !== 'super_admin' ? words.dashboard.hello(subject.name.split(' ')[0]) : dashboard === 'super_admin' ? words.dashboard.titles.super_admin : subject.name}</h1>
        <p class="sub">
          ${words.dashboard.kinds[dashboard]}${subject.school_id && dashboard !== 'school_admin' ? html` · <bdi>${state.schools[subject.school_id] ?? ''}</bdi>` : nothing}
          · ${format.longDay(format.today(zone))}
        </p>
      </div>
      <button type="button" class="secondary" aria-busy=${state.busy} @click=${refresh}>${words.refresh}</button>
    </header>`;
  }

  /** Who has several roles has several dashboards. */
  function roles() {
    const all = me.roles.filter((role) => role in OWN);
    const first = Object.keys(OWN).find((role) => all.includes(role));
    const here = which[0] ?? OWN[first]?.()[0];
    const isMine = which.length === 0 || all.some((role) => OWN[role]().join() === which.join());
    return all.length < 2 || !isMine
      ? nothing
      : html`<nav class="tabs" aria-label=${words.dashboard.roles}>
          ${all.map((role) => {
            const address = OWN[role]();
            return html`<a href=${to(['dashboards', ...address])} aria-current=${address[0] === here ? 'page' : nothing}>${words.role(role)}</a>`;
          })}
        </nav>`;
  }

  function trouble() {
    return state.problem === null
      ? nothing
      : message('bad', html`${state.problem.said} ${words.dashboard.oldSince(format.time(state.since))}`);
  }

  function view() {
    if (state.answer === null) {
      if (state.problem === null) {
        return html`<p class="starting" role="status" aria-busy="true">${words.loading}</p>`;
      }
      return openMessage(state.problem.code, refresh).view();
    }
    const { dashboard, subject, widgets } = state.answer;
    const zone = state.zones[subject.school_id];
    const board = { widgets, zone, zones: state.zones, schools: state.schools, school: subject.school_id ?? subject.id, subject: subject.id, again: refresh };
    return html`${head()} ${roles()} ${trouble()} ${state.face(board)}`;
  }

  const page = { title: words.frame.dashboard, view, close: () => following.close() };
  return page;
}

/** The schools of which a dashboard tells. */
function places({ subject, widgets }) {
  const children = widgets.children?.data?.children ?? [];
  return new Set([subject.school_id, ...children.map((each) => each.school_id)].filter(Boolean));
}
