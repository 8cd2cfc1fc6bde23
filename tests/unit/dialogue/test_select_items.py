"""Which pieces of which items are meant, and whether that is a part of the order."""

from bot.dialogue.references import Kind, Mention, Quantifier, References
from bot.dialogue.select_items import is_part_of_order, select_items
from bot.dialogue.selection import AmbiguousItems, AskQuantity, ChosenItems, NotInOrder, Pick
from tests.unit.dialogue.orders import an_order

SHED = an_order(
    "1", "Garden rake @18.00; Seed bag x3 @4.00; Bucket/colour=blue @7.00; Bucket/colour=grey @7.00", 9
)
RAKE, SEEDS, BLUE, GREY = (Pick(SHED, item, item.quantity) for item in SHED.items)
EVERYTHING = (RAKE, SEEDS, BLUE, GREY)
CUPS = an_order("2", "Tin cup x4 @3.00", 9)
ALL = Mention(quantifier=Quantifier.ALL)


def items(*include: Mention, exclude: tuple[Mention, ...] = (), orders=(SHED,)):
    return select_items(References(include, exclude), orders)


def part(*include: Mention, exclude: tuple[Mention, ...] = (), order=SHED):
    return is_part_of_order(References(include, exclude), order)


def named(*words: str, **more) -> Mention:
    return Mention(words=words, kind=Kind.ITEM, **more)


def test_an_item_bought_once_is_chosen_by_its_name():
    assert items(named("rake")) == ChosenItems((RAKE,))


def test_of_an_item_bought_more_than_once_the_number_is_asked_for():
    assert items(named("seed", "bag")) == AskQuantity(SEEDS)


def test_a_number_of_pieces_is_taken():
    two = named("seed", "bags", quantifier=Quantifier.COUNT, quantity=2, is_plural=True)
    assert items(two) == ChosenItems((Pick(SHED, SEEDS.item, 2),))


def test_more_pieces_than_there_are_is_a_question():
    assert items(named("seed", quantifier=Quantifier.COUNT, quantity=9)) == AskQuantity(SEEDS)


def test_the_bags_are_all_of_them():
    assert items(named("seed", "bags", is_plural=True)) == ChosenItems((SEEDS,))


def test_two_things_of_one_title_are_asked_about():
    assert items(named("bucket")) == AmbiguousItems((BLUE, GREY))


def test_two_things_of_one_title_are_told_apart_by_an_option():
    assert items(named("grey", "bucket")) == ChosenItems((GREY,))


def test_both_are_both_of_one_title():
    assert items(named("buckets", quantifier=Quantifier.BOTH)) == ChosenItems((BLUE, GREY))


def test_everything_is_every_piece():
    assert items(ALL) == ChosenItems(EVERYTHING)


def test_all_but_one_thing_is_the_rest():
    assert items(ALL, exclude=(named("rake"),)) == ChosenItems((SEEDS, BLUE, GREY))


def test_all_but_some_pieces_leaves_the_others():
    one = named("seed", "bags", quantifier=Quantifier.COUNT, quantity=1)
    assert items(ALL, exclude=(one,)) == ChosenItems((RAKE, Pick(SHED, SEEDS.item, 2), BLUE, GREY))


def test_the_rest_is_what_is_not_kept():
    rest = Mention(quantifier=Quantifier.REST)
    assert items(rest, exclude=(named("seed"),)) == ChosenItems((RAKE, BLUE, GREY))


def test_a_thing_that_is_not_in_the_order_is_said():
    assert items(named("shovel")) == NotInOrder("shovel")


def test_a_thing_to_keep_that_is_not_in_the_order_stops_the_whole():
    assert items(ALL, exclude=(named("shovel"),)) == NotInOrder("shovel")


def test_a_word_told_by_the_way_is_no_item():
    assert items(named("rake"), named("shovel", is_aside=True)) == ChosenItems((RAKE,))


def test_nothing_named_is_a_question():
    assert items() == AmbiguousItems(EVERYTHING)


def test_it_is_the_only_piece():
    rake = an_order("3", "Garden rake @18.00")
    assert items(Mention(is_pronoun=True), orders=(rake,)) == ChosenItems((Pick(rake, rake.items[0], 1),))


def test_it_is_no_answer_to_how_many():
    assert items(Mention(is_pronoun=True), orders=(CUPS,)) == AskQuantity(Pick(CUPS, CUPS.items[0], 4))


def test_the_order_of_a_thing_does_not_say_which_of_its_things():
    assert items(Mention(words=("rake",), kind=Kind.ORDER)) == AmbiguousItems(EVERYTHING)


def test_one_thing_of_several_is_a_part():
    assert part(named("rake"))


def test_everything_but_one_thing_is_a_part():
    assert part(ALL, exclude=(named("rake"),))


def test_some_pieces_of_the_only_item_are_a_part():
    assert part(named("cups", quantifier=Quantifier.COUNT, quantity=1), order=CUPS)


def test_all_things_by_name_are_no_part():
    assert not part(named("rake"), named("seed", "bags", is_plural=True), named("buckets", is_plural=True))


def test_the_order_of_a_thing_is_no_part():
    assert not part(Mention(words=("rake",), kind=Kind.ORDER))


def test_the_only_thing_of_an_order_is_no_part():
    assert not part(named("cups", is_plural=True), order=CUPS)


def test_a_thing_of_another_order_is_no_part():
    assert not part(named("shovel"))


def test_nothing_named_is_no_part():
    assert not part()
