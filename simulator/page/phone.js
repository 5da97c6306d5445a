// One phone: its chat, its write box, its menus, and what its owner does.
import { drawMessage } from "/page/bubbles.js";
import { drawInto, el, icon, replaceChildrenOf } from "/page/elements.js";
import { $, format, page, phones, post, t, toast } from "/page/page.js";

export function buildPhone(key) {
  const phone = { key, busy: new Set(), drawn: new Map(), replyTo: null, editing: null, forced: null };
  const button = (name, sign, act) => el("button", {
    type: "button", title: t(name), data: { act: name }, on: { click: act },
    attributes: { "aria-label": t(name) },
  }, [sign]);
  phone.head = el("div", { className: "head" });
  phone.list = el("ol", { className: "messages", attributes: { "aria-live": "polite", "aria-label": t("messages"), tabindex: "0" } });
  phone.context = el("div", { className: "context", hidden: true });
  phone.popup = el("div", { className: "popup", hidden: true });
  phone.box = el("textarea", { attributes: { rows: "1", "aria-label": t("write"), placeholder: t("write") }, data: { write: key } });
  phone.file = el("input", { type: "file", hidden: true, attributes: { multiple: "", "aria-label": t("attach") } });
  phone.write = el("form", { className: "write" }, [
    button("commands", "/", () => showCommands(phone)),
    button("attach", icon("clip"), () => showAttach(phone)),
    phone.file, phone.box,
    el("button", { type: "submit", className: "send", title: t("send"), data: { act: "send" }, attributes: { "aria-label": t("send") } }, [icon("send")]),
  ]);
  phone.keyboard = el("div", { className: "keyboard", hidden: true });
  phone.big = el("button", { type: "button", className: "big", hidden: true, data: { act: "start" }, on: { click: () => post(`/phones/${key}/starts`, {}) } });
  phone.title = el("h2");
  phone.glass = el("div", { className: "glass" }, [phone.head, phone.list, phone.popup, phone.context, phone.write, phone.keyboard, phone.big]);
  phone.root = el("section", { className: "phone", data: { phone: key } }, [phone.title, phone.glass]);
  phone.write.onsubmit = (event) => { event.preventDefault(); send(phone); };
  phone.box.onkeydown = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(phone); }
    if (event.key === "Escape") { phone.popup.hidden = true; forgetContext(phone); }
    if (event.key === "ArrowUp" && !phone.box.value) editLast(phone);
  };
  phone.box.oninput = () => {
    grow(phone.box);
    if (phone.box.value === "/") showCommands(phone); else phone.popup.hidden = true;
  };
  phone.file.onchange = () => { attach(phone, [...phone.file.files]); phone.file.value = ""; };
  phone.glass.onclick = (event) => { if (!event.target.closest(".popup, .write")) phone.popup.hidden = true; };
  if (!phones.has(key)) $("phones").append(phone.root);
  return phone;
}

export function drawPhone(key, toEnd = false) {
  const phone = phones.get(key);
  const { person, role, chat } = phone.state;
  replaceChildrenOf(phone.title, [person.name, el("small", { text: role[page.language] })]);
  drawHead(phone);
  const list = phone.list;
  const atEnd = toEnd || list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  drawMessages(phone);
  const canWrite = chat.opened && !chat.blocked && chat.present;
  phone.write.hidden = !canWrite;
  phone.big.hidden = canWrite || !chat.present;
  phone.big.textContent = chat.blocked ? t("restart") : t("start");
  drawForced(phone);
  drawContext(phone);
  drawKeyboard(phone, canWrite);
  if (atEnd) requestAnimationFrame(() => { list.scrollTop = list.scrollHeight; });
}

