import { forget, isUnsaved } from './unsaved.js';

/** The mark in this browser's store that it has a login: it tells whether asking for a new access token is worth while. */
export const MARK = 'homeroom.session';

/** Loads the page anew, for somebody else: nothing that it knows is theirs. What waits for this goes no further. */
export function startAfresh(address = '#/') {
  forget();
  history.replaceState(null, '', address);
  location.reload();
  return new Promise(() => {});
}

/** A login or logout in another tab is one in this tab too, which keeps only what somebody would lose. */
export function watchOtherTabs() {
  addEventListener('storage', ({ key }) => {
    if ((key === MARK || key === null) && !isUnsaved() && !location.hash.startsWith('#/redeem')) {
      startAfresh(location.hash || '#/');
    }
  });
}
