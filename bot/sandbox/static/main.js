/* The page: brings its parts together. */

import { api, listen, Refused } from "./api.js";
import { Attachments } from "./attach.js";
import { ClockBar } from "./clock.js";
import { CommandMenu } from "./commands.js";
import { Composer } from "./composer.js";
import { alertBox, ask, askToOpen, copy, menuAt, toast } from "./dialogs.js";
import { dayKey } from "./dates.js";
import { avatar, el, icon } from "./dom.js";
import { Presses } from "./keyboard.js";
import { People } from "./people.js";
import { Store } from "./store.js";
import { Thread } from "./thread.js";
import { keepLanguage, language, sentenceFor, words } from "./words.js";

const RETRY_MS = 1500;
const byId = (id) => document.getElementById(id);
const store = new Store();
const presses = new Presses();

/** Runs a request; a refusal becomes a sentence. True if it was done. */
async function attempt(request) {
  try {
    await request();
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    toast(sentenceFor(error.code));
    return false;
  }
}

const send = {
  text: (text, replyTo) => attempt(() => api.send(store.current, text, replyTo)),
  edit: (id, text) => attempt(() => api.edit(store.current, id, text)),
  sticker: () => attempt(() => api.sticker(store.current)),
  refuse: (code) => toast(sentenceFor(code)),
  file: (file, as, caption) => attempt(() => api.upload(store.current, file, as, caption)),
  unblock: () => attempt(() => api.block(store.current, false)),
};

const act = {
  copy,
  openLink: (url) => openLink(url),
  explain: (text) => toast(text),
  sendCommand: (text) => send.text(text, null),
  async press(message, payload) {
    const chat = store.current;
    if (presses.isWaiting(chat, message.message_id, payload)) return;
    presses.begin(chat, message.message_id, payload, () => { if (store.current === chat) thread.update(); });
    if (await attempt(() => api.press(chat, message.message_id, payload))) return;
    presses.end(chat, message.message_id, payload);
    thread.update();
  },
  showPicture(src, alt) {
    ask("", [el("img", { class: "full-picture", src, alt })], [{ label: words().close, primary: true }]);
  },
  showActions(message, event) {
    const text = message.text ?? message.caption;
    const items = [{ label: words().reply, icon: icon("reply"), run: () => composer.reply(message) }];
    if (text) items.push({ label: words().copyText, icon: icon("copy"), run: () => copy(text) });
    if (text && !store.isFromBot(message)) items.push({ label: words().edit, icon: icon("edit"), run: () => composer.edit(message) });
    const box = event.target.getBoundingClientRect();
    menuAt(event.clientX || box.left, event.clientY || box.bottom, words().messageActions, items);
  },
};

/** A link into our own bot is followed here, as the person one chooses; any other asks first. */
async function openLink(url) {
  const payload = startPayload(url);
  if (payload === null) {
    await askToOpen(url);
    return;
  }
  const choices = store.persons.map((person) => ({
    value: person.id,
    label: person.name,
    content: [avatar(person.name, person.id), el("span", {}, person.name), el("small", {}, words().roles[person.role] ?? person.role)],
  }));
  const opener = await ask(words().whoOpens, [el("p", { class: "address" }, url)], [...choices, { label: words().cancel }], { stacked: true });
  if (opener === null) return;
  store.choose(opener);
  await send.text(`/start ${payload}`.trim(), null);
}

function startPayload(url) {
  let address;
  try {
    address = new URL(url);
  } catch {
    return null;
  }
  const ours = address.hostname === "t.me" && address.pathname.toLowerCase() === `/${store.bot.username}`.toLowerCase();
  return ours ? (address.searchParams.get("start") ?? "") : null;
}

const thread = new Thread(store, presses, act);
const menu = new CommandMenu(store, {
  run: (text) => send.text(text, null),
  fill: (text) => composer.fill(text),
  inline: (text) => api.inline(store.current, text).catch(() => ({ results: [] })),
  choose: async (query, result) => {
    if (await attempt(() => api.choose(store.current, query, result))) composer.fill("");
  },
  typed: () => composer.input.value,
});
const composer = new Composer(store, menu, send);
const attachments = new Attachments(send);
const people = new People(store);
const clock = new ClockBar(store, {
  moveTo: (to) => attempt(() => api.moveTo(to)),
  startAnew: () => attempt(() => api.startAnew()),
});

