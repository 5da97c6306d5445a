// Making elements; text only ever as text. Icons are drawn here: not every machine has such glyphs.
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = {
  clip: "M8 12.5l6-6a3 3 0 0 1 4.2 4.2l-8 8a5 5 0 0 1-7-7l8-8",
  send: "M4 12l16-8-6 16-3-6z M11 14l9-10",
  document: "M6 3h8l4 4v14H6z M14 3v4h4 M9 12h6 M9 16h6",
  photo: "M4 5h16v14H4z M4 16l5-5 4 4 3-3 4 4 M15 9h.01",
  place: "M12 21s-6-6-6-11a6 6 0 0 1 12 0c0 5-6 11-6 11z M12 10h.01",
  film: "M4 6h11v12H4z M15 10l5-3v10l-5-3",
  sound: "M9 18V6l9-2v12 M9 18a2.5 2.5 0 1 1-5 0a2.5 2.5 0 0 1 5 0z M18 16a2.5 2.5 0 1 1-5 0a2.5 2.5 0 0 1 5 0z",
  voice: "M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3z M5 12a7 7 0 0 0 14 0 M12 19v2",
  face: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z M8 14a5 5 0 0 0 8 0 M9 9h.01 M15 9h.01",
  person: "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8z M4 21c0-5 4-7 8-7s8 2 8 7",
  poll: "M5 20V10 M12 20V4 M19 20v-7",
  reply: "M10 6L4 12l6 6 M4 12h10a6 6 0 0 1 6 6",
  edit: "M4 20l1-4L16 5l3 3L8 19z",
  close: "M6 6l12 12 M18 6L6 18",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" })) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWN[name]);
  svg.append(path);
  return svg;
}

export function el(tag, given = {}, children = []) {
  const node = document.createElement(tag);
  const { text, data, attributes, on, style, ...properties } = given;
  for (const [name, value] of Object.entries(properties)) if (value !== undefined) node[name] = value;
  if (text !== undefined) node.textContent = text;
  Object.assign(node.dataset, data);
  Object.assign(node.style, style);
  for (const [name, value] of Object.entries(attributes ?? {})) node.setAttribute(name, value);
  for (const [name, act] of Object.entries(on ?? {})) node.addEventListener(name, act);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function replaceChildrenOf(node, children) {
  node.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

// Draws anew only what looks different: a button must not vanish under a pressing finger.
export function drawInto(node, look, children) {
  const wanted = JSON.stringify(look);
  if (node.drawnLook === wanted) return;
  node.drawnLook = wanted;
  replaceChildrenOf(node, children());
}
