"""The numbers behind the guidance rows: periods, countries, opening hours. Set in bot.settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """Named settings of the guidance; a reply never holds such a number as a literal."""

    marketplace: str = "Marketo"
    refund_days: int = 5
    dispute_window_days: int = 15
    seller_reply_days: int = 2
    free_return_countries: frozenset[str] = frozenset({"US", "GB", "DE", "FR", "ES", "IT", "NL", "PL", "AU"})
    opening_hours: str = "every day from 8 am to 8 pm"
