// The demo shop: who is signed in, what they ordered, and the chat beside it.

import { ConnectionLost, Session, listCustomers } from "./api.js";
import { Chat } from "./chat.js";
import { button, element, facts } from "./dom.js";

const STAGES = {
  unpaid: ["Waiting for payment", "wait"],
  payment_processing: ["Payment in process", "wait"],
  to_ship: ["Paid, not shipped yet", "good"],
  shipped: ["On its way", "good"],
  delivered: ["Delivered", "good"],
  cancelled: ["Cancelled", "bad"],
  in_dispute: ["In dispute", "wait"],
  closed: ["Completed", ""],
};
const GUEST = "";
const TONES = 5;

const byId = (id) => document.getElementById(id);
const picker = byId("shopper");
const message = byId("message");
const parts = { log: byId("log"), message, connection: byId("connection"), state: byId("chat-state") };
let session;
let chat;

async function begin() {
  let answer;
  try {
    answer = await listCustomers();
  } catch (error) {
    parts.connection.textContent =
      error instanceof ConnectionLost ? "Connection lost. Trying again…" : error.message;
    setTimeout(begin, 2000);
    return;
  }
  parts.connection.textContent = "";
  document.title = `${answer.marketplace} · Customer service`;
  document.querySelector("[data-marketplace]").textContent = answer.marketplace;
  const choices = [...answer.customers, { id: GUEST, name: "Guest (not signed in)" }];
  picker.replaceChildren(...choices.map(({ id, name }) => new Option(name, id)));
  const last = sessionStorage.getItem("shopper");
  picker.value = choices.some(({ id }) => id === last) ? last : choices[0].id;
  picker.disabled = false;
  signIn();
}

function signIn() {
  chat?.close();
  sessionStorage.setItem("shopper", picker.value);
  session = new Session(picker.value);
  chat = new Chat(session, parts, showOrders);
  chat.open();
  showOrders();
}

async function showOrders() {
  const asked = session;
  let orders;
  try {
    ({ orders } = await asked.request("/demo/orders"));
  } catch {
    return;
  }
  if (asked !== session) return;
  const name = picker.selectedOptions[0].text;
  byId("orders-title").textContent = asked.customerId ? `${name.split(" ")[0]}’s orders` : "My orders";
  byId("orders").replaceChildren(...(orders.length ? orders.map(orderCard) : [nothing()]));
}

function nothing() {
  const words = session.customerId
    ? "There are no orders here yet."
    : "Guests see no orders. General questions can be asked in the chat all the same.";
  return element("li", "empty", words);
}

function orderCard(order) {
  const [stage, tone] = STAGES[order.stage] ?? [order.stage, ""];
  const tile = element("span", `order-tile tone-${toneOf(order.title)}`, order.title.charAt(0));
  tile.setAttribute("aria-hidden", "true");
  const ask = button("quiet-button", "Ask about it", () => askAbout(order.order_id));
  ask.setAttribute("aria-label", `Ask about order ${order.order_id}, ${order.title}`);
  return element(
    "li",
    "order",
    tile,
    element("div", "", element("h2", "", order.title), element("p", "order-seller", order.seller)),
    facts("order-facts", [
      ["Order", order.order_id],
      ["Placed", new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" }).format(new Date(order.placed_at))],
      ["Total", order.total],
    ]),
    element("div", "order-foot", element("span", `stage ${tone}`, stage), ask),
  );
}

const toneOf = (title) => [...title].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % TONES;

function askAbout(orderId) {
  message.value = `Where is my order ${orderId}?`;
  message.focus();
  message.scrollIntoView({ block: "nearest" });
}

function send() {
  const text = message.value.trim();
  if (!text) return;
  message.value = "";
  chat.say(text);
}

picker.addEventListener("change", signIn);
byId("start-over").addEventListener("click", () => chat?.startOver());
byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  if (chat) send();
});
message.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (chat) send();
  }
});
begin();
