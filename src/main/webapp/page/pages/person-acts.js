import { html, nothing } from '../vendor.js';
import { to } from '../router.js';
import { words } from '../words.js';

const DASHBOARDS = { TEACHER: 'teacher', STAFF: 'staff', STUDENT: 'student', PARENT: 'parent' };

/** Draws what can be done with a person besides changing the data: `can` has `invite`, `unlock` and `able(state)`. */
export function acts(person, busy, can) {
  const act = (doing, text) => html`<button type="button" class="secondary" aria-busy=${busy} @click=${doing}>${text}</button>`;
  const next = person.state === 'active' ? 'disabled' : 'active';
  return html`<div class="buttons">
    ${person.roles
      .filter((role) => role in DASHBOARDS)
      .map((role) => html`<a role="button" class="secondary" href=${to(['dashboards', DASHBOARDS[role], person.id])}>${words.people.dashboardAs(words.role(role))}</a>`)}
    ${person.username ? [act(can.invite, words.people.invite), act(can.unlock, words.people.unlock)] : nothing}
    ${person.username && person.state !== 'left' ? act(() => can.able(next), next === 'active' ? words.people.enable : words.people.disable) : nothing}
  </div>`;
}
