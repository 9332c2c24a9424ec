import { school } from './api.js';
import { liveIn } from './format.js';
import { frame } from './frame.js';
import { openDashboard } from './pages/dashboard.js';
import { openLogin } from './pages/login.js';
import { openMessage } from './pages/message.js';
import { route } from './router.js';
import { framedBy, ignoreSecondClicks, repaint, show } from './screen.js';
import { has, me, resume } from './session.js';
import { watchLogin } from './signing.js';
import { watchOtherTabs } from './tabs.js';
import { isTyped, isUnsaved, mayLeave, watchUnsaved } from './unsaved.js';
import { speak, words } from './words.js';

const isAdministrator = () => has('SUPER_ADMIN', 'SCHOOL_ADMIN');

// Pages that few people open are loaded when they are.
const PAGES = {
  '': { open: openDashboard },
  dashboards: { open: openDashboard },
  login: { open: openLogin, isOpen: true },
  redeem: { load: () => import('./pages/redeem.js'), isOpen: true },
  password: { load: () => import('./pages/password.js') },
  attendance: { load: () => import('./pages/attendance.js') },
  people: { load: () => import('./pages/people.js') },
  person: { load: () => import('./pages/person.js') },
  roles: { load: () => import('./pages/roles.js'), may: isAdministrator },
  schools: { load: () => import('./pages/schools.js'), may: isAdministrator },
  inventory: { load: () => import('./pages/inventory.js') },
  classes: { load: () => import('./pages/classes.js') },
  daily: { load: () => import('./pages/daily.js') },
  invoices: { load: () => import('./pages/invoices.js') },
};

let latest = 0;
let openedAt = '';

async function open() {
  const turn = ++latest;
  openedAt = location.hash;
  document.documentElement.toggleAttribute('data-opening', true);
  const address = route();
  const name = address.path[0] ?? '';
  const known = Object.hasOwn(PAGES, name) ? PAGES[name] : undefined;
  if (!known) {
    show(openMessage('NOT_FOUND'));
  } else if (me === null && !known.isOpen) {
    show(openLogin(address));
  } else if (known.may && !known.may()) {
    show(openMessage('FORBIDDEN'));
  } else {
    try {
      await findZone();
      const opening = known.open ?? (await known.load()).open;
      // Somebody may have gone on meanwhile.
      if (turn === latest) {
        show(opening(address));
      }
    } catch (failure) {
      console.warn('The page cannot be opened.', failure);
      show(openMessage('OFFLINE', open));
    }
  }
  if (turn === latest) {
    scrollTo(0, 0);
    requestAnimationFrame(() => document.querySelector('.places [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }));
    document.documentElement.removeAttribute('data-opening');
  }
}

/** Opens the address, unless somebody wants to keep the form that is open: then the form has its own address again. */
function follow() {
  if (isTyped() && location.hash === openedAt) {
    return;
  }
  if (mayLeave(words.frame.leave)) {
    open();
  } else {
    history.pushState(null, '', openedAt || '#/');
  }
}

/** Times are those of the person's school; without it, of where the person is. */
async function findZone() {
  try {
    liveIn(me?.school_id ? (await school(me.school_id)).time_zone : undefined);
  } catch {
    liveIn(undefined);
  }
}

async function start() {
  await speak();
  framedBy(frame);
  document.getElementById('app').replaceChildren();
  watchLogin();
  watchUnsaved();
  watchOtherTabs();
  ignoreSecondClicks();
  try {
    await resume();
  } catch (problem) {
    show(openMessage(problem.code, () => location.reload()));
    addEventListener('hashchange', () => location.reload());
    return;
  }
  addEventListener('hashchange', follow);
  // A page that is opened anew begins with an empty form.
  addEventListener('homeroom:language', () => (isUnsaved() ? repaint() : open()));
  await open();
}

start();
