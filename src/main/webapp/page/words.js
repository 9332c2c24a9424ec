// Every word of the pages stands in one module a language. The choice is kept in this browser.
const KEPT = 'homeroom.language';

export const LANGUAGES = { en: 'English', de: 'Deutsch' };

/** The words of the language that was chosen. */
export let words = {};

/** The language that was chosen: a tag for Intl. */
export let language = 'en';

function wanted() {
  const choices = [localStorage.getItem(KEPT), ...navigator.languages].filter(Boolean);
  return choices.map((tag) => tag.slice(0, 2)).find((tag) => tag in LANGUAGES) ?? 'en';
}

/** Loads the words of a language; of the kept one, or the browser's, if none is named. */
export async function speak(chosen) {
  if (chosen) {
    localStorage.setItem(KEPT, chosen);
  }
  const tag = chosen ?? wanted();
  words = (await import(`./words/${tag}.js`)).default;
  // Dates as in the browser's own country, if it speaks this language: en-GB and en-US write them differently.
  language = navigator.languages.find((known) => known.startsWith(tag)) ?? tag;
  document.documentElement.lang = tag;
}
