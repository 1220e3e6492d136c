/* Whom one is: a list of persons with what came last and how much is unread. */

import { summaryOf } from "./bubble.js";
import { dayKey, shortDayOf, timeOf } from "./dates.js";
import { avatar, el } from "./dom.js";
import { words } from "./words.js";

export class People {
  constructor(store) {
    this.store = store;
    this.list = document.getElementById("people");
    this.list.addEventListener("keydown", (event) => this.onKey(event));
  }

  show() {
    const focused = this.list.contains(document.activeElement);
    this.list.setAttribute("aria-label", words().people);
    this.list.replaceChildren(...this.store.persons.map((person) => this.tab(person)));
    const chosen = this.list.querySelector("[aria-selected=true]");
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (focused) chosen?.focus({ preventScroll: true });
  }

  tab(person) {
    const chosen = person.id === this.store.current;
    const unread = this.store.unreadOf(person.id);
    const messages = this.store.messagesOf(person.id);
    const newest = messages[messages.length - 1];
    const [, first, rest] = /^(\S*)(.*)$/su.exec(person.name);
    const role = words().roles[person.role] ?? person.role;
    const label = [person.name, role, unread ? words().unread(unread) : null].filter(Boolean).join(", ");
    return el("button", {
      class: "person",
      type: "button",
      role: "tab",
      tabindex: chosen ? "0" : "-1",
      "aria-selected": String(chosen),
      "aria-controls": "chat",
      "aria-label": label,
      "data-person": person.id,
      onclick: () => this.store.choose(person.id),
    },
    avatar(person.name, person.id),
    el("span", { class: "person-text" },
      el("span", { class: "person-name" }, first, el("span", { class: "person-rest" }, rest)),
      el("span", { class: "person-role" }, role),
      el("span", { class: "person-last" }, newest ? summaryOf(newest) : words().nothingYet)),
    el("span", { class: "person-side" },
      el("span", { class: "person-time" }, newest ? this.when(newest) : ""),
      unread ? el("span", { class: "unread" }, String(unread)) : null));
  }

  when(message) {
    const at = new Date(message.date * 1000);
    return dayKey(at) === dayKey(this.store.now()) ? timeOf(at) : shortDayOf(at).replace(/^\S+ /u, "");
  }

  onKey(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const ids = this.store.persons.map((person) => person.id);
    this.store.choose(ids[(ids.indexOf(this.store.current) + step + ids.length) % ids.length]);
  }
}
