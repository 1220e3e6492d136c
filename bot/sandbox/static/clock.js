/* The clock bar: the organisation's time, and moving it on. */

import { localInput, momentOf, shortDayOf, timeOf } from "./dates.js";
import { el, icon } from "./dom.js";
import { ask, toast } from "./dialogs.js";
import { words } from "./words.js";

const TICK_MS = 5000;

export class ClockBar {
  /** `act` has moveTo(to), startAnew(). */
  constructor(store, act) {
    this.store = store;
    this.act = act;
    this.face = document.getElementById("clock-face");
    this.buttons = document.getElementById("clock-buttons");
    setInterval(() => this.drawFace(), TICK_MS);
  }

  show() {
    const text = words();
    const move = (to) => () => this.move(to());
    const button = (name, label, onclick) => el("button", { type: "button", "data-clock": name, onclick }, label);
    this.buttons.replaceChildren(
      button("next_morning", text.nextMorning, move(() => "next_morning")),
      button("next_monday", text.nextMonday, move(() => "next_monday")),
      button("choose", text.choose, () => this.choose()),
      button("now", text.now, move(() => new Date().toISOString())),
      button("start_anew", text.startAnew, () => this.askToStartAnew()));
    document.getElementById("clock").setAttribute("aria-label", text.clock);
    this.drawFace();
  }

  drawFace() {
    const { moving } = this.store.clock;
    const now = this.store.now();
    document.getElementById("clock").classList.toggle("moves", Boolean(moving));
    for (const button of this.buttons.children) button.disabled = Boolean(moving);
    this.face.title = moving ? words().moving(momentOf(moving, now)) : words().clock;
    this.face.replaceChildren(
      moving ? el("span", { class: "spinner", "aria-hidden": "true" }) : icon("clock"),
      el("span", { class: "face-day" }, shortDayOf(now)),
      el("strong", {}, timeOf(now)));
  }

  async choose() {
    const input = el("input", {
      type: "datetime-local",
      value: localInput(this.store.now()),
      min: localInput(this.store.now()),
      "aria-label": words().chooseTitle,
      required: true,
    });
    const choices = [{ label: words().cancel }, { label: words().move, value: true, primary: true }];
    const wanted = await ask(words().chooseTitle, [input, el("p", { class: "hint" }, words().chooseHint)], choices);
    if (wanted && input.value) await this.move(input.value);
  }

  /** To `next_morning`, `next_monday`, an instant, or a local time without zone. */
  async move(to) {
    if (await this.act.moveTo(to)) toast(words().moved(momentOf(this.store.now(), this.store.now())));
  }

  async askToStartAnew() {
    const choices = [{ label: words().cancel }, { label: words().startAnew, value: true, danger: true }];
    const wanted = await ask(words().startAnewQuestion, [el("p", {}, words().startAnewText)], choices);
    if (!wanted) return;
    toast(words().starting);
    await this.act.startAnew();
  }
}
