import { html } from '../vendor.js';
import { choice, field, ticks } from '../parts/form.js';
import { words } from '../words.js';

/** The fields of the form, by their names in the API. */
export const FIELDS = ['name', 'username', 'roles', 'school_id', 'grade_level', 'email', 'position'];

const TEXTS = ['name', 'username', 'school_id', 'grade_level', 'email', 'position'];

/** Draws the fields of a person. */
export function personForm(person, state, save) {
  const wrong = (name) => state.wrong?.ofField(name) ?? '';
  const input = (name, more = {}) =>
    field({ name, label: words.people.fields[name], value: person[name] ?? '', problem: wrong(name), required: false, ...more });
  return html`<form @submit=${save}>
    ${input('name', { required: true, maxlength: 200 })} ${input('username', { maxlength: 64, autocapitalize: 'none', hint: words.people.usernameHint })}
    ${ticks({ name: 'roles', label: words.people.roles, values: person.roles, options: state.roles.map((role) => [role, words.role(role)]), problem: wrong('roles') })}
    ${input('grade_level', { maxlength: 16 })} ${input('position', { maxlength: 64 })} ${input('email', { type: 'email', maxlength: 254 })}
    ${choice({ name: 'school_id', label: words.people.fields.school_id, value: person.school_id ?? '', options: state.schools, problem: wrong('school_id') })}
    <button type="submit" aria-busy=${state.busy}>${words.save}</button>
  </form>`;
}

/** Returns the input of the API: what the form has, or the person as it is. */
export function inputOf(form, person) {
  const input = { roles: form ? form.getAll('roles') : person.roles };
  for (const name of TEXTS) {
    input[name] = (form ? form.get(name).trim() : person[name]) || null;
  }
  return input;
}
