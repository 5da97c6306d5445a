// The page of phones: shows what the socket tells, sends acts by POST. All text goes in as text
// nodes; nothing here builds HTML from strings.
import { words } from "/page/words.js";
import { drawMessage } from "/page/bubbles.js";
import { el, replaceChildrenOf } from "/page/elements.js";

const $ = (id) => document.getElementById(id);
const phones = new Map(); // key -> {state, root, parts…}
const page = {
  language: localStorage.getItem("language") || (navigator.language.startsWith("zh") ? "zh" : "en"),
  state: null,
  received: 0,
  chosen: null,
  unread: new Map(),
};
const t = (name, ...given) => {
  const entry = words[page.language][name];
  return typeof entry === "function" ? entry(...given) : entry;
};

// --- the wire

function connect() {
  const socket = new WebSocket(`ws://${location.host}/phones/socket`);
  socket.onmessage = (event) => receive(JSON.parse(event.data));
  socket.onclose = () => setTimeout(connect, 1000);
}

async function post(path, body) {
  const form = body instanceof FormData;
  const response = await fetch(path, {
    method: "POST",
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" },
  });
  const answer = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
  if (!response.ok) toast(answer.error || response.statusText);
  return response.ok;
}

function receive(state) {
  page.state = state;
  page.received = performance.now();
  for (const key of state.order) {
    const screen = state.phones[key];
    if (!screen) continue;
    if (!phones.has(key)) phones.set(key, buildPhone(key));
    countUnread(key, screen);
    phones.get(key).state = screen;
  }
  page.chosen ??= state.order[0];
  for (const answer of state.answers) showAnswer(answer);
  drawBar();
  drawTabs();
  for (const key of state.order) if (state.phones[key]) drawPhone(key);
}

function countUnread(key, screen) {
  const before = phones.get(key).state?.messages.at(-1)?.id ?? Infinity;
  if (key === page.chosen) return;
  const fresh = screen.messages.filter((m) => m.id > before && !m.mine && !m.service).length;
  page.unread.set(key, (page.unread.get(key) ?? 0) + fresh);
}

// --- clock bar, tabs, toasts

function now() {
  const passed = page.state.running ? performance.now() - page.received : 0;
  return new Date(Date.parse(page.state.now) + passed);
}

function format(date, options) {
  const locale = page.language === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone: page.state.zone, ...options }).format(date);
}

function drawClock() {
  if (!page.state) return;
  const date = { year: "numeric", month: "long", day: "numeric", weekday: "long" };
  $("date").textContent = format(now(), matchMedia("(max-width: 759px)").matches
    ? { year: "numeric", month: "numeric", day: "numeric", weekday: "short" } : date);
  $("time").textContent = format(now(), { hour: "2-digit", minute: "2-digit" });
}

function drawBar() {
  document.documentElement.lang = page.language === "zh" ? "zh-Hans" : "en";
  document.title = $("title").textContent = page.state.titles[page.language];
  drawClock();
  const steps = [["hour", { hours: 1 }], ["day", { hours: 24 }], ["morning", { morning: true }],
    ["week", { hours: 168 }]];
  const group = $("clock-buttons");
  group.setAttribute("aria-label", t("clock"));
  replaceChildrenOf(group, steps.map(([name, body]) => el("button", {
    type: "button", text: t(name), title: t(`${name}Title`), data: { clock: name },
    on: { click: () => post("/phones/clock", body) },
  })));
  const trouble = $("trouble");
  trouble.classList.toggle("on", page.state.troubles.length > 0);
  const active = page.state.troubles[0];
  trouble.querySelector("summary").textContent = active ? t(`trouble_${active}`) : t("trouble");
  replaceChildrenOf(trouble.querySelector(".sheet"), ["slow", "limit", "down", "none"].map((kind) =>
    el("button", {
      type: "button", text: t(`trouble_${kind}`), data: { trouble: kind },
      attributes: { "aria-pressed": String(page.state.troubles.includes(kind)) },
      on: { click: () => { trouble.open = false; post("/phones/trouble", { kind }); } },
    })));
  const language = $("language");
  language.textContent = page.language === "zh" ? "English" : "中文";
  language.onclick = () => {
    page.language = page.language === "zh" ? "en" : "zh";
    localStorage.setItem("language", page.language);
    redraw();
  };
}

function redraw() {
  for (const [key, phone] of phones) {
    const fresh = buildPhone(key);
    phone.root.replaceWith(fresh.root);
    fresh.state = phone.state;
    phones.set(key, fresh);
  }
  drawBar();
  drawTabs();
  for (const key of phones.keys()) drawPhone(key);
}

