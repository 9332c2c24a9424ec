import { render } from './vendor.js';

// What is shown: the page that the address names, inside the frame. A page is an object with `view()`; `close()` if it
// has something to stop; `title`.
let page = null;
let frame = null;
let queued = false;

/** Says what draws the frame around a page. */
export function framedBy(draw) {
  frame = draw;
}

/** Shows another page; the one before is closed. */
export function show(next) {
  page?.close?.();
  page = next;
  repaint();
}

/** Returns the page that is shown. */
export const shown = () => page;

/** Draws once more, soon: several changes cost one drawing. */
export function repaint() {
  if (!queued) {
    queued = true;
    queueMicrotask(() => {
      queued = false;
      render(frame(page), document.getElementById('app'));
    });
  }
}

/** A button that says `aria-busy` is at work: another click, or Enter in its form, does not do it twice. */
export function ignoreSecondClicks() {
  addEventListener(
    'click',
    (event) => {
      if (event.target.closest?.('[aria-busy=true]')) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    true,
  );
}

/** Puts the keyboard's focus on an element, once it is drawn. */
export function focusOn(selector) {
  requestAnimationFrame(() => document.querySelector(selector)?.focus());
}
