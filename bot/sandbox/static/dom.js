/* Building elements. Text always goes in as text nodes; nothing here (or anywhere on the page) parses HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick: fn`) and children (nodes or strings; null and false are left out). */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const ICONS = {
  attach: "M16.5 6.5v10a4.5 4.5 0 0 1-9 0V5.8a3 3 0 0 1 6 0v9.7a1.5 1.5 0 0 1-3 0V7",
  send: "M4 12 20 4l-5 16-3.4-6.6L4 12Zm7.6 1.4L20 4",
  down: "M6 9l6 6 6-6",
  close: "M6 6l12 12M18 6 6 18",
  menu: "M4 7h16M4 12h16M4 17h10",
  reply: "M10 7 4 12l6 5v-3c5 0 8 1.5 10 4-.5-5.5-4-8-10-8V7Z",
  edit: "M5 19l1-4L16 5l3 3L9 18l-4 1Z",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  open: "M8 16 17 7M9 7h8v8",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5h.01",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14a4.2 4.2 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2",
  check: "M5 13l4 4L19 7",
  block: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM5.7 5.7l12.6 12.6",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  restart: "M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4",
};

/** One of our line icons, hidden from screen readers (the button around it carries the label). */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** The letters of an avatar: initials of the first and the last word. */
export function initials(name) {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : null];
  return letters.map((word) => (word ? [...word][0].toUpperCase() : "")).join("") || "?";
}

/** A round avatar; the colour follows from the id, so that a person keeps it. */
export function avatar(name, id) {
  return el("span", { class: `avatar hue-${Math.abs(Number(id)) % 7}`, "aria-hidden": "true" }, initials(name));
}