function drawTabs() {
  $("tabs").setAttribute("aria-label", t("phones"));
  replaceChildrenOf($("tabs"), page.state.order.map((key) => {
    const { person, role } = phones.get(key).state;
    const unread = page.unread.get(key) ?? 0;
    return el("button", {
      type: "button", data: { tab: key },
      attributes: { role: "tab", "aria-selected": String(key === page.chosen) },
      on: { click: () => { page.chosen = key; page.unread.set(key, 0); drawTabs(); drawPhone(key, true); } },
    }, [role[page.language] || person.name,
      unread ? el("span", { className: "badge", text: String(unread), attributes: { "aria-label": t("unread", unread) } }) : null]);
  }));
  for (const [key, phone] of phones) phone.root.classList.toggle("chosen", key === page.chosen);
}

let toastTimer;
function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, 4000);
}

function showAnswer({ phone, message, data, text, alert }) {
  phones.get(phone)?.busy.delete(`${message}:${data}`);
  if (!text) return;
  if (!alert) return toast(text);
  $("alert").querySelector("p").textContent = text;
  if (!$("alert").open) $("alert").showModal();
}

// --- one phone

function buildPhone(key) {
  const phone = { key, busy: new Set(), drawn: new Map(), replyTo: null, editing: null, forced: null };
  const button = (name, sign, act, more = {}) => el("button", {
    type: "button", text: sign, title: t(name), data: { act: name }, on: { click: act },
    ...more, attributes: { "aria-label": t(name) },
  });
  phone.head = el("div", { className: "head" });
  phone.list = el("ol", { className: "messages", attributes: { "aria-live": "polite", "aria-label": t("messages"), tabindex: "0" } });
  phone.context = el("div", { className: "context", hidden: true });
  phone.popup = el("div", { className: "popup", hidden: true });
  phone.box = el("textarea", { attributes: { rows: "1", "aria-label": t("write"), placeholder: t("write") }, data: { write: key } });
  phone.file = el("input", { type: "file", hidden: true, attributes: { multiple: "", "aria-label": t("attach") } });
  phone.write = el("form", { className: "write" }, [
    button("commands", "/", () => showCommands(phone)),
    button("attach", "📎", () => showAttach(phone)),
    phone.file, phone.box,
    el("button", { type: "submit", className: "send", text: "➤", title: t("send"), data: { act: "send" }, attributes: { "aria-label": t("send") } }),
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

function drawPhone(key, toEnd = false) {
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
  replaceChildrenOf(phone.head, [
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
  replaceChildrenOf(phone.context, [
    el("div", {}, [
      el("b", { text: phone.editing ? t("editing") : t("replyTo", about.sender) }),
      el("span", { text: about.text || t(about.media?.kind ?? "message") }),
    ]),
    el("button", { type: "button", text: "✕", title: t("cancel"), attributes: { "aria-label": t("cancel") }, on: { click: () => forgetContext(phone) } }),
  ]);
}

function forgetContext(phone) {
  if (phone.editing) { phone.box.value = ""; grow(phone.box); }
  phone.replyTo = phone.editing = null;
  drawContext(phone);
}

function drawKeyboard(phone, canWrite) {
  phone.keyboard.hidden = !canWrite || !phone.state.keyboard.length;
  replaceChildrenOf(phone.keyboard, phone.state.keyboard.map((row) => el("div", {}, row.map((text) =>
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
  }, [el("b", { text: sign }), el("span", { text })])));
  phone.popup.hidden = false;
}

function showCommands(phone) {
  const commands = phone.state.commands.map(({ command, description }) => ({
    sign: `/${command}`, text: description, data: { command },
    act: () => { phone.box.value = ""; post(`/phones/${phone.key}/says`, { text: phone.state.chat.kind === "private" ? `/${command}` : `/${command}@${phone.state.bot}` }); },
  }));
  if (commands.length) popup(phone, commands); else toast(t("noCommands"));
}

function showAttach(phone) {
  popup(phone, [
    { sign: "📄", text: t("file"), data: { attach: "file" }, act: () => phone.file.click() },
    { sign: "🖼", text: t("samplePhoto"), data: { attach: "sample" }, act: () => attach(phone, []) },
    { sign: "📍", text: t("samplePlace"), data: { attach: "place" }, act: () => post(`/phones/${phone.key}/locates`, {}) },
  ]);
}

async function attach(phone, files) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  form.append("caption", phone.box.value.trim());
  if (phone.replyTo) form.append("reply_to", phone.replyTo.id);
  if (await post(`/phones/${phone.key}/attach`, form)) { phone.box.value = ""; grow(phone.box); forgetContext(phone); }
}

setInterval(drawClock, 1000);
connect();
