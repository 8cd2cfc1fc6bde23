// The cards a bot message may carry (`custom`), each as a heading with a list of facts.

import { element, facts } from "./dom.js";

const makers = {
  order_card: (card) => [
    heading(card.title, `Order ${card.order_id}`),
    facts("", [
      ["Status", card.stage],
      ["Total", card.total],
      ["Seller", card.seller],
      ...items(card.items),
      ...lines(card.lines),
      ["Tracking", card.tracking],
    ]),
  ],
  order_list: (card) => [element("ul", "", ...listOf(card.orders).map(shortOrder))],
  receipt: (card) => [heading(card.title || "Done"), facts("", lines(card.lines))],
  refund_tracker: (card) => [
    heading(`Refund of ${card.amount}`, `Order ${card.order_id}`),
    facts("", [["To", card.method], ...lines(card.lines)]),
  ],
  seller_message: (card) => [
    heading(
      card.status === "sent" ? `Sent to ${card.seller}` : `Message to ${card.seller}`,
      card.status === "sent" ? "" : "Draft, not sent yet",
    ),
    element("p", "letter", card.text ?? ""),
  ],
  handoff: (card) => [heading(card.title || "A person takes over"), facts("", others(card))],
};

export function drawCard(card) {
  const make = makers[card.type] ?? ((unknown) => [facts("", others(unknown))]);
  const isDone = card.type === "receipt" || card.is_paid === "yes" || card.status === "sent";
  return element("div", isDone ? "card done" : "card", ...make(card));
}

function heading(title, note) {
  return element("div", "", element("h3", "", title), note ? element("p", "card-note", note) : null);
}

function shortOrder(order) {
  return element(
    "li",
    "",
    heading(order.title, `Order ${order.order_id}`),
    facts("", [["Status", order.stage], ["Total", order.total], ["Ordered", order.placed_on]]),
  );
}

const listOf = (found) => (Array.isArray(found) ? found : []);
const lines = (found) => listOf(found).filter(Array.isArray);
const items = (found) => listOf(found).map((item) => [`${item.quantity} × ${item.title}`, item.price]);

function others(card) {
  const rows = Object.entries(card).filter(
    ([key, value]) => !["type", "title", "lines"].includes(key) && typeof value === "string",
  );
  return [...rows.map(([key, value]) => [label(key), value]), ...lines(card.lines)];
}

const label = (key) => key.charAt(0).toUpperCase() + key.slice(1).replaceAll("_", " ");
