/* One message as elements: a bubble with quote, picture or file, text and time, and its buttons below. */

import { fileUrl } from "./api.js";
import { timeOf } from "./dates.js";
import { el, icon } from "./dom.js";
import { inlineKeyboard } from "./keyboard.js";
import { richText } from "./rich.js";
import { language, words } from "./words.js";

const FILES = ["document", "video", "audio", "voice", "animation", "video_note"];
const PICTURE_TYPES = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);
const WIDEST_PICTURE = 320;
const HIGHEST_PICTURE = 420;
const TOUCH = matchMedia("(hover: none)");

/** The element of a message. `view` has fromBot, tail, isWaiting, nameOf(message) and find(id); `act` what presses do. */
export function messageElement(message, view, act) {
  const side = view.fromBot ? "in" : "out";
  const text = message.text ?? message.caption;
  const media = mediaElement(message, act);
  const bare = Boolean(message.sticker) && !text;
  const kind = [media?.dataset.kind === "picture" ? "has-picture" : "", bare ? "bare" : "", view.tail ? "tail" : ""].join(" ");
  const bubble = el("div", { class: `bubble ${kind}` },
    quote(message, view, act),
    media,
    text ? el("div", { class: "text" }, ...richText(text, message.entities ?? message.caption_entities, act), meta(message, view, true)) : null,
    text ? null : meta(message, view, false),
    text || media ? null : el("div", { class: "text unsupported" }, words().unsupported),
  );
  const more = el("button", {
    class: "more-actions",
    type: "button",
    "aria-label": words().messageActions,
    onclick: (event) => act.showActions(message, event),
  }, icon("more"));
  const keyboard = inlineKeyboard(message, view.isWaiting, act);
  const article = el("article", { class: `message ${side}`, id: `m${message.message_id}`, "data-message": message.message_id },
    el("span", { class: "sr-only" }, `${view.nameOf(message)}: `),
    el("div", { class: keyboard ? "stack with-keyboard" : "stack" }, el("div", { class: "line" }, bubble, more), keyboard));
  const showActions = (event) => {
    if (event.target.closest("a, button, code, .spoiler") || String(getSelection())) return;
    event.preventDefault();
    act.showActions(message, event);
  };
  bubble.addEventListener("contextmenu", showActions);
  bubble.addEventListener("click", (event) => { if (TOUCH.matches) showActions(event); });
  if (media?.dataset.width) bubble.style.setProperty("--media", `${media.dataset.width}px`);
  return article;
}

/** Time, "edited" and the tick; in a text it floats at the end of the last line. */
function meta(message, view, inText) {
  const time = timeOf(new Date(message.date * 1000));
  const shown = [message.edit_date ? `${words().edited} ` : "", time];
  const tick = view.fromBot ? null : icon("check");
  return el("span", { class: inText ? "meta" : "meta alone" }, ...shown, tick);
}

function quote(message, view, act) {
  const original = message.reply_to_message;
  if (!original) return null;
  const now = view.find(original.message_id) ?? original;
  return el("button", { class: "quote", type: "button", onclick: () => act.goTo(original.message_id) },
    el("strong", {}, view.nameOf(now)),
    el("span", {}, summaryOf(now)));
}

/** One line that stands for a message: in quotes, in the list of people. */
export function summaryOf(message) {
  const text = (message.text ?? message.caption ?? "").replace(/\s+/gu, " ");
  if (text) return text;
  if (message.photo) return words().picture;
  if (message.sticker) return `${message.sticker.emoji ?? ""} ${words().sticker}`.trim();
  const file = FILES.map((name) => message[name]).find(Boolean);
  return file ? (file.file_name ?? words().file) : words().unsupported;
}

function mediaElement(message, act) {
  if (message.photo) return picture(message.photo[message.photo.length - 1], message, act);
  if (message.sticker) return sticker(message.sticker);
  const file = FILES.map((name) => message[name]).find(Boolean);
  if (file) return fileCard(file, act);
  if (message.contact) return card(`${message.contact.first_name} ${message.contact.last_name ?? ""}`, message.contact.phone_number);
  if (message.location) return card(`${message.location.latitude}, ${message.location.longitude}`, "");
  return null;
}

function picture(size, message, act) {
  const scale = Math.min(1, WIDEST_PICTURE / size.width, HIGHEST_PICTURE / size.height);
  const width = Math.max(140, Math.round(size.width * scale));
  const image = el("img", {
    src: fileUrl(size.file_id),
    alt: message.caption || words().picture,
    width: size.width,
    height: size.height,
  });
  return el("button", { class: "picture", type: "button", "data-kind": "picture", "data-width": width,
    "aria-label": image.alt, onclick: () => act.showPicture(image.src, image.alt) }, image);
}

function sticker(thing) {
  const shown = thing.emoji ?? "🙂";
  return el("div", { class: "sticker", role: "img", "aria-label": `${words().sticker} ${shown}` }, shown);
}

function fileCard(file, act) {
  const name = file.file_name ?? words().file;
  const shows = PICTURE_TYPES.has(file.mime_type) && file.file_size < 5_000_000;
  const badge = shows ? el("img", { class: "thumb", src: fileUrl(file.file_id), alt: "" }) : el("span", { class: "badge" }, icon("file"));
  return el("a", { class: "file", href: `${fileUrl(file.file_id)}?name=${encodeURIComponent(name)}`, download: name, "aria-label": words().download(name) },
    badge,
    el("span", { class: "file-name" }, el("strong", {}, name), el("small", {}, sizeOf(file.file_size))));
}

function card(title, line) {
  return el("div", { class: "file" }, el("span", { class: "file-name" }, el("strong", {}, title), el("small", {}, line)));
}

/** Bytes for reading: `12 kB`, `3,4 MB`. */
export function sizeOf(bytes) {
  if (bytes === undefined) return "";
  const number = (value) => value.toLocaleString(language() === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: 1 });
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${number(Math.round(bytes / 1000))} kB` : `${number(bytes / 1_000_000)} MB`;
}
