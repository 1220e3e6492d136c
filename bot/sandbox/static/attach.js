/* Files in: the paperclip, drag and drop, paste. */

import { sizeOf } from "./bubble.js";
import { el, icon } from "./dom.js";
import { ask, menuAt } from "./dialogs.js";
import { words } from "./words.js";

const LARGEST_BYTES = 64 * 1024 * 1024;
const LONGEST_SIDE = 1280;

export class Attachments {
  /** `send` has file(file, as, caption), sticker() and refuse(code). */
  constructor(send) {
    this.send = send;
    this.picker = document.getElementById("picker");
    this.button = document.getElementById("attach");
    this.button.addEventListener("click", () => this.chooseKind());
    this.picker.addEventListener("change", () => this.onPicked());
    this.input = document.getElementById("input");
    this.input.addEventListener("paste", (event) => this.onPaste(event));
    this.acceptDrops(document.getElementById("chat"), document.getElementById("drop"));
  }

  show() {
    this.button.setAttribute("aria-label", words().attach);
    this.button.replaceChildren(icon("attach"));
    document.getElementById("drop").textContent = words().drop;
  }

  chooseKind() {
    const box = this.button.getBoundingClientRect();
    const items = [
      { label: words().attachPicture, icon: icon("picture"), run: () => this.pick("photo", "image/*") },
      { label: words().attachFile, icon: icon("file"), run: () => this.pick("document", "") },
      { label: words().attachSticker, icon: icon("smile"), run: () => this.send.sticker() },
    ];
    menuAt(box.left, box.top - 150, words().attach, items);
  }

  pick(as, accept) {
    this.picker.dataset.as = as;
    this.picker.accept = accept;
    this.picker.click();
  }

  onPicked() {
    const [file] = this.picker.files;
    if (file) this.offer(file, this.picker.dataset.as);
    this.picker.value = "";
  }

  onPaste(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.offer(file, kindOf(file));
  }

  acceptDrops(place, sign) {
    const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    place.addEventListener("dragover", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      sign.hidden = false;
    });
    place.addEventListener("dragleave", (event) => {
      if (!place.contains(event.relatedTarget)) sign.hidden = true;
    });
    place.addEventListener("drop", (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      sign.hidden = true;
      const [file] = event.dataTransfer.files;
      if (file) this.offer(file, kindOf(file));
    });
  }

  /** Shows what will be sent, and asks for a caption. */
  async offer(file, as) {
    if (file.size > LARGEST_BYTES) {
      this.send.refuse("too_large");
      return;
    }
    const caption = el("input", { type: "text", maxlength: "1024", placeholder: words().caption, "aria-label": words().caption });
    const address = as === "photo" ? URL.createObjectURL(file) : null;
    const shown = address
      ? el("img", { class: "preview", src: address, alt: file.name })
      : el("div", { class: "file" }, el("span", { class: "badge" }, icon("file")),
        el("span", { class: "file-name" }, el("strong", {}, file.name), el("small", {}, sizeOf(file.size))));
    caption.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.target.closest("dialog").querySelector(".primary").click();
    });
    const choices = [{ label: words().cancel }, { label: words().send, value: true, primary: true }];
    const wanted = await ask("", [shown, caption], choices);
    if (address) URL.revokeObjectURL(address);
    if (!wanted) return;
    const photo = as === "photo" ? await asPhoto(file) : null;
    await this.send.file(photo ?? file, photo ? "photo" : "document", caption.value.trim());
  }
}

/** The picture as Telegram's apps send it: a JPEG, 1280 points at most; null if the browser cannot read it. */
async function asPhoto(file) {
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = el("canvas", { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.87); });
    return blob && new File([blob], "photo.jpg", { type: "image/jpeg" });
  } catch {
    return null;
  }
}

const kindOf = (file) => (/^image\/(png|jpeg|webp)$/u.test(file.type) ? "photo" : "document");
