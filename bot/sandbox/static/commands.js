/* The bot's commands: a menu, and suggestions while a command is typed. */

import { el, icon } from "./dom.js";
import { words } from "./words.js";

const ASK_AFTER_MS = 250;

export class CommandMenu {
  /** `run(text)` sends a command, `fill(text)` puts it into the input; `inline`, `choose` and `typed` serve inline mode. */
  constructor(store, { run, fill, inline, choose, typed }) {
    Object.assign(this, { inline, choose, typed });
    this.store = store;
    this.run = run;
    this.fill = fill;
    this.panel = document.getElementById("commands");
    this.button = document.getElementById("menu");
    this.chosen = 0;
    this.button.addEventListener("click", () => (this.panel.hidden ? this.open("") : this.close()));
    document.addEventListener("pointerdown", (event) => {
      if (!this.panel.contains(event.target) && !this.button.contains(event.target)) this.close();
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
  }

  /** The button's label, or no button where the bot has no commands for this chat. */
  show() {
    this.button.hidden = !this.store.chat?.commands.length;
    this.button.setAttribute("aria-label", words().menuTitle);
    this.button.replaceChildren(icon("menu"), el("span", {}, words().menu));
    this.panel.setAttribute("aria-label", words().menuTitle);
  }

  /** Shows the commands that begin with what is typed, or what the bot offers behind its name; else closes. */
  suggest(typed) {
    clearTimeout(this.asking);
    const inline = /^@(\w+)\s+(.+)$/su.exec(typed);
    if (inline && inline[1].toLowerCase() === this.store.bot.username.toLowerCase()) {
      this.asking = setTimeout(() => this.offer(typed, inline[2]), ASK_AFTER_MS);
    } else if (/^\/\w*$/u.test(typed)) this.open(typed.slice(1).toLowerCase());
    else this.close();
  }

  /** Asks the bot inline; what it offers is chosen like a command. */
  async offer(typed, text) {
    const { query_id: query, results } = await this.inline(text);
    if (this.typed() !== typed) return;
    if (!results.length) {
      this.close();
      return;
    }
    this.chosen = -1;
    this.panel.replaceChildren(...results.map(({ id, title, description }) => el("button", {
      type: "button",
      role: "option",
      "data-result": id,
      onclick: () => { this.close(); this.choose(query, id); },
    }, el("span", { class: "inline-result" }, el("strong", {}, title), el("span", { class: "command-about" }, description)))));
    this.panel.hidden = false;
    this.mark();
  }

  open(prefix) {
    const fitting = (this.store.chat?.commands ?? []).filter(({ command }) => command.startsWith(prefix));
    if (!fitting.length) {
      this.close();
      return;
    }
    this.chosen = prefix ? 0 : -1;
    this.panel.replaceChildren(...fitting.map(({ command, description }) => el("button", {
      type: "button",
      role: "option",
      "data-command": `/${command}`,
      onclick: () => { this.close(); this.run(`/${command}`); },
    }, el("span", { class: "command-name" }, `/${command}`), el("span", { class: "command-about" }, description))));
    this.panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.mark();
  }

  close() {
    this.panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  mark() {
    [...this.panel.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.chosen));
      if (index === this.chosen) option.scrollIntoView({ block: "nearest" });
    });
  }

  /** Arrows choose, Enter sends the chosen command, Tab completes it; true if the key was for the menu. */
  onKey(event) {
    if (this.panel.hidden) return false;
    const count = this.panel.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = this.panel.children[Math.max(0, this.chosen)];
    if (step) this.chosen = (this.chosen + step + count) % count;
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" && chosen.dataset.command) this.fill(`${chosen.dataset.command} `);
    else if (event.key === "Enter" && !event.shiftKey && this.chosen >= 0) this.sendChosen(chosen);
    else return false;
    event.preventDefault();
    if (step) this.mark();
    return true;
  }

  sendChosen(chosen) {
    if (chosen.dataset.result) {
      chosen.click();
      return;
    }
    this.fill("");
    this.close();
    this.run(chosen.dataset.command);
  }
}
