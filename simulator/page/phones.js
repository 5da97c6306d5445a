// The page of phones: shows what the socket tells; acts go by POST. All text goes in as text nodes;
// nothing here builds HTML from strings.
import { drawBar, drawClock, drawTabs } from "/page/bar.js";
import { $, page, phones, toast } from "/page/page.js";
import { buildPhone, drawPhone } from "/page/phone.js";

function connect() {
  const socket = new WebSocket(`ws://${location.host}/phones/socket`);
  socket.onmessage = (event) => receive(JSON.parse(event.data));
  socket.onclose = () => setTimeout(connect, 1000);
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
  drawBar(redraw);
  drawTabs();
  for (const key of state.order) if (state.phones[key]) drawPhone(key);
}

function countUnread(key, screen) {
  const before = phones.get(key).state?.messages.at(-1)?.id ?? Infinity;
  if (key === page.chosen) return;
  const fresh = screen.messages.filter((m) => m.id > before && !m.mine && !m.service).length;
  page.unread.set(key, (page.unread.get(key) ?? 0) + fresh);
}

function showAnswer({ phone, message, data, text, alert }) {
  phones.get(phone)?.busy.delete(`${message}:${data}`);
  if (!text) return;
  if (!alert) return toast(text, phones.get(phone)?.glass);
  $("alert").querySelector("p").textContent = text;
  if (!$("alert").open) $("alert").showModal();
}

function redraw() {
  for (const [key, phone] of phones) {
    const fresh = buildPhone(key);
    phone.root.replaceWith(fresh.root);
    fresh.state = phone.state;
    fresh.box.value = phone.box.value;
    phones.set(key, fresh);
  }
  drawBar(redraw);
  drawTabs();
  for (const key of phones.keys()) drawPhone(key);
}

setInterval(drawClock, 1000);
connect();
