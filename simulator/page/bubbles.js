// One message: bubble, formatted words, attachment, buttons underneath.
import { el } from "/page/elements.js";

export function drawMessage(message, joined, tools) {
  if (message.service) {
    return el("li", { className: "service", text: tools.t("service", message.service, message.sender), data: { messageId: message.id } });
  }
  const mine = message.mine ? " mine" : "";
  const item = el("li", { className: `message${mine}${joined ? " joined" : ""}`, data: { messageId: message.id } });
  const bubble = el("div", { className: "bubble" });
  if (tools.group && !message.mine && !joined) {
    bubble.append(el("div", { className: "sender", text: message.sender, style: { color: tools.colour(message.sender_id) } }));
  }
  if (message.topic) bubble.append(el("div", { className: "topic", text: `# ${message.topic}` }));
  if (message.forwarded_from) bubble.append(el("div", { className: "forwarded", text: tools.t("forwardedFrom", message.forwarded_from) }));
  if (message.reply) bubble.append(quote(message.reply, tools));
  bubble.append(...attachments(message, tools));
  if (message.text) bubble.append(el("div", { className: "words" }, formatted(message.text, message.entities, tools)));
  bubble.append(meta(message, tools), toolbox(message, tools));
  item.append(bubble);
  if (message.buttons.length) item.append(keys(message, tools));
  swipe(item, () => tools.reply(message));
  return item;
}

function meta(message, { t, format }) {
  const date = new Date(message.date * 1000);
  const time = format(date, { hour: "2-digit", minute: "2-digit" });
  const marks = [message.edited ? `${t("edited")} ` : "", time, message.mine ? " ✓✓" : ""];
  return el("time", { className: "meta", text: marks.join(""), dateTime: date.toISOString() });
}

function toolbox(message, { t, reply, edit }) {
  const tool = (name, sign, act) => el("button", { type: "button", text: sign, title: t(name), data: { tool: name }, attributes: { "aria-label": t(name) }, on: { click: act } });
  return el("div", { className: "tools" }, [
    tool("reply", "↩", () => reply(message)),
    message.can_edit ? tool("edit", "✎", () => edit(message)) : null,
  ]);
}

function quote(reply, { t, show }) {
  return el("button", { type: "button", className: "quote", on: { click: () => show(reply.id) } }, [
    el("b", { text: reply.sender }), el("span", { text: reply.deleted ? t("deleted") : reply.text }),
  ]);
}

function keys(message, { press, busy }) {
  return el("div", { className: "keys" }, message.buttons.map((row) => el("div", {}, row.map((button) => {
    if (button.data === null) {
      return el("a", { text: `${button.text} ↗`, href: safe(button.url), target: "_blank", rel: "noopener noreferrer", data: { button: button.text } });
    }
    return el("button", {
      type: "button", text: button.text, data: { button: button.text },
      attributes: { "aria-busy": String(busy(message.id, button.data)) },
      on: { click: () => press(message, button) },
    });
  }))));
}

function attachments(message, { t }) {
  const parts = [];
  const { media, location, contact, poll } = message;
  if (media?.kind === "photo") {
    parts.push(el("a", { href: media.url, target: "_blank" }, [
      el("img", { className: "picture", src: media.url, alt: t("photo"), width: media.width, height: media.height, loading: "eager" })]));
  } else if (media) {
    const sign = { document: "📄", video: "🎬", animation: "🎞", audio: "🎵", voice: "🎤", video_note: "⏺", sticker: "🙂" }[media.kind];
    parts.push(chip(sign, media.name || t(media.kind), size(media.size), media.url, media.name || media.kind));
  }
  if (location) parts.push(chip("📍", t("location"), `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)}`));
  if (contact) parts.push(chip("👤", contact.first_name, contact.phone_number));
  if (poll) parts.push(chip("📊", poll.question, poll.options.map((o) => o.text).join(" · ")));
  return parts;
}

function chip(sign, title, under, href, name) {
  const inside = [el("i", { text: sign, attributes: { "aria-hidden": "true" } }), el("span", {}, [title, el("small", { text: under })])];
  return href ? el("a", { className: "chip", href, download: name, data: { file: name } }, inside) : el("div", { className: "chip" }, inside);
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

// --- formatted words; offsets count UTF-16 units, as JavaScript's strings do

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote" };

function formatted(text, entities, tools, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const end = entity.offset + entity.length;
    if (entity.offset < at || end > to) continue;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = formatted(text, entities.slice(i + 1), tools, entity.offset, end);
    nodes.push(wrapped(entity, text.slice(entity.offset, end), inner, tools));
    at = end;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrapped(entity, text, inner, { say, t }) {
  const kind = entity.type;
  if (TAGS[kind]) return el(TAGS[kind], {}, inner);
  if (kind === "spoiler") {
    const hidden = el("span", { className: "spoiler", attributes: { role: "button", tabindex: "0", "aria-label": t("spoiler") } }, inner);
    hidden.onclick = hidden.onkeydown = () => { hidden.classList.add("open"); hidden.removeAttribute("aria-label"); };
    return hidden;
  }
  const href = kind === "text_link" ? entity.url : kind === "email" ? `mailto:${text}` : text;
  if (["text_link", "url", "email"].includes(kind)) {
    return el("a", { href: safe(href), target: "_blank", rel: "noopener noreferrer" }, inner);
  }
  if (kind === "bot_command") return el("button", { type: "button", className: "command", text, on: { click: () => say(text) } });
  return el("span", { className: kind === "mention" || kind === "hashtag" ? "forwarded" : "" }, inner);
}

const safe = (url) => (/^(https?|mailto|tg):/i.test(url ?? "") ? url : "about:blank");

function swipe(item, act) {
  let start = null;
  item.addEventListener("pointerdown", (event) => { start = event.pointerType === "touch" ? event.clientX : null; });
  item.addEventListener("pointerup", (event) => { if (start !== null && start - event.clientX > 50) act(); start = null; });
}
