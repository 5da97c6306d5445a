// The bar on top: the simulated clock, its buttons, the troubles, the page's language; and the tabs.
import { drawInto, el } from "/page/elements.js";
import { $, format, now, page, phones, post, t } from "/page/page.js";
import { drawPhone } from "/page/phone.js";

export function drawClock() {
  if (!page.state) return;
  const date = { year: "numeric", month: "long", day: "numeric", weekday: "long" };
  $("date").textContent = format(now(), matchMedia("(max-width: 759px)").matches
    ? { month: "short", day: "numeric", weekday: "short", year: "numeric" } : date);
  $("time").textContent = format(now(), { hour: "2-digit", minute: "2-digit" });
}

export function drawBar(redraw) {
  document.documentElement.lang = page.language === "zh" ? "zh-Hans" : "en";
  document.title = $("title").textContent = page.state.titles[page.language];
  drawClock();
  const steps = [["hour", { hours: 1 }], ["day", { hours: 24 }], ["morning", { morning: true }],
    ["week", { hours: 168 }]];
  const group = $("clock-buttons");
  group.setAttribute("aria-label", t("clock"));
  drawInto(group, page.language, () => steps.map(([name, body]) => el("button", {
    type: "button", text: t(name), title: t(`${name}Title`), data: { clock: name },
    on: { click: () => post("/phones/clock", body) },
  })));
  const trouble = $("trouble");
  trouble.classList.toggle("on", page.state.troubles.length > 0);
  const active = page.state.troubles[0];
  trouble.querySelector("summary").textContent = active ? t(`short_${active}`) : t("trouble");
  drawInto(trouble.querySelector(".sheet"), [page.language, page.state.troubles], () => ["slow", "limit", "down", "none"].map((kind) =>
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

export function drawTabs() {
  $("tabs").setAttribute("aria-label", t("phones"));
  const look = page.state.order.map((key) => [phones.get(key).state.person.name, page.unread.get(key)]);
  drawInto($("tabs"), [page.language, page.chosen, look], () => page.state.order.map((key) => {
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
