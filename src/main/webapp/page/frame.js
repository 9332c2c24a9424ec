import { html, nothing } from './vendor.js';
import { message } from './parts/message.js';
import { route, to } from './router.js';
import { repaint, show } from './screen.js';
import { has, logOut, me } from './session.js';
import { isAsking, loginDialog } from './signing.js';
import { startAfresh } from './tabs.js';
import { isUnsaved } from './unsaved.js';
import { LANGUAGES, language, speak, words } from './words.js';

let problem = null;

/** Draws what is around each page: the bar with the way to other pages, and a place for what went wrong. */
export function frame(page) {
  document.title = page?.title ? `${page.title} · Homeroom` : 'Homeroom';
  return html`
    <a class="skip" href="#main" @click=${skip}>${words.frame.skip}</a>
    <header class="bar" ?inert=${isAsking()}>
      <div class="inner">
        <a class="brand" href="#/"><span class="mark" aria-hidden="true"></span>Homeroom</a>
        ${me === null ? nothing : [navigation(), account()]} ${me === null ? languages() : nothing}
      </div>
    </header>
    <main id="main" class="inner" tabindex="-1" ?inert=${isAsking()}>
      ${problem ? message('bad', problem.said) : nothing} ${page?.view() ?? nothing}
    </main>
    ${loginDialog()}
  `;
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function places() {
  const all = [''];
  if (has('SCHOOL_ADMIN', 'TEACHER')) {
    all.push('daily', 'classes');
  }
  if (has('SUPER_ADMIN', 'SCHOOL_ADMIN')) {
    all.push('people', 'roles', 'schools');
  }
  if (has('SCHOOL_ADMIN', 'STAFF')) {
    all.push('invoices');
  }
  if (has('SUPER_ADMIN', 'SCHOOL_ADMIN', 'STAFF')) {
    all.push('inventory');
  }
  return all.map((path) => [path, words.frame[path || 'dashboard']]);
}

function navigation() {
  const all = places();
  const here = { person: 'people', dashboards: '' }[route().path[0]] ?? route().path[0] ?? '';
  return all.length < 2
    ? nothing
    : html`<nav class="places" aria-label=${words.frame.places}>
        ${all.map(
          ([path, name]) =>
            html`<a href=${to([path])} aria-current=${path === here ? 'page' : nothing}>${name}</a>`,
        )}
      </nav>`;
}

/** The first letter as people see it: an emoji, or a letter with its accents, is several of JavaScript's characters. */
const initialOf = (name) => [...new Intl.Segmenter().segment(name)][0]?.segment;

function account() {
  return html`<details class="menu" @focusout=${closeBehind} @keydown=${closeOnEscape}>
    <summary><span class="initial" aria-hidden="true">${initialOf(me.name)}</span><bdi class="who">${me.name}</bdi></summary>
    <div class="items">
      <p class="small"><bdi>${me.name}</bdi><br />${me.roles.map((role) => words.role(role)).join(', ')}</p>
      <a href="#/password">${words.frame.password}</a>
      ${languages()}
      <button type="button" @click=${() => leave(false)}>${words.frame.logOut}</button>
      <button type="button" class="quiet" @click=${() => leave(true)}>${words.frame.logOutEverywhere}</button>
    </div>
  </details>`;
}

function languages() {
  return html`<label class="language"
    ><span class="for-readers">${words.frame.language}</span>
    <select @change=${(event) => choose(event.target.value)}>
      ${Object.entries(LANGUAGES).map(
        ([tag, name]) => html`<option value=${tag} ?selected=${language.startsWith(tag)} lang=${tag}>${name}</option>`,
      )}
    </select></label
  >`;
}

async function choose(tag) {
  await speak(tag);
  dispatchEvent(new Event('homeroom:language'));
}

function closeBehind(event) {
  if (!event.currentTarget.contains(event.relatedTarget)) {
    event.currentTarget.open = false;
  }
}

function closeOnEscape(event) {
  if (event.key === 'Escape') {
    event.currentTarget.open = false;
    event.currentTarget.querySelector('summary').focus();
  }
}

async function leave(everywhere) {
  if (isUnsaved() && !confirm(words.frame.unsaved)) {
    return;
  }
  try {
    await logOut(everywhere);
    show(null);
    await startAfresh('#/login');
  } catch (failure) {
    problem = failure;
    repaint();
  }
}
