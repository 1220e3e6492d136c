/* The input: text, replies and edits, drafts by person. */

import { summaryOf } from "./bubble.js";
import { el, icon } from "./dom.js";
import { replyKeyboard } from "./keyboard.js";
import { words } from "./words.js";

const LONGEST = 4096;
const byId = (id) => document.getElementById(id);

export class Composer {
  /** `send` has text(text, replyTo), edit(id, text), unblock() and refuse(code); `menu` is the CommandMenu. */
  constructor(store, menu, send) {
    this.store = store;
    this.menu = menu;
    this.send = send;
    this.drafts = new Map();
    this.subject = null;
    this.form = byId("composer");
    this.input = byId("input");
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    byId("start").addEventListener("click", () => (this.store.chat?.blocked ? this.send.unblock() : this.send.text("/start", null)));
  }

  /** Everything anew: the language or the person changed. */
  show() {
    this.input.placeholder = words().placeholder;
    this.input.setAttribute("aria-label", words().placeholder);
    this.refresh();
  }

  /** After a change in the chat: Start button, reply keyboard, what is answered or edited. */
  refresh() {
    const chat = this.store.chat;
    const untouched = !chat || chat.messages.size === 0;
    const blocked = Boolean(chat?.blocked);
    byId("start").hidden = !untouched && !blocked;
    byId("start").textContent = blocked ? words().unblock : words().start;
    this.form.hidden = untouched || blocked;
    byId("empty").hidden = !untouched;
    byId("empty").textContent = words().empty;
    byId("reply-keys").replaceChildren(...replyKeyboard(chat?.keyboard, (text) => this.send.text(text, null)));
    if (this.subject && !chat?.messages.has(this.subject.message.message_id)) this.subject = null;
    this.drawSubject();
    this.grow();
  }

  /** Another person writes now; what was typed before waits for its person. */
  changePerson(from) {
    this.drafts.set(from, this.subject?.kind === "edit" ? "" : this.input.value);
    this.subject = null;
    this.input.value = this.drafts.get(this.store.current) ?? "";
    this.show();
  }

  reply(message) {
    this.take({ kind: "reply", message }, this.input.value);
  }

  edit(message) {
    this.take({ kind: "edit", message }, message.text ?? message.caption ?? "");
  }

  take(subject, text) {
    this.subject = subject;
    this.input.value = text;
    this.refresh();
    this.changed();
    this.input.focus();
  }

  leaveSubject() {
    const text = this.subject?.kind === "edit" ? "" : this.input.value;
    this.take(null, text);
  }

  drawSubject() {
    const bar = byId("subject");
    const editing = this.subject?.kind === "edit";
    bar.hidden = !this.subject;
    byId("submit").setAttribute("aria-label", editing ? words().save : words().send);
    byId("submit").replaceChildren(icon(editing ? "check" : "send"));
    if (!this.subject) return;
    const { kind, message } = this.subject;
    const name = this.store.isFromBot(message) ? this.store.bot.first_name : this.store.person.name;
    bar.replaceChildren(
      icon(kind),
      el("span", { class: "subject-text" },
        el("strong", {}, editing ? words().editing : words().replyTo(name)),
        el("span", {}, summaryOf(message))),
      el("button", { type: "button", class: "round", "aria-label": words().close, onclick: () => this.leaveSubject() }, icon("close")));
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 168)}px`;
    byId("submit").classList.toggle("ready", this.input.value.trim() !== "");
  }

  changed() {
    this.grow();
    this.menu.suggest(this.subject?.kind === "edit" ? "" : this.input.value);
  }

  onKey(event) {
    if (event.isComposing) return;
    if (this.menu.onKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.subject) this.leaveSubject();
    else if (event.key === "ArrowUp" && this.input.value === "") this.editNewest(event);
  }

  editNewest(event) {
    const own = this.store.messagesOf(this.store.current).filter((message) => message.text && !this.store.isFromBot(message));
    if (!own.length) return;
    event.preventDefault();
    this.edit(own[own.length - 1]);
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    if (text.length > LONGEST) {
      this.send.refuse("too_long");
      return;
    }
    const subject = this.subject;
    this.take(null, "");
    const sent = subject?.kind === "edit"
      ? await this.send.edit(subject.message.message_id, text)
      : await this.send.text(text, subject?.message.message_id ?? null);
    if (!sent && this.input.value === "") this.take(subject, text);
  }

  /** Puts a text into the input without sending it. */
  fill(text) {
    this.input.value = text;
    this.changed();
    this.input.focus();
  }
}
