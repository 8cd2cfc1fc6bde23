"""The actions of a lending desk."""

from datetime import datetime, timedelta, timezone

from rasa_sdk import Action
from rasa_sdk.events import ReminderScheduled, SlotSet

FINES_CENTS = {"emma": 120}
# title -> the day a book is due
LOANS = {"emma": "2026-01-07", "dracula": "2026-01-09"}


class RenewLoan(Action):
    """Lends a book for two more weeks from today, and asks on when nothing follows and nothing is owed."""

    def name(self):
        return "action_renew_loan"

    def run(self, dispatcher, tracker, domain):
        book = tracker.get_slot("book")
        due_at = datetime.now(timezone.utc) + timedelta(days=14)
        LOANS[book] = f"{due_at:%Y-%m-%d}"
        dispatcher.utter_message(response="utter_renewed", book=book, due_on=f"{due_at:%d %B %Y}")
        events = [SlotSet("due_on", f"{due_at:%Y-%m-%d}")]
        if book in FINES_CENTS:
            return events
        asks_on_at = datetime.now(timezone.utc) + timedelta(minutes=20)
        return [*events, ReminderScheduled("is_silent", asks_on_at, name="silent")]


class TellFine(Action):
    """Tells what is owed for a book; it was written without a thought for books that are not fined."""

    def name(self):
        return "action_tell_fine"

    def run(self, dispatcher, tracker, domain):
        cents = FINES_CENTS[tracker.get_slot("book")]
        dispatcher.utter_message(text=f"You owe {cents / 100:.2f}.")
        return []
