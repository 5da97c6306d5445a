// What all parts of the page share: its state, its words, its way to the server.
import { words } from "/page/words.js";

export const $ = (id) => document.getElementById(id);
export const phones = new Map(); // key -> {state, root, parts…}
export const page = {
  language: localStorage.getItem("language") || (navigator.language.startsWith("zh") ? "zh" : "en"),
  state: null,
  received: 0,
  chosen: null,
  unread: new Map(),
};
export const t = (name, ...given) => {
  const entry = words[page.language][name];
  return typeof entry === "function" ? entry(...given) : entry;
};

export function now() {
  const passed = page.state.running ? performance.now() - page.received : 0;
  return new Date(Date.parse(page.state.now) + passed);
}

export function format(date, options) {
  const locale = page.language === "zh" ? "zh-CN" : "en-GB";
  return new Intl.DateTimeFormat(locale, { timeZone: page.state.zone, ...options }).format(date);
}

export async function post(path, body) {
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

const toastBox = $("toast");
let toastTimer;
export function toast(text, host = document.body) {
  host.append(toastBox);
  toastBox.textContent = text;
  toastBox.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { toastBox.hidden = true; }, 4000);
}
