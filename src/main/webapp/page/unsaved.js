// What was marked or typed and is not saved yet. It is in memory only; the browser asks before a reload or a closed tab loses it.
const drafts = new Map();
const typedIn = new Set();

/** Returns what was changed under a name and not saved, an object with `isChanged`; if there is nothing, `make` begins it. */
export function draft(name, make) {
  if (!drafts.get(name)?.isChanged) {
    drafts.set(name, make());
  }
  return drafts.get(name);
}

/** Ends a draft, unless another one was begun under its name: the same page may be opened again before this one is closed. */
export function endDraft(name, ended) {
  if (drafts.get(name) === ended) {
    drafts.delete(name);
  }
}

/** Says that what was typed into the page's form is saved. */
export const isSaved = () => typedIn.clear();

/** Returns whether a form that is still there was typed into. */
export const isTyped = () => [...typedIn].some((form) => form.isConnected);

/** Returns whether something would be lost. */
export const isUnsaved = () => [...drafts.values()].some((each) => each.isChanged) || isTyped();

/** Asks whether to leave a form that was typed into: what was typed goes with it. Drafts stay. */
export function mayLeave(question) {
  const may = !isTyped() || confirm(question);
  if (may) {
    typedIn.clear();
  }
  return may;
}

/** Forgets everything. */
export function forget() {
  drafts.clear();
  typedIn.clear();
}

/** Asks before a reload loses something; a search is nothing to be lost. */
export function watchUnsaved() {
  addEventListener('input', ({ target }) => {
    if (target.form?.matches('.card form:not(.inline-form)')) {
      typedIn.add(target.form);
    }
  });
  addEventListener('beforeunload', (event) => isUnsaved() && event.preventDefault());
}
