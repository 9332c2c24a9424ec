import { html, nothing } from '../vendor.js';
import { message } from './message.js';

/** Draws a field with its label, and what is wrong with it below. */
export function field({ name, label, type = 'text', value = '', problem = '', hint = '', required = true, ...more }) {
  const said = problem || hint;
  return html`<label class="field"
    ><span>${label}</span>
    <input
      name=${name}
      type=${type}
      .value=${value}
      ?required=${required}
      autocomplete=${more.autocomplete ?? 'off'}
      inputmode=${more.inputmode ?? nothing}
      maxlength=${more.maxlength ?? nothing}
      autocapitalize=${more.autocapitalize ?? nothing}
      aria-invalid=${problem ? 'true' : nothing}
      aria-describedby=${said ? 'about-' + name : nothing}
      @input=${more.onInput ?? nothing}
    />
    ${said ? html`<small id=${'about-' + name}>${said}</small>` : nothing}
  </label>`;
}

/** Draws a choice; options are pairs of value and text. */
export function choice({ name, label, value = '', options, onChange = nothing, problem = '' }) {
  return html`<label class="field"
    ><span>${label}</span>
    <select name=${name} @change=${onChange} aria-invalid=${problem ? 'true' : nothing}>
      ${options.map(([key, text]) => html`<option value=${key} .selected=${key === value}>${text}</option>`)}
    </select>
    ${problem ? html`<small>${problem}</small>` : nothing}
  </label>`;
}

/** Draws several choices of which any may be ticked. */
export function ticks({ name, label, values, options, problem = '' }) {
  return html`<fieldset class="field">
    <legend>${label}</legend>
    <div class="ticks">
      ${options.map(
        ([key, text]) =>
          html`<label><input type="checkbox" name=${name} value=${key} .checked=${values.includes(key)} /> ${text}</label>`,
      )}
    </div>
    ${problem ? html`<small>${problem}</small>` : nothing}
  </fieldset>`;
}

/** Says what a problem means, and which inputs are wrong that have no field of their own. */
export const problemMessage = (problem, fields = []) =>
  problem
    ? message('bad', problem.said, problem.besides(fields).map((text) => html`<p>${text}</p>`))
    : nothing;
