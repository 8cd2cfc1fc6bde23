"""Money in integer minor units and its two spellings: for people and for JSON."""

import re
from dataclasses import dataclass

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "AUD": "A$"}
_DECIMAL = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")


@dataclass(frozen=True, order=True)
class Money:
    """An amount in minor units (cents) of an ISO 4217 currency with two decimals."""

    cents: int
    currency: str = "USD"

    def __str__(self) -> str:
        """The amount as a shopper reads it: ``$1,234.50``.

        >>> str(Money(123450))
        '$1,234.50'
        """
        whole, cents = divmod(self.cents, 100)
        symbol = _SYMBOLS.get(self.currency, f"{self.currency} ")
        return f"{symbol}{whole:,}.{cents:02d}"

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.cents + other.cents, self.currency)


def cents_from_decimal(text: str) -> int:
    """Minor units of a decimal string such as ``"19.9"``.

    Raises:
        ValueError: when the text is not a plain, non-negative decimal with at most two places.

    >>> cents_from_decimal("19.90")
    1990
    """
    match = _DECIMAL.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f'{text!r} is not an amount; write it as a decimal string such as "19.90"')
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def decimal_from_cents(cents: int) -> str:
    """The decimal string of an amount in minor units.

    >>> decimal_from_cents(1990)
    '19.90'
    """
    return f"{cents // 100}.{cents % 100:02d}"
