/* The buttons under a message, and what pressing each kind does. */

import { el, icon } from "./dom.js";
import { words } from "./words.js";

const WAITS_MS = 30_000;

/** Presses that wait for their answer, by chat, message and button. */
export class Presses {
  waiting = new Map();

  key(chat, messageId, payload) {
    return `${chat} ${messageId} ${payload}`;
  }

  isWaiting(chat, messageId, payload) {
    return this.waiting.has(this.key(chat, messageId, payload));
  }

  begin(chat, messageId, payload, changed) {
    const key = this.key(chat, messageId, payload);
    clearTimeout(this.waiting.get(key));
    this.waiting.set(key, setTimeout(() => { this.waiting.delete(key); changed(); }, WAITS_MS));
    changed();
  }

  end(chat, messageId, payload) {
    const key = this.key(chat, messageId, payload);
    clearTimeout(this.waiting.get(key));
    this.waiting.delete(key);
  }
}

/** The rows of an inline keyboard; `act` has press, openLink, copy and explain. */
export function inlineKeyboard(message, isWaiting, act) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "keyboard" }, ...rows.map((row) => el("div", { class: "row" },
    ...row.map((button) => inlineButton(button, message, isWaiting, act)))));
}

function inlineButton(button, message, isWaiting, act) {
  const style = ["primary", "success", "danger"].includes(button.style) ? ` ${button.style}` : "";
  const attributes = { class: `key${style}`, type: "button" };
  if (button.url) {
    return el("button", {
      ...attributes,
      title: button.url,
      "aria-label": `${button.text}. ${words().leadsTo(button.url)}`,
      onclick: () => act.openLink(button.url, button.text),
    }, button.text, corner("open"));
  }
  if (button.copy_text) {
    return el("button", { ...attributes, onclick: () => act.copy(button.copy_text.text) }, button.text, corner("copy"));
  }
  if (button.callback_data === undefined) {
    return el("button", { ...attributes, onclick: () => act.explain(words().onlyInTelegram) }, button.text);
  }
  const waits = isWaiting(message.message_id, button.callback_data);
  return el("button", {
    ...attributes,
    class: `key${style}${waits ? " waits" : ""}`,
    "aria-busy": waits ? "true" : null,
    onclick: () => act.press(message, button.callback_data),
  }, button.text, waits ? el("span", { class: "spinner", "aria-hidden": "true" }) : null);
}

function corner(name) {
  const mark = icon(name);
  mark.classList.add("corner");
  return mark;
}

/** A reply keyboard (below the input); pressing sends the label as text. */
export function replyKeyboard(markup, send) {
  const rows = markup?.keyboard ?? [];
  return rows.map((row) => el("div", { class: "row" }, ...row.map((button) => {
    const text = typeof button === "string" ? button : button.text;
    return el("button", { class: "reply-key", type: "button", onclick: () => send(text) }, text);
  })));
}
