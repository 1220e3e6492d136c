/* Text with the entities of the Bot API as elements.

Offsets and lengths are UTF-16 units, which is what JavaScript's strings count in. Only text nodes and elements of our
own making come out, so whatever a name holds stays text. */

import { el } from "./dom.js";
import { words } from "./words.js";

const SAFE_URL = /^(https?|mailto|tel|tg):/iu;
const PLAIN_LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}]|(?<![\w/<])\/[a-z][a-z0-9_]{0,31}(?![\w/])/giu;
const LINKS = new Set(["url", "text_link", "email", "phone_number", "bot_command", "mention", "text_mention", "hashtag", "cashtag", "code", "pre"]);

/** The nodes for `text`; `act` has `openLink(url, shown)`, `sendCommand(text)` and `copy(text)`. */
export function richText(text, entities, act) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodesBetween(text, 0, text.length, sorted, act, false);
}

function nodesBetween(text, from, to, entities, act, inLink) {
  const nodes = [];
  let at = from;
  let next = 0;
  while (next < entities.length) {
    const entity = entities[next];
    const end = Math.min(entity.offset + entity.length, to);
    const inner = [];
    let after = next + 1;
    while (after < entities.length && entities[after].offset < end) inner.push(entities[after++]);
    if (entity.offset > at) nodes.push(...plain(text.slice(at, entity.offset), act, inLink));
    const children = nodesBetween(text, Math.max(entity.offset, at), end, inner, act, inLink || LINKS.has(entity.type));
    nodes.push(wrapped(entity, text.slice(entity.offset, end), children, act));
    at = Math.max(at, end);
    if (isBlock(entity) && text[at] === "\n" && at < to) at += 1;
    next = after;
  }
  if (at < to) nodes.push(...plain(text.slice(at, to), act, inLink));
  return nodes;
}

const isBlock = (entity) => ["blockquote", "expandable_blockquote", "pre"].includes(entity.type);

/** Plain text, with addresses and commands found in it, as Telegram's apps do. */
function plain(text, act, inLink) {
  if (inLink) return [text];
  const nodes = [];
  let at = 0;
  for (const found of text.matchAll(PLAIN_LINK)) {
    if (found.index > at) nodes.push(text.slice(at, found.index));
    const shown = found[0];
    nodes.push(shown.startsWith("/") ? command(shown, [shown], act) : link(shown, shown, [shown], act));
    at = found.index + shown.length;
  }
  if (at < text.length) nodes.push(text.slice(at));
  return nodes;
}

function wrapped(entity, shown, children, act) {
  switch (entity.type) {
    case "bold": return el("strong", {}, ...children);
    case "italic": return el("em", {}, ...children);
    case "underline": return el("u", {}, ...children);
    case "strikethrough": return el("s", {}, ...children);
    case "code": return el("code", { onclick: () => act.copy(shown) }, ...children);
    case "pre": return el("pre", { "data-language": entity.language }, el("code", {}, ...children));
    case "blockquote": return el("blockquote", {}, ...children);
    case "expandable_blockquote": return expandable(children);
    case "spoiler": return spoiler(children);
    case "text_link": return link(entity.url, shown, children, act);
    case "url": return link(SAFE_URL.test(shown) ? shown : `https://${shown}`, shown, children, act);
    case "email": return link(`mailto:${shown}`, shown, children, act);
    case "phone_number": return link(`tel:${shown.replace(/[^\d+]/gu, "")}`, shown, children, act);
    case "bot_command": return command(shown, children, act);
    case "mention": case "text_mention": case "hashtag": case "cashtag": return el("span", { class: "mention" }, ...children);
    default: return el("span", {}, ...children);
  }
}

function link(url, shown, children, act) {
  if (!SAFE_URL.test(url)) return el("span", {}, ...children);
  const open = (event) => {
    event.preventDefault();
    event.stopPropagation();
    act.openLink(url, shown);
  };
  return el("a", { href: url, title: url, target: "_blank", rel: "noopener noreferrer", onclick: open }, ...children);
}

function command(shown, children, act) {
  return el("button", { class: "command", type: "button", onclick: () => act.sendCommand(shown) }, ...children);
}

function spoiler(children) {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": words().spoiler }, ...children);
  const reveal = (event) => {
    if (node.classList.contains("read") || (event.type === "keydown" && event.key !== "Enter")) return;
    event.stopPropagation();
    node.classList.add("read");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", reveal);
  node.addEventListener("keydown", reveal);
  return node;
}

function expandable(children) {
  const more = el("button", { class: "more", type: "button", "aria-expanded": "false" }, words().showMore);
  const quote = el("blockquote", { class: "folded" }, el("div", { class: "foldable" }, ...children), more);
  more.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    more.setAttribute("aria-expanded", String(!folded));
    more.textContent = folded ? words().showMore : words().showLess;
  });
  return quote;
}
