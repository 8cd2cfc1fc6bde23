"""Which items of an order a reference means, and how many pieces of each. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialogue.references import Extreme, Kind, Mention, Quantifier, References
from bot.dialogue.selection import AmbiguousItems, AskQuantity, ChosenItems, ItemSelection, NotInOrder, Pick
from bot.dialogue.word_match import count_of_item, is_of_seller, item_words, names_thing
from bot.orders.order import Order

_SETS = (Quantifier.ALL, Quantifier.BOTH)


def select_items(references: References, orders: Sequence[Order]) -> ItemSelection:
    """The pieces of ``orders``, mostly of one, that ``references`` mean.

    Without a doubt are the only piece, all of them, and what is named so that one item fits. Otherwise
    the shopper is asked which item, or how many pieces.
    """
    everything = tuple(Pick(order, item, item.quantity) for order in orders for item in order.items)
    asked = _asked(references.include, everything)
    kept = _pieces_kept(references.exclude, everything)
    if isinstance(kept, NotInOrder):
        return kept
    if _is_all_but_some_of(asked, references.exclude):
        everything = _matching(references.exclude[0], everything) or everything
    named: list[Pick] = []
    for mention in asked:
        picks = () if _is_general(mention) else _picks_of(mention, everything)
        if not isinstance(picks, tuple):
            return picks
        named += picks
    if any(map(_is_general, asked)) or (references.exclude and not any(map(_tells, asked))):
        is_rest = any(mention.quantifier is Quantifier.REST for mention in asked) and not kept
        chosen = _merged(
            everything, [*named, *_without(everything, {**_pieces(named if is_rest else ()), **kept})]
        )
    else:
        chosen = _merged(everything, _without(named, kept))
    return ChosenItems(chosen) if chosen else _nothing_named(everything)


def _asked(mentions: Sequence[Mention], everything: tuple[Pick, ...]) -> list[Mention]:
    """What is asked for; what is told by the way counts where nothing else tells and an item has it."""
    asked = [each for each in mentions if not each.is_aside and not _is_of_an_order(each, everything)]
    if any(map(_tells, asked)):
        return asked
    return asked + [each for each in mentions if each.is_aside and _matching(each, everything)]


def _is_general(mention: Mention) -> bool:
    """Whether it stands for everything, or for what is left: "all of it", "the rest"."""
    return mention.quantifier is Quantifier.REST or (mention.quantifier in _SETS and not _tells(mention))


def _is_all_but_some_of(asked: Sequence[Mention], excluded: Sequence[Mention]) -> bool:
    """Whether pieces of one thing are left out of all of its pieces: "all but one of the cups"."""
    if len(asked) != 1 or len(excluded) != 1:
        return False
    is_all = asked[0].quantifier is Quantifier.ALL and not asked[0].words and asked[0].kind is Kind.ANY
    return is_all and excluded[0].quantity is not None and excluded[0].is_plural and bool(excluded[0].words)


def is_part_of_order(references: References, order: Order) -> bool:
    """Whether only a part of the order is named, which cannot be cancelled alone.

    True also where it is only clear that it is not all: one of three brushes, whichever.
    """
    everything = tuple(Pick(order, item, item.quantity) for item in order.items)
    names_items = [mention for mention in (*references.include, *references.exclude) if not mention.is_aside]
    names_items = [mention for mention in names_items if not _is_of_an_order(mention, everything)]
    if not any(_matching(mention, everything) and _says_items(mention) for mention in names_items):
        return False
    found = select_items(references, (order,))
    if isinstance(found, ChosenItems):
        return found.picks != everything
    if isinstance(found, AskQuantity):
        return found.pick.item.quantity > 1 and (len(order.items) > 1 or _counts_pieces(references))
    return isinstance(found, AmbiguousItems) and len(found.picks) < len(everything)


def _says_items(mention: Mention) -> bool:
    return bool(mention.words) or mention.quantity is not None


def _counts_pieces(references: References) -> bool:
    return any(mention.quantity is not None for mention in references.include)


def _is_of_an_order(mention: Mention, everything: tuple[Pick, ...]) -> bool:
    """Whether the mention says which order, as "something from the tent order" does, and no item."""
    if mention.number or mention.ending or mention.tracking or mention.days is not None:
        return not mention.words
    if mention.kind is not Kind.ORDER:
        return False
    return mention.quantifier not in _SETS and (
        bool(mention.words) or len(everything) > 1 or mention.status is not None
    )


def _tells(mention: Mention) -> bool:
    """Whether it tells one item from another."""
    return (
        bool(mention.words or mention.cents or mention.position or mention.extreme)
        or mention.quantity is not None
    )


def _matching(mention: Mention, picks: Sequence[Pick]) -> tuple[Pick, ...]:
    """The items with the most words of the mention, and with its price, place or end of the scale."""
    found = tuple(picks)
    if mention.words:
        likeness = [_likeness(mention.words, pick) for pick in picks]
        best = max(likeness, default=(0, False))
        if best[0] == 0:
            return ()
        found = tuple(pick for pick, like in zip(picks, likeness, strict=True) if like == best)
    if mention.cents is not None:
        low, high = mention.cents
        found = tuple(pick for pick in found if low <= pick.item.price.cents <= high) or found
    if mention.extreme in (Extreme.CHEAPEST, Extreme.DEAREST) and found:
        cents = [pick.item.price.cents for pick in found]
        wanted = min(cents) if mention.extreme is Extreme.CHEAPEST else max(cents)
        found = tuple(pick for pick in found if pick.item.price.cents == wanted)
    if mention.position is not None and len(found) > 1:
        place = mention.position - 1 if mention.position > 0 else len(found) - 1
        found = (found[place],) if place < len(found) else found
    return found


def _likeness(words: tuple[str, ...], pick: Pick) -> tuple[int, bool]:
    count = count_of_item(words, pick.item)
    if not count and all(is_of_seller(word, pick.order) for word in words):
        count = 1
    return count, names_thing(words, pick.item)


def _picks_of(mention: Mention, everything: tuple[Pick, ...]) -> tuple[Pick, ...] | ItemSelection:
    found = _matching(mention, everything)
    if not found:
        return NotInOrder(" ".join(mention.words))
    if not _tells(mention):
        return _all_or_ask(found)
    pieces = sum(pick.quantity for pick in found)
    if mention.quantifier in _SETS or (mention.quantity is not None and mention.quantity == pieces):
        is_pair_of_more = mention.quantifier is Quantifier.BOTH and pieces != 2
        return AmbiguousItems(found) if is_pair_of_more else found
    if len(found) > 1:
        is_plural = mention.is_plural and mention.quantity is None and _titles_are_of_one(found, mention)
        return found if is_plural else AmbiguousItems(found)
    return _with_quantity(mention, found[0])


def _titles_are_of_one(found: Sequence[Pick], mention: Mention) -> bool:
    return not any(item_words(pick.item).thing.endswith("s") for pick in found)


def _with_quantity(mention: Mention, pick: Pick) -> tuple[Pick, ...] | ItemSelection:
    if mention.quantifier is Quantifier.COUNT and mention.quantity is None and pick.quantity > 1:
        return AskQuantity(pick)
    if mention.quantity is not None:
        is_there = 0 < mention.quantity <= pick.quantity
        return (Pick(pick.order, pick.item, mention.quantity),) if is_there else AskQuantity(pick)
    is_all = mention.is_plural and not item_words(pick.item).thing.endswith("s")
    return (pick,) if pick.quantity == 1 or is_all else AskQuantity(pick)


def _all_or_ask(found: tuple[Pick, ...]) -> tuple[Pick, ...] | ItemSelection:
    """For "it" and the like: the only piece, or a question."""
    if len(found) > 1:
        return AmbiguousItems(found)
    return found if found[0].quantity == 1 else AskQuantity(found[0])


def _nothing_named(everything: tuple[Pick, ...]) -> ItemSelection:
    picks = _all_or_ask(everything) if everything else AmbiguousItems(())
    return ChosenItems(picks) if isinstance(picks, tuple) else picks


def _pieces_kept(
    mentions: Sequence[Mention], everything: tuple[Pick, ...]
) -> dict[tuple[str, str], int] | NotInOrder:
    """How many pieces of which item stay with the shopper."""
    kept: dict[tuple[str, str], int] = {}
    for mention in mentions:
        if not _tells(mention) or (_is_of_an_order(mention, everything)):
            continue
        found = _matching(mention, everything)
        if not found and not mention.is_aside:
            return NotInOrder(" ".join(mention.words))
        for pick in found:
            kept[_key(pick)] = (
                mention.quantity if mention.quantity is not None and len(found) == 1 else pick.quantity
            )
    return kept


def _key(pick: Pick) -> tuple[str, str]:
    return pick.order.id, pick.item.id


def _pieces(picks: Sequence[Pick]) -> dict[tuple[str, str], int]:
    return {_key(pick): pick.quantity for pick in picks}


def _without(picks: Sequence[Pick], kept: dict[tuple[str, str], int]) -> list[Pick]:
    left = [Pick(pick.order, pick.item, pick.quantity - kept.get(_key(pick), 0)) for pick in picks]
    return [pick for pick in left if pick.quantity > 0]


def _merged(everything: tuple[Pick, ...], picks: Sequence[Pick]) -> tuple[Pick, ...]:
    """One entry an item, in the order of the list, never more than there are."""
    wanted: dict[tuple[str, str], int] = {}
    for pick in picks:
        wanted[_key(pick)] = min(pick.item.quantity, max(wanted.get(_key(pick), 0), pick.quantity))
    return tuple(
        Pick(each.order, each.item, wanted[_key(each)]) for each in everything if _key(each) in wanted
    )