function drawHead(phone) {
  const { chat, person } = phone.state;
  const group = chat.kind !== "private";
  const under = chat.typing ? t("typing") : group ? t("members", chat.members) : t("bot");
  const sheet = el("div", { className: "sheet" }, [
    el("label", {}, [t("clientLanguage"), languageChoice(phone, person.language)]),
    group ? null : el("button", {
      type: "button", text: chat.blocked ? t("unblock") : t("block"), data: { act: "block" },
      on: { click: () => post(`/phones/${phone.key}/blocks`, { blocked: !chat.blocked }) },
    }),
  ]);
  const open = phone.head.querySelector("details")?.open;
  drawInto(phone.head, [chat, person], () => [
    el("div", { className: "face", text: initials(chat.title), style: { background: colour(chat.id) }, attributes: { "aria-hidden": "true" } }),
    el("div", { className: "who" }, [
      el("b", { text: chat.title }),
      el("span", { className: chat.typing ? "typing" : "", text: under }),
    ]),
    el("details", { className: "more", open }, [
      el("summary", { text: "⋮", title: t("more"), attributes: { "aria-label": t("more") } }), sheet,
    ]),
  ]);
}

function languageChoice(phone, language) {
  const choices = [["zh-hans", "中文"], ["en", "English"]];
  const select = el("select", { data: { act: "language" }, on: {
    change: (event) => post(`/phones/${phone.key}/speaks`, { language: event.target.value }),
  } }, choices.map(([value, text]) => el("option", { value, text })));
  select.value = language.startsWith("zh") ? "zh-hans" : "en";
  return select;
}

const initials = (name) => (/^[\x00-\x7f]/.test(name)
  ? name.split(/\s+/).map((part) => part[0]).join("").slice(0, 2).toUpperCase() : name.slice(0, 1));
const colour = (id) => `hsl(${(Math.abs(id) * 47) % 360} 45% 42%)`;

function drawMessages(phone) {
  const tools = {
    t, format, colour, group: phone.state.chat.kind !== "private",
    busy: (id, data) => phone.busy.has(`${id}:${data}`),
    press: (message, button) => press(phone, message, button),
    say: (text) => post(`/phones/${phone.key}/says`, { text }),
    reply: (message) => { phone.replyTo = message; phone.editing = null; drawContext(phone); phone.box.focus(); },
    edit: (message) => edit(phone, message),
    show: (id) => flash(phone, id),
  };
  const kept = new Set();
  let previous = null;
  let day = "";
  const wanted = [];
  for (const message of phone.state.messages) {
    const thisDay = format(new Date(message.date * 1000), { month: "long", day: "numeric" });
    if (thisDay !== day) {
      day = thisDay;
      wanted.push(drawOnce(phone, kept, `day:${day}`, day, () => el("li", { className: "day", text: day })));
    }
    const joined = previous?.sender_id === message.sender_id && !previous.service;
    const busy = message.buttons.flat().map((b) => tools.busy(message.id, b.data));
    const look = JSON.stringify([message, joined, busy]);
    wanted.push(drawOnce(phone, kept, message.id, look, () => drawMessage(message, joined, tools)));
    previous = message;
  }
  for (const key of [...phone.drawn.keys()]) {
    if (!kept.has(key)) { phone.drawn.get(key).node.remove(); phone.drawn.delete(key); }
  }
  wanted.forEach((node, place) => {
    if (phone.list.children[place] !== node) phone.list.insertBefore(node, phone.list.children[place] ?? null);
  });
}

function drawOnce(phone, kept, key, look, draw) {
  kept.add(key);
  const drawn = phone.drawn.get(key);
  if (drawn?.look === look) return drawn.node;
  const node = draw();
  if (drawn) drawn.node.replaceWith(node);
  phone.drawn.set(key, { look, node });
  return node;
}

function drawForced(phone) {
  const asked = phone.state.force_reply;
  if (asked && asked !== phone.forced) {
    phone.replyTo = phone.state.messages.find((m) => m.id === asked) ?? null;
  }
  if (!asked && phone.forced && phone.replyTo?.id === phone.forced) phone.replyTo = null;
  phone.forced = asked;
  phone.box.placeholder = phone.state.placeholder || t("write");
}