/** What one can do with the bot as such. */
function showBotMenu(event) {
  const blocked = Boolean(store.chat?.blocked);
  const box = event.currentTarget.getBoundingClientRect();
  menuAt(box.left, box.bottom, words().botMenu, [{
    label: blocked ? words().unblock : words().block,
    icon: icon("block"),
    run: () => attempt(() => api.block(store.current, !blocked)),
  }]);
}

function showHeader() {
  const { bot, chat } = store;
  const doing = chat?.action ? (words().actions[chat.action.name] ?? words().actions.other) : null;
  byId("bot").replaceChildren(
    el("span", { class: "avatar bot-avatar", "aria-hidden": "true" }, [...bot.first_name][0] ?? "R"),
    el("span", { class: "bot-text" }, el("strong", {}, bot.first_name), el("small", { class: doing ? "doing" : "" }, doing ?? words().bot)));
}

function showTitle() {
  const unread = store.persons.reduce((sum, person) => sum + store.unreadOf(person.id), 0);
  document.title = unread ? `(${unread}) ${words().title}` : words().title;
}

function showEverything() {
  document.documentElement.lang = language();
  byId("title").textContent = words().title;
  byId("warning").textContent = words().warning;
  byId("lost").textContent = words().lost;
  byId("language").textContent = language() === "id" ? "EN" : "ID";
  byId("language").setAttribute("aria-label", words().otherLanguage);
  byId("chat").setAttribute("aria-label", words().chatWith(store.bot.first_name));
  byId("bot-menu").setAttribute("aria-label", words().botMenu);
  byId("bot-menu").replaceChildren(icon("more"));
  showHeader();
  people.show();
  clock.show();
  attachments.show();
  menu.show();
  composer.show();
  thread.show();
  showTitle();
}

function onAnswer({ chat, message_id: messageId, data, text, show_alert: alert, url }) {
  presses.end(chat, messageId, data);
  if (store.current !== chat) return;
  thread.update();
  if (url) openLink(url);
  else if (text && alert) alertBox(text);
  else if (text) toast(text);
}

let written = null;
store.addEventListener("loaded", () => { written = store.current; showEverything(); });
store.addEventListener("chosen", () => {
  showHeader();
  menu.show();
  composer.changePerson(written);
  written = store.current;
  thread.show();
  people.show();
});
store.addEventListener("messages", ({ detail }) => {
  if (detail.chat === store.current) {
    thread.update(detail);
    composer.refresh();
    showHeader();
  }
  people.show();
  showTitle();
});
store.addEventListener("people", () => { people.show(); showTitle(); });
store.addEventListener("action", () => showHeader());
store.addEventListener("commands", () => menu.show());
let shownDay = null;
store.addEventListener("clock", () => {
  clock.drawFace();
  if (shownDay === dayKey(store.now())) return;
  shownDay = dayKey(store.now());
  if (store.current === null) return;
  thread.update();
  people.show();
});
store.addEventListener("answer", ({ detail }) => onAnswer(detail));
document.addEventListener("visibilitychange", () => { if (thread.stuck) thread.seen(); });
byId("language").addEventListener("click", () => { keepLanguage(language() === "id" ? "en" : "id"); showEverything(); });

byId("bot-menu").addEventListener("click", showBotMenu);

let stream = null;
async function open() {
  stream?.close();
  let state;
  try {
    state = await api.state();
  } catch {
    byId("lost").hidden = false;
    setTimeout(open, RETRY_MS);
    return;
  }
  store.load(state);
  byId("lost").hidden = true;
  stream = listen(state.cursor, onChange, (connected) => { byId("lost").hidden = connected; });
}

function onChange(change) {
  if (change.kind === "reload") open();
  else if (change.kind === "closed") setTimeout(open, RETRY_MS);
  else store.apply(change);
}

open();
