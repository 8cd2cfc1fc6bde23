"""Faults of the order world. Refusals are values (see decision); these are what must not happen.

BotError
├── LoadError        order JSON that cannot be taken: file, path and reason
├── StoreUnavailable the database cannot be reached or stays locked
├── EffectConflict   one effect key used again with other parameters
└── TurnRefused      a turn token that is missing, forged, stale or of another conversation
"""


class BotError(Exception):
    """The base of all errors raised by this project."""


class LoadError(BotError):
    """Order JSON that cannot be taken; the text names file, path and reason."""


class StoreUnavailable(BotError):
    """The database cannot be reached or stays locked."""


class EffectConflict(BotError):
    """The key of an effect was used before with other parameters."""


class TurnRefused(BotError):
    """A turn token that is missing, forged, stale or of another conversation."""
