/* The conversation: keeps the list of elements equal to the chat, scrolls without jumping. */

import { messageElement } from "./bubble.js";
import { dayKey, daySeenFrom } from "./dates.js";
import { el, icon } from "./dom.js";
import { language, words } from "./words.js";

const NEAR_BOTTOM_PX = 90;
const GROUP_WITHIN_S = 600;

export class Thread {
  /** `act` is what presses in a message do (see main.js). */
  constructor(store, presses, act) {
    this.store = store;
    this.presses = presses;
    this.act = { ...act, goTo: (id) => this.goTo(id) };
    this.scroller = document.getElementById("scroller");
    this.list = document.getElementById("thread");
    this.down = document.getElementById("to-bottom");
    this.drawn = new Map();
    this.below = 0;
    this.scroller.addEventListener("scroll", () => this.onScroll(), { passive: true });
    this.down.addEventListener("click", () => this.toBottom(true));
    this.stuck = true;
    const sizes = new ResizeObserver(() => { if (this.stuck) this.toBottom(); });
    sizes.observe(this.scroller);
    sizes.observe(this.list);
  }

  /** Another chat is shown, from its newest message on. */
  show() {
    this.list.replaceChildren();
    this.drawn.clear();
    this.below = 0;
    this.stuck = true;
    this.draw();
    this.toBottom();
  }

  /** The chat changed; `change` may say that a message is fresh. */
  update(change = {}) {
    this.draw();
    const own = change.fresh && !this.store.isFromBot(change.message);
    if (this.stuck || own) this.toBottom();
    else if (change.fresh) this.below += 1;
    this.drawDown();
  }

  draw() {
    const items = this.items();
    const keys = new Set(items.map((item) => item.key));
    for (const [key, { node }] of this.drawn) {
      if (keys.has(key)) continue;
      node.remove();
      this.drawn.delete(key);
    }
    let before = null;
    for (const item of items) {
      const node = this.nodeFor(item);
      const place = before ? before.nextSibling : this.list.firstChild;
      if (place !== node) this.list.insertBefore(node, place);
      before = node;
    }
  }

  /** Day lines and messages in order, each with a signature that tells whether it must be drawn anew. */
  items() {
    const messages = this.store.messagesOf(this.store.current);
    const now = this.store.now();
    const items = [];
    let day = null;
    messages.forEach((message, index) => {
      const at = new Date(message.date * 1000);
      if (dayKey(at) !== day) {
        day = dayKey(at);
        const text = daySeenFrom(at, now);
        items.push({ key: `day ${day}`, signature: text, build: () => el("div", { class: "day" }, el("span", {}, text)) });
      }
      const tail = !this.continues(message, messages[index + 1]);
      const waiting = this.waitingIn(message);
      items.push({
        key: `message ${message.message_id}`,
        signature: JSON.stringify([language(), tail, waiting, message]),
        build: () => this.build(message, tail),
      });
    });
    return items;
  }

  continues(message, following) {
    if (!following || message.reply_markup?.inline_keyboard) return false;
    return following.from?.id === message.from?.id && following.date - message.date < GROUP_WITHIN_S
      && dayKey(new Date(following.date * 1000)) === dayKey(new Date(message.date * 1000));
  }

  waitingIn(message) {
    const buttons = message.reply_markup?.inline_keyboard?.flat() ?? [];
    return buttons.map((button) => this.presses.isWaiting(this.store.current, message.message_id, button.callback_data));
  }

  build(message, tail) {
    return messageElement(message, {
      fromBot: this.store.isFromBot(message),
      tail,
      isWaiting: (id, payload) => this.presses.isWaiting(this.store.current, id, payload),
      nameOf: (one) => (this.store.isFromBot(one) ? this.store.bot.first_name : this.store.person.name),
      find: (id) => this.store.chat.messages.get(id),
    }, this.act);
  }

  nodeFor(item) {
    const drawn = this.drawn.get(item.key);
    if (drawn?.signature === item.signature) return drawn.node;
    const node = item.build();
    if (drawn) replaceKeepingFocus(drawn.node, node);
    else node.classList.add("arrives");
    this.drawn.set(item.key, { signature: item.signature, node });
    return node;
  }

  goTo(id) {
    const node = document.getElementById(`m${id}`);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  }

  toBottom(smooth = false) {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.below = 0;
    this.seen();
  }

  onScroll() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.stuck = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM_PX;
    if (this.stuck) {
      this.below = 0;
      this.seen();
    }
    this.drawDown();
  }

  seen() {
    if (document.visibilityState === "visible" && this.store.current !== null) this.store.markRead(this.store.current);
  }

  drawDown() {
    this.down.hidden = this.stuck;
    this.down.setAttribute("aria-label", this.below ? words().newMessages(this.below) : words().toBottom);
    this.down.replaceChildren(icon("down"), ...(this.below ? [el("span", { class: "count" }, String(this.below))] : []));
  }
}

/** Puts a new drawing of a message in place; the button that had the focus keeps it. */
function replaceKeepingFocus(old, node) {
  const focusable = "button, a";
  const index = [...old.querySelectorAll(focusable)].indexOf(document.activeElement);
  old.replaceWith(node);
  if (index >= 0) node.querySelectorAll(focusable)[index]?.focus({ preventScroll: true });
}
