/* Toasts, alerts, questions and small menus. */

import { el } from "./dom.js";
import { words } from "./words.js";

const TOAST_MS = 2500;
const READING_MS_A_LETTER = 40;
let toastTimer = 0;

/** A short line that goes by itself. */
export function toast(text) {
  const place = document.getElementById("toast");
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.classList.remove("shown"), TOAST_MS + text.length * READING_MS_A_LETTER);
}

/**
 * A modal window; resolves with the value of the button that closed it, or null.
 * A choice is `{label, value, primary?, danger?, href?}`; with `href` it is a link that opens a new tab.
 */
export function ask(title, body, choices, { stacked = false } = {}) {
  return new Promise((resolve) => {
    const close = (value) => {
      resolve(value);
      dialog.close();
    };
    const buttons = choices.map((choice) => choiceButton(choice, close));
    const dialog = el("dialog", { class: "dialog", "aria-label": title || words().ok },
      title ? el("h2", {}, title) : null,
      ...body,
      el("div", { class: stacked ? "choices stacked" : "choices" }, ...buttons));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(null);
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) close(null);
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("input, textarea, .primary")?.focus();
  });
}

function choiceButton(choice, close) {
  const kind = choice.danger ? "danger" : choice.primary ? "primary" : "quiet";
  const press = () => close(choice.value ?? null);
  if (choice.href) {
    return el("a", { class: `button ${kind}`, href: choice.href, target: "_blank", rel: "noopener noreferrer", onclick: press }, choice.label);
  }
  return el("button", { class: `button ${kind}`, type: "button", onclick: press }, ...(choice.content ?? [choice.label]));
}

/** What `answerCallbackQuery` with `show_alert` looks like. */
export function alertBox(text) {
  return ask("", [el("p", { class: "alert-text" }, text)], [{ label: words().ok, value: true, primary: true }]);
}

/** Asks before a link is followed, and shows where it leads. */
export function askToOpen(url) {
  return ask(words().openLink, [el("p", { class: "address" }, url)], [
    { label: words().cancel },
    { label: words().open, value: true, primary: true, href: url },
  ]);
}

/** Copies and says so; where the browser refuses, shows the text to copy by hand. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(words().copied(text.length > 60 ? `${text.slice(0, 60)}…` : text));
  } catch {
    await ask("", [el("p", {}, words().copyFailed), el("textarea", { readonly: true, rows: "3" }, text)],
      [{ label: words().ok, primary: true }]);
  }
}

/** A small menu at a point; `items` are `{label, icon, run}`. */
export function menuAt(x, y, label, items) {
  document.querySelector(".floating")?.remove();
  const opener = document.activeElement;
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", keys, true);
    opener?.focus?.({ preventScroll: true });
  };
  const menu = el("div", { class: "floating", role: "menu", "aria-label": label }, ...items.map((item) => el("button", {
    type: "button",
    role: "menuitem",
    onclick: () => { close(); item.run(); },
  }, item.icon, item.label)));
  const outside = (event) => { if (!menu.contains(event.target)) close(); };
  const keys = (event) => {
    if (event.key === "Escape") close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...menu.children];
    all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
  };
  document.body.append(menu);
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  menu.firstElementChild.focus({ preventScroll: true });
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", keys, true);
}
