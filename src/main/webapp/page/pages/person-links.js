import { html, nothing } from '../vendor.js';
import { query, read, write } from '../api.js';
import { empty } from '../parts/figures.js';
import { problemMessage } from '../parts/form.js';
import { to } from '../router.js';
import { repaint } from '../screen.js';
import { words } from '../words.js';

const found = { for: null, side: null, people: [], problem: null };

/** Draws a person's children and parents, and links them: it is the administrators' one way to a family. */
export function links(person, names, act, again) {
  const sides = [];
  if (person.roles.includes('PARENT') || person.children.length > 0) {
    sides.push(side('children', 'STUDENT', (other) => [person.id, other]));
  }
  if (person.roles.includes('STUDENT') || person.parents.length > 0) {
    sides.push(side('parents', 'PARENT', (other) => [other, person.id]));
  }
  return sides.length === 0 ? nothing : html`<article class="card"><h2>${words.people.family}</h2>${sides}</article>`;

  function side(name, role, pair) {
    const path = (other) => {
      const [parent, child] = pair(other);
      return `/api/parents/${encodeURIComponent(parent)}/children/${encodeURIComponent(child)}`;
    };
    const change = (method, other) =>
      act(async () => {
        await write(method, path(other));
        found.for = null;
        await again();
      });
    const isMine = found.for === person.id && found.side === name;
    return html`<section>
      <h3>${words.people[name]}</h3>
      ${person[name].length === 0
        ? empty(words.people.noLinks)
        : html`<ul class="rows">
            ${person[name].map(
              (other) => html`<li>
                <a href=${to(['person', other])} dir="auto">${names.get(other) ?? other}</a>
                <button type="button" class="small quiet" aria-label=${words.people.unlinkOf(names.get(other) ?? other)} @click=${() => change('DELETE', other)}>${words.people.unlink}</button>
              </li>`,
            )}
          </ul>`}
      <form class="inline-form" @submit=${(event) => search(event, person.id, name, role)}>
        <label class="field"><span>${words.people.linkWhom}</span><input type="search" name="q" required autocomplete="off" /></label>
        <button type="submit" class="secondary">${words.search}</button>
      </form>
      ${isMine && found.problem ? problemMessage(found.problem) : nothing}
      ${isMine && !found.problem
        ? found.people.length === 0
          ? empty(words.people.nobody)
          : html`<ul class="rows">
              ${found.people.map(
                (each) => html`<li>
                  <span dir="auto">${each.name} <span class="sub">${each.grade_level ?? ''}</span></span>
                  <button type="button" class="small" aria-label=${words.people.linkOf(each.name)} @click=${() => change('PUT', each.id)}>${words.people.link}</button>
                </li>`,
              )}
            </ul>`
        : nothing}
    </section>`;
  }
}

async function search(event, id, side, role) {
  event.preventDefault();
  try {
    const answer = await read('/api/users' + query({ q: new FormData(event.target).get('q'), role, size: 10 }));
    Object.assign(found, { for: id, side, people: answer.data, problem: null });
  } catch (problem) {
    Object.assign(found, { for: id, side, people: [], problem });
  }
  repaint();
}
