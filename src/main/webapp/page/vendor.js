// The libraries, by the addresses under which the server gives them out.
export { html, nothing, render } from './vendor/lit-html.js';

let loading;

/** Loads Chart.js at its first use; its file sets a global name, and is no module. */
export function chartLibrary() {
  loading ??= import('./vendor/chart.js').then(() => globalThis.Chart);
  return loading;
}
