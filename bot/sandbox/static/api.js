/* The page's own server: requests, and the stream of changes. */

const PAGE = { "X-Rawat-Page": "1" };

/** A refusal; `code` is one of the keys of `errors` in words.js. */
export class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

async function answered(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Refused("failed");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error ?? "failed");
  return body;
}

function post(path, body) {
  return answered(fetch(`/page/${path}`, {
    method: "POST",
    headers: { ...PAGE, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

export const api = {
  state: () => answered(fetch("/page/state", { cache: "no-store" })),
  send: (person, text, replyTo) => post("messages", { person, text, reply_to: replyTo ?? null }),
  edit: (person, messageId, text) => post("edits", { person, message_id: messageId, text }),
  press: (person, messageId, data) => post("presses", { person, message_id: messageId, data }),
  block: (person, blocked) => post("blocks", { person, blocked }),
  inline: (person, text) => post("inline", { person, text }),
  choose: (person, queryId, resultId) => post("choices", { person, query_id: queryId, result_id: resultId }),
  sticker: (person) => post("stickers", { person }),
  moveTo: (to) => post("clock", { to }),
  startAnew: () => post("start-anew", {}),
  /** `as` is `photo` or `document`. */
  upload(person, file, as, caption) {
    const form = new FormData();
    form.append("person", String(person));
    form.append("as", as);
    form.append("caption", caption);
    form.append("file", file, file.name);
    return answered(fetch("/page/files", { method: "POST", headers: PAGE, body: form }));
  },
};

/** Where a file of the chat is read from. */
export function fileUrl(fileId) {
  return `/page/files/${encodeURIComponent(fileId)}`;
}

/**
 * Listens to every change after `cursor`. The browser reconnects by itself and says where it was; a server that was
 * restarted answers with `reload`. `onState(false)` while the connection is lost.
 */
export function listen(cursor, onChange, onState) {
  const source = new EventSource(`/page/events?after=${encodeURIComponent(cursor)}`);
  source.addEventListener("open", () => onState(true));
  source.addEventListener("error", () => {
    onState(false);
    if (source.readyState === EventSource.CLOSED) onChange({ kind: "closed" });
  });
  source.addEventListener("message", (event) => onChange(JSON.parse(event.data)));
  return source;
}
