import { html, nothing } from '../vendor.js';
import { write } from '../api.js';
import { now } from '../clock.js';
import { change } from '../conflict.js';
import * as format from '../format.js';
import { Listing } from '../listing.js';
import { badge } from '../parts/figures.js';
import { field, problemMessage } from '../parts/form.js';
import { message } from '../parts/message.js';
import { repaint } from '../screen.js';
import { has } from '../session.js';
import { isSaved } from '../unsaved.js';
import { words } from '../words.js';

/** Lists roles with what they grant; super administrators make, change and delete their own. */
export function open({ query }) {
  const list = new Listing('roles', '/api/roles', query, { size: 200 });
  const state = { edited: null, problem: null, saved: null, busy: false };
  const mayWrite = has('SUPER_ADMIN');

  /** Everything that can be granted: the super administrators' role has it all. */
  const permissions = () => list.answer?.data.find((role) => role.name === 'SUPER_ADMIN')?.permissions ?? [];
  const things = () => [...new Set(permissions().map((each) => each.split(':')[0]))];

  async function act(doing) {
    state.busy = true;
    repaint();
    try {
      await doing();
      state.problem = null;
      state.edited = null;
      state.saved = now();
      isSaved();
      await list.load();
    } catch (problem) {
      state.problem = problem;
    }
    state.busy = false;
    repaint();
  }

  const save = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const { edited } = state;
    const granted = edited.permissions;
    return act(() =>
      edited.isNew
        ? write('POST', '/api/roles', { name: form.get('name').trim(), permissions: granted })
        : change('/api/roles/' + encodeURIComponent(edited.name), { permissions: granted }, edited, { permissions: words.roles.grants }),
    );
  };

  const remove = (role) => act(() => write('DELETE', '/api/roles/' + encodeURIComponent(role.name)));

  function edit(role) {
    Object.assign(state, { edited: role, problem: null, saved: null });
    repaint();
  }

  /** The form follows the ticks: one that is drawn for another role does not keep those of the one before. */
  function tick(name, isTicked) {
    const others = state.edited.permissions.filter((each) => each !== name);
    state.edited = { ...state.edited, permissions: isTicked ? [...others, name] : others };
    repaint();
  }

  /** A table of things by read and write: shorter than a list of forty names. */
  function grid(role, isFixed) {
    return html`<div class="scroll" role="region" tabindex="0" aria-label=${words.roles.grants}>
      <table class="grants">
        <thead><tr><th scope="col">${words.roles.thing}</th><th scope="col">${words.roles.read}</th><th scope="col">${words.roles.write}</th></tr></thead>
        <tbody>
          ${things().map(
            (thing) => html`<tr>
              <th scope="row">${words.roles.things[thing] ?? thing}</th>
              ${['read', 'write'].map((right) => {
                const name = `${thing}:${right}`;
                return html`<td>${permissions().includes(name)
                  ? html`<input type="checkbox" name="permissions" value=${name} .checked=${role.permissions.includes(name)} ?disabled=${isFixed} @change=${(event) => tick(name, event.target.checked)} aria-label=${`${words.roles.things[thing] ?? thing}: ${words.roles[right]}`} />`
                  : nothing}</td>`;
              })}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  const editor = () => html`<article class="card">
    <h2>${state.edited.isNew ? words.roles.create : words.role(state.edited.name)}</h2>
    ${problemMessage(state.problem, ['name'])}
    <form @submit=${save}>
      ${state.edited.isNew ? field({ name: 'name', label: words.roles.name, maxlength: 64, problem: state.problem?.ofField('name') }) : nothing}
      ${grid(state.edited, false)}
      <div class="buttons">
        <button type="submit" aria-busy=${state.busy}>${words.save}</button>
        <button type="button" class="secondary" @click=${() => edit(null)}>${words.cancel}</button>
      </div>
    </form>
  </article>`;

  const one = (role) => html`<details class="card role">
    <summary><h2 dir="auto">${words.role(role.name)}</h2>
      ${badge('plain', role.built_in ? words.roles.builtIn : words.roles.own)}
      <span class="sub">${words.roles.count(role.permissions.length)}</span></summary>
    ${grid(role, true)}
    ${mayWrite && !role.built_in
      ? html`<div class="buttons">
          <button type="button" class="secondary" @click=${() => edit(role)}>${words.change}</button>
          <button type="button" class="secondary" aria-busy=${state.busy} @click=${() => remove(role)}>${words.remove}</button>
        </div>`
      : nothing}
  </details>`;

  return {
    title: words.frame.roles,
    view: () => html`<header class="head">
        <h1>${words.frame.roles}</h1>
        ${mayWrite ? html`<button type="button" @click=${() => edit({ isNew: true, name: '', permissions: [] })}>${words.roles.create}</button>` : nothing}
      </header>
      ${state.saved ? message('good', words.saved(format.time(state.saved))) : nothing}
      ${state.edited ? editor() : problemMessage(state.problem)}
      ${list.view((roles) => roles.map(one))}`,
  };
}