function drawContext(phone) {
  const about = phone.editing ?? phone.replyTo;
  phone.context.hidden = !about;
  if (!about) return;
  drawInto(phone.context, [about, Boolean(phone.editing)], () => [
    el("div", {}, [
      el("b", { text: phone.editing ? t("editing") : t("replyTo", about.sender) }),
      el("span", { text: about.text || t(about.media?.kind ?? "message") }),
    ]),
    el("button", { type: "button", title: t("cancel"), data: { act: "cancel" }, attributes: { "aria-label": t("cancel") }, on: { click: () => forgetContext(phone) } }, [icon("close")]),
  ]);
}

function forgetContext(phone) {
  if (phone.editing) { phone.box.value = ""; grow(phone.box); }
  phone.replyTo = phone.editing = null;
  drawContext(phone);
}

function drawKeyboard(phone, canWrite) {
  phone.keyboard.hidden = !canWrite || !phone.state.keyboard.length;
  drawInto(phone.keyboard, phone.state.keyboard, () => phone.state.keyboard.map((row) => el("div", {}, row.map((text) =>
    el("button", { type: "button", text, data: { key: text }, on: { click: () => post(`/phones/${phone.key}/says`, { text }) } })))));
}

// --- what a person does

async function send(phone) {
  const text = phone.box.value.trim();
  if (!text) return;
  const { editing, replyTo } = phone;
  phone.box.value = "";
  grow(phone.box);
  phone.replyTo = phone.editing = null;
  phone.popup.hidden = true;
  drawContext(phone);
  const sent = editing
    ? await post(`/phones/${phone.key}/edits`, { message: editing.id, text })
    : await post(`/phones/${phone.key}/says`, { text, reply_to: replyTo?.id });
  if (!sent && !phone.box.value) phone.box.value = text;
  phone.list.scrollTop = phone.list.scrollHeight;
}

async function press(phone, message, button) {
  const name = `${message.id}:${button.data}`;
  phone.busy.add(name);
  setTimeout(() => { if (phone.busy.delete(name)) drawMessages(phone); }, 15000);
  drawMessages(phone);
  const taken = await post(`/phones/${phone.key}/presses`, { message: message.id, data: button.data });
  if (!taken) { phone.busy.delete(name); drawMessages(phone); }
}

function edit(phone, message) {
  phone.editing = message;
  phone.replyTo = null;
  phone.box.value = message.text;
  grow(phone.box);
  drawContext(phone);
  phone.box.focus();
}

function editLast(phone) {
  const last = phone.state.messages.findLast((m) => m.can_edit);
  if (last) edit(phone, last);
}

function flash(phone, id) {
  const node = phone.drawn.get(id)?.node;
  node?.scrollIntoView({ block: "center" });
  node?.classList.add("flash");
  setTimeout(() => node?.classList.remove("flash"), 1200);
}

function grow(box) {
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 130)}px`;
}

function popup(phone, items) {
  replaceChildrenOf(phone.popup, items.map(({ sign, text, act, data }) => el("button", {
    type: "button", data, on: { click: () => { phone.popup.hidden = true; act(); } },
  }, [el("b", {}, [sign]), el("span", { text })])));
  phone.popup.hidden = false;
}

function showCommands(phone) {
  const commands = phone.state.commands.map(({ command, description }) => ({
    sign: `/${command}`, text: description, data: { command },
    act: () => { phone.box.value = ""; post(`/phones/${phone.key}/says`, { text: phone.state.chat.kind === "private" ? `/${command}` : `/${command}@${phone.state.bot}` }); },
  }));
  if (commands.length) popup(phone, commands); else toast(t("noCommands"), phone.glass);
}

function showAttach(phone) {
  popup(phone, [
    { sign: icon("document"), text: t("file"), data: { attach: "file" }, act: () => phone.file.click() },
    { sign: icon("photo"), text: t("samplePhoto"), data: { attach: "sample" }, act: () => attach(phone, []) },
    { sign: icon("place"), text: t("samplePlace"), data: { attach: "place" }, act: () => post(`/phones/${phone.key}/locates`, {}) },
  ]);
}

async function attach(phone, files) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  form.append("caption", phone.box.value.trim());
  if (phone.replyTo) form.append("reply_to", phone.replyTo.id);
  if (await post(`/phones/${phone.key}/attach`, form)) { phone.box.value = ""; grow(phone.box); forgetContext(phone); }
}
