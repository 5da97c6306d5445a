// Making elements; text only ever as text.
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
