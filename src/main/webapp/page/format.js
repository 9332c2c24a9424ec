import { now } from './clock.js';
import { language } from './words.js';

const made = new Map();

// The zone of the person's own school; undefined for people of the district, who see times of where they are.
let home;

/** Says in which zone times are shown unless another is named. */
export const liveIn = (zone) => (home = zone);

function formatter(kind, options) {
  const key = kind.name + language + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, new kind(language, options));
  }
  return made.get(key);
}

/** A day of the API, yyyy-MM-dd, is the school's: it is never moved into the browser's zone. */
function ofDay(day, options) {
  const [year, month, date] = day.split('-').map(Number);
  return formatter(Intl.DateTimeFormat, { ...options, timeZone: 'UTC' }).format(Date.UTC(year, month - 1, date ?? 1));
}

/** The same in a few letters, which stay on one line. */
const short = (day, options) => ofDay(day, options).replaceAll(' ', '\u00a0');

export const day = (date) => short(date, { weekday: 'short', day: 'numeric', month: 'short' });
export const longDay = (date) => ofDay(date, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
export const date = (date) => short(date, { day: 'numeric', month: 'short', year: 'numeric' });
export const weekday = (date) => ofDay(date, { weekday: 'short', day: 'numeric' });
export const month = (month) => ofDay(month, { month: 'short', year: 'numeric' });

/** A time in a school's zone; in that of the person's own school if none is named. */
export const time = (instant, zone) =>
  formatter(Intl.DateTimeFormat, { hour: '2-digit', minute: '2-digit', timeZone: zone ?? home }).format(new Date(instant));
export const moment = (instant, zone) =>
  formatter(Intl.DateTimeFormat, {
    weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone ?? home,
  }).format(new Date(instant));
export const dayOf = (instant, zone) =>
  formatter(Intl.DateTimeFormat, { day: 'numeric', month: 'short', timeZone: zone ?? home }).format(new Date(instant));

/** An amount, as text, in its currency. */
export const money = (amount, currency) =>
  formatter(Intl.NumberFormat, { style: 'currency', currency }).format(amount);
export const shortMoney = (amount, currency) =>
  formatter(Intl.NumberFormat, { style: 'currency', currency, notation: 'compact' }).format(amount);
export const number = (value) => formatter(Intl.NumberFormat, { maximumFractionDigits: 1 }).format(value);

/** A share in per cent, with a decimal; a dash where nothing counts. */
export const percent = (value) =>
  value === null || value === undefined
    ? '–'
    : formatter(Intl.NumberFormat, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value / 100);

/** Today's date in a school's zone, yyyy-MM-dd. */
export const today = (zone) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone ?? home, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now());
