"""What was made of a text is made once, until it is to be forgotten."""

from bot.nlu.recent_texts import forget_texts, remembering


def asked_for(*texts, most):
    asked = []
    shout = remembering(lambda text: asked.append(text) or text.upper(), most)
    return shout, asked, [shout(text) for text in texts]


def test_the_same_text_is_asked_for_once():
    _, asked, found = asked_for("yes", "no", "yes", most=2)
    assert found == ["YES", "NO", "YES"]
    assert asked == ["yes", "no"]


def test_no_more_than_the_last_texts_are_kept():
    _, asked, _ = asked_for("yes", "no", "yes", most=1)
    assert asked == ["yes", "no", "yes"]


def test_what_is_forgotten_is_made_anew():
    shout, asked, _ = asked_for("yes", most=2)
    forget_texts()
    shout("yes")
    assert asked == ["yes", "yes"]
