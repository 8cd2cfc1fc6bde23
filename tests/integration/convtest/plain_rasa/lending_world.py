"""The lending desk with its loans, so that conversation tests can check what happened to them."""

from actions import LOANS
from bot.convtest.rasa_world import RasaWorld
from bot.convtest.world import Store, WorldError

READERS = ("r-1", "r-2")
LENT = {"emma": "2026-01-07", "dracula": "2026-01-09"}
RULES = {"action_renew_loan": "RENEW", "action_tell_fine": "FINE"}


class LoanStore(Store):
    def begin(self, case, now):
        if case.customer not in (None, *READERS):
            raise WorldError(f"There is no reader {case.customer!r}; there are {', '.join(READERS)}.")
        LOANS.clear()
        LOANS.update(LENT, **{loan["id"]: loan["due_on"] for loan in case.orders})

    def rows(self):
        return {"loans": {book: {"id": book, "due_on": day} for book, day in LOANS.items()}}

    def close(self):
        LOANS.clear()

    def answered_by(self, events):
        ran = [event["name"] for event in events if event["event"] == "action"]
        return tuple(RULES[name] for name in ran if name in RULES)

    def rule_text(self, row_id, replies=()):
        return {"RENEW": "A loan runs two more weeks from today."}.get(row_id)


def open_world(root, model):
    return RasaWorld(root, model, store=LoanStore())
