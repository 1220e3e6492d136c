/* Dates and times as the design writes them, in the organisation's zone: `Senin, 23 November`, `10.14`; `Monday, 23 November`, `10:14`. */

import { language, words } from "./words.js";

const LOCALES = { id: "id-ID", en: "en-GB" };
const formatters = new Map();
let zone = "UTC";

/** Sets the zone (an IANA name) in which everything is shown. */
export function useZone(name) {
  zone = name;
}

function parts(instant, options) {
  const key = `${language()} ${zone} ${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new Intl.DateTimeFormat(LOCALES[language()], { ...options, timeZone: zone }));
  return Object.fromEntries(formatters.get(key).formatToParts(instant).map(({ type, value }) => [type, value]));
}

/** Hours and minutes of an instant. */
export function timeOf(instant) {
  const { hour, minute } = parts(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${hour}${language() === "id" ? "." : ":"}${minute}`;
}

/** A key that is equal for instants of one local day: `2026-11-23`. */
export function dayKey(instant) {
  const { year, month, day } = parts(instant, { year: "numeric", month: "2-digit", day: "2-digit" });
  return `${year}-${month}-${day}`;
}

/** Weekday, day and month; the year too where it is not the year of `now`. */
export function dayOf(instant, now) {
  const { weekday, day, month, year } = parts(instant, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const text = `${weekday}, ${day} ${month}`;
  return dayKey(instant).slice(0, 4) === dayKey(now).slice(0, 4) ? text : `${text} ${year}`;
}

/** `Sen, 23 Nov`: for narrow places. */
export function shortDayOf(instant) {
  const { weekday, day, month } = parts(instant, { weekday: "short", day: "numeric", month: "short" });
  return `${weekday}, ${day} ${month}`;
}

/** "Today", "Yesterday", or the day, seen from `now`. */
export function daySeenFrom(instant, now) {
  const key = dayKey(instant);
  if (key === dayKey(now)) return words().today;
  if (key === dayKey(new Date(now.getTime() - 86_400_000))) return words().yesterday;
  return dayOf(instant, now);
}

/** Day and time in one: for the clock. */
export function momentOf(instant, now) {
  return `${dayOf(instant, now)}, ${timeOf(instant)}`;
}

/** What an `<input type="datetime-local">` takes: `2026-11-23T07:30`, local to the zone. */
export function localInput(instant) {
  const { hour, minute } = parts(instant, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${dayKey(instant)}T${hour}:${minute}`;
}
