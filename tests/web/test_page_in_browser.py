"""The demo page as a shopper uses it, in a real browser; skipped where there is none."""

import pytest

pytestmark = pytest.mark.slow
HOSTILE = [
    "<img src=x onerror=\"document.title='broken'\">",
    "<script>document.title='broken'</script>",
    "[click](javascript:document.title='broken')",
    "</p><style>*{display:none}</style>",
    "{{7*7}} ${7*7} &lt;b&gt;",
]


def test_message_is_answered_on_the_page(page):
    page.say("hello\nthere")
    page.wait_for_text("You said: hello\nthere")
    assert page.texts("shopper") == ["hello\nthere"]


def test_pressed_button_says_its_title_and_sends_its_payload(page, turns):
    turns.replies["hello"] = [{"text": "Sure?", "buttons": [{"title": "Yes, do", "payload": "/affirm"}]}]
    page.say("hello")
    page.wait_for("[...document.querySelectorAll('.choice')].some((node) => node.textContent === 'Yes, do')")
    page.run("[...document.querySelectorAll('.choice')].at(-1).click()")
    page.wait_for_text("You said: /affirm")
    assert turns.texts == ["hello", "/affirm"]
    assert page.texts("shopper") == ["hello", "Yes, do"]
    assert page.run("return [...document.querySelectorAll('.choice')].every((node) => node.disabled)")


def test_history_is_there_after_a_reload(page, shop_url):
    page.say("remember this")
    page.wait_for_text("You said: remember this")
    page.open(shop_url)
    page.wait_for_text("You said: remember this")
    assert page.texts("shopper") == ["remember this"]


def test_shoppers_have_conversations_and_orders_of_their_own(page):
    page.say("a secret")
    page.wait_for_text("You said: a secret")
    page.run(
        "const picker = document.getElementById('shopper'); picker.value = 'c-2';"
        "picker.dispatchEvent(new Event('change'));"
    )
    page.wait_for("document.getElementById('orders').textContent.includes('Lamp of c-2')")
    page.wait_for_text("Hello!")
    assert "a secret" not in page.run("return document.body.textContent")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_markup(page, turns, text):
    card = {"type": "receipt", "title": text, "lines": [[text, text]]}
    turns.replies["hello"] = [{"text": text, "custom": card, "buttons": [{"title": text, "payload": "/a"}]}]
    page.say("hello")
    page.wait_for("document.querySelector('.card')")
    assert page.texts("bot")[-1] == text
    assert (
        page.run("return document.querySelectorAll('#log img, #log script, #log style, #log a').length") == 0
    )
    assert page.run("return document.title") != "broken"


def test_message_typed_while_offline_is_sent_once_when_the_line_is_back(page, turns):
    network = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page.command("Network.emulateNetworkConditions", offline=True, **network)
    page.say("hello")
    page.wait_for("document.getElementById('connection').textContent.startsWith('Connection lost')")
    page.command("Network.emulateNetworkConditions", offline=False, **network)
    page.wait_for_text("You said: hello")
    page.wait_for("document.getElementById('connection').textContent === ''")
    assert turns.texts == ["hello"]


def test_token_that_has_run_out_is_renewed_unseen(chromium, shop_url, monkeypatch):
    monkeypatch.setattr("bot.gateway.demo.DEMO_TOKEN_SECONDS", -1)
    chromium.command("Page.navigate", url=shop_url)
    chromium.wait_for("document.getElementById('connection').textContent.includes('sign in')")
    monkeypatch.setattr("bot.gateway.demo.DEMO_TOKEN_SECONDS", 60)
    chromium.say("hello")
    chromium.wait_for_text("You said: hello")


def test_start_over_keeps_the_history_and_switches_old_buttons_off(page, turns):
    turns.replies["hello"] = [{"text": "Sure?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]
    page.say("hello")
    page.wait_for_text("Sure?")
    page.run("document.getElementById('start-over').click()")
    page.wait_for_text("You started over")
    assert page.run(
        "return [...document.querySelectorAll('.choice')].find((node) => node.textContent === 'Yes').disabled"
    )


def test_page_fits_a_small_phone_with_targets_large_enough_for_a_thumb(chromium, shop_url, turns):
    turns.replies["hello"] = [{"text": "x" * 300, "buttons": [{"title": "y" * 80, "payload": "/affirm"}]}]
    chromium.open(shop_url, width=360)
    chromium.say("hello")
    chromium.wait_for_text("xxx")
    assert chromium.run("return document.documentElement.scrollWidth") <= 360
    small = chromium.run(
        "return [...document.querySelectorAll('button, select, textarea')]"
        ".filter((node) => node.getBoundingClientRect().height < 44).length"
    )
    assert small == 0


def test_conversation_can_be_had_with_the_keyboard_alone(page, turns):
    turns.replies["hello"] = [{"text": "Sure?", "buttons": [{"title": "Yes", "payload": "/affirm"}]}]
    page.run("document.getElementById('message').focus()")
    page.command("Input.insertText", text="hello")
    press(page, "Enter", "\r")
    page.wait_for_text("Sure?")
    page.run("document.getElementById('log').focus()")
    for _ in range(10):
        press(page, "Tab")
        if page.run("return document.activeElement.textContent") == "Yes":
            break
    press(page, "Enter", "\r")
    page.wait_for_text("You said: /affirm")


def press(page, key, text=""):
    code = {"Enter": 13, "Tab": 9}[key]
    more = {"key": key, "code": key, "windowsVirtualKeyCode": code}
    page.command("Input.dispatchKeyEvent", type="keyDown", text=text, **more)
    page.command("Input.dispatchKeyEvent", type="keyUp", **more)


def test_beside_a_long_title_a_value_of_a_card_stays_on_one_line(page, turns):
    title = "Bluetooth headphones, over-ear, with a travelling case (black)"
    card = {
        "type": "order_card",
        "title": title,
        "items": [{"quantity": 1, "title": title, "price": "$79.00"}],
    }
    turns.replies["hello"] = [{"text": "Here it is.", "custom": card}]
    page.say("hello")
    page.wait_for("document.querySelector('.card dd')")
    lines = page.run(
        "const range = document.createRange(); range.selectNodeContents(document.querySelector('.card dd'));"
        "return new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size"
    )
    assert lines == 1
