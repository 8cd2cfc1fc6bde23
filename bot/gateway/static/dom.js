// Elements are built here and filled with text only, so nothing a message holds becomes markup.

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function facts(className, rows) {
  const list = element("dl", className);
  for (const [label, value] of rows) {
    if (value) list.append(element("dt", "", String(label)), element("dd", "", String(value)));
  }
  return list;
}

export function button(className, title, onClick) {
  const made = element("button", className, title);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

export function clockTime(at) {
  const date = new Date(at);
  const made = element("time", "", new Intl.DateTimeFormat("en-GB", { timeStyle: "short" }).format(date));
  made.dateTime = date.toISOString();
  return made;
}

export const dayName = (at) =>
  new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" }).format(new Date(at));
