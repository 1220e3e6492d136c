/* What the page knows: the persons, their chats, the clock. Changes come in by `apply`; listeners hear which chat. */

import { useZone } from "./dates.js";

const CHOSEN = "rawat.sandbox.person";
const ACTION_LASTS_MS = 5500;

export class Store extends EventTarget {
  bot = { id: 0, first_name: "Rawat", username: "" };
  persons = [];
  chats = new Map();
  current = null;
  clock = { moving: null, at: Date.now(), read: Date.now() };

  /** Takes over the whole state as the server gives it. */
  load(state) {
    useZone(state.clock.zone);
    this.bot = state.bot;
    this.persons = state.persons;
    this.epoch = state.epoch;
    this.setClock(state.clock);
    const read = this.readMarks();
    this.chats = new Map(state.persons.map((person) => [person.id, {
      messages: new Map(person.messages.map((message) => [message.message_id, message])),
      commands: person.commands,
      keyboard: person.keyboard,
      blocked: person.blocked,
      readUpTo: read[person.id] ?? 0,
      action: null,
    }]));
    const kept = Number(sessionStorage.getItem(CHOSEN));
    this.current = this.chats.has(kept) ? kept : (state.persons[0]?.id ?? null);
    this.tell("loaded", this.current);
  }

  get person() {
    return this.persons.find((person) => person.id === this.current);
  }

  get chat() {
    return this.chats.get(this.current);
  }

  /** The business time; it runs on between two readings of the clock. */
  now() {
    return new Date(this.clock.at + (Date.now() - this.clock.read));
  }

  setClock(clock) {
    this.clock = { at: Date.parse(clock.now), read: Date.now(), moving: clock.moving ? new Date(clock.moving) : null };
    this.tell("clock");
  }

  choose(id) {
    sessionStorage.setItem(CHOSEN, String(id));
    this.current = id;
    this.tell("chosen", id);
  }

  /** Messages of a chat, oldest first. */
  messagesOf(id) {
    return [...(this.chats.get(id)?.messages.values() ?? [])].sort((a, b) => a.message_id - b.message_id);
  }

  isFromBot(message) {
    return Boolean(message.from?.is_bot);
  }

  unreadOf(id) {
    const chat = this.chats.get(id);
    return [...chat.messages.values()].filter((m) => this.isFromBot(m) && m.message_id > chat.readUpTo).length;
  }

  /** Everything in this chat has been seen. */
  markRead(id) {
    const chat = this.chats.get(id);
    const newest = Math.max(0, ...chat.messages.keys());
    if (newest <= chat.readUpTo) return;
    chat.readUpTo = newest;
    const marks = Object.fromEntries([...this.chats].map(([key, { readUpTo }]) => [key, readUpTo]));
    localStorage.setItem("rawat.sandbox.read", JSON.stringify({ epoch: this.epoch, marks }));
    this.tell("people", id);
  }

  readMarks() {
    try {
      const kept = JSON.parse(localStorage.getItem("rawat.sandbox.read"));
      return kept?.epoch === this.epoch ? kept.marks : {};
    } catch {
      return {};
    }
  }

  /** One change from the stream. */
  apply(change) {
    const chat = this.chats.get(change.chat);
    if (change.kind === "clock") this.setClock(change.clock);
    else if (change.kind === "answer") this.tell("answer", change.chat, change);
    else if (!chat) return;
    else if (change.kind === "message") this.takeMessage(chat, change);
    else if (change.kind === "present") this.keepOnly(chat, change);
    else if (change.kind === "ground") {
      chat.keyboard = change.keyboard;
      chat.blocked = change.blocked;
      this.tell("messages", change.chat);
    } else if (change.kind === "action") this.showAction(chat, change);
    else if (change.kind === "commands") {
      chat.commands = change.commands;
      this.tell("commands", change.chat);
    }
  }

  takeMessage(chat, change) {
    const fresh = !chat.messages.has(change.message.message_id);
    chat.messages.set(change.message.message_id, change.message);
    if (this.isFromBot(change.message)) chat.action = null;
    this.tell("messages", change.chat, { ...change, fresh });
  }

  /** Messages that are no longer there go. */
  keepOnly(chat, change) {
    const present = new Set(change.message_ids);
    for (const id of [...chat.messages.keys()]) if (!present.has(id)) chat.messages.delete(id);
    this.tell("messages", change.chat);
  }

  showAction(chat, change) {
    const until = Date.now() + ACTION_LASTS_MS;
    chat.action = { name: change.action, until };
    this.tell("action", change.chat);
    setTimeout(() => {
      if (chat.action?.until !== until) return;
      chat.action = null;
      this.tell("action", change.chat);
    }, ACTION_LASTS_MS);
  }

  tell(name, chat, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail: { ...detail, chat } }));
  }
}
