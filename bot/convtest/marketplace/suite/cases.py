"""From the table of a suite to its cases: each line of the guidance, each way to ask, each twist."""

from collections.abc import Iterator
from pathlib import Path

from bot.convtest.case import Case
from bot.convtest.marketplace.seeding import SeededStores
from bot.convtest.marketplace.suite.outcome import outcome_of
from bot.convtest.marketplace.suite.scene import Done, Scene
from bot.convtest.marketplace.suite.seeds import RowWithoutOrder, Seeded, facts_of_orders, seeded_lines
from bot.convtest.marketplace.suite.table import Phrase, Table, read_table
from bot.convtest.marketplace.suite.twists import ALWAYS, TWISTS, Steps, plainly
from bot.convtest.reading.problems import CaseFileError, CaseFileErrors
from bot.guidance.table import TableError
from bot.orders.order import Order
from bot.orders.policy import Policy
from bot.service.desk import Desk
from bot.store.clock import MovableClock


def suite_cases(path: Path, root: Path, stores: SeededStores, clock: MovableClock) -> tuple[Case, ...]:
    """All cases of a ``.suite.yml`` file, row by row.

    Raises:
        CaseFileErrors: when the table is wrong, or no order of it leads to some line of the guidance.
    """
    table = read_table(path, root)
    everything = [{**order, "id": name} for name, order in table.orders.items()]
    facts = facts_of_orders(table, _desk(stores, everything, clock))
    try:
        lines = list(seeded_lines(facts))
    except (RowWithoutOrder, TableError) as error:
        missing = CaseFileError(table.file, table.lines[next(iter(table.lines))], f"no order shows {error}")
        raise CaseFileErrors([missing]) from error
    return tuple(case for seeded in lines for case in _cases(table, seeded, stores, clock))


def _cases(table: Table, seeded: Seeded, stores: SeededStores, clock: MovableClock) -> Iterator[Case]:
    def done(phrase: Phrase, asked: str) -> Done:
        return _done(table, seeded, phrase, asked, stores, clock)

    line = table.lines.get(seeded.order_name or "", 1)
    order = table.orders.get(seeded.order_name or "")
    stored = _stored(_desk(stores, [order], clock), order) if order else None
    scene = Scene(table, seeded, stored, clock.now(), done, line)
    for name, steps in _talks(scene):
        if steps:
            yield _case(scene, name, steps)


def _talks(scene: Scene) -> Iterator[tuple[str, Steps]]:
    """Each way to ask and each twist for the first order of a row, one way and the buttons for the others."""
    count = len(scene.phrases)
    ways = range(count) if scene.seeded.is_first else [scene.line % count]
    for way in ways:
        yield f"asked in way {way + 1}", plainly(scene, scene.phrases[way])
    for twist, talk in TWISTS.items():
        if scene.seeded.is_first or twist in ALWAYS:
            yield twist, talk(scene)


def _done(
    table: Table, seeded: Seeded, phrase: Phrase, asked: str, stores: SeededStores, clock: MovableClock
) -> Done:
    """What a yes changes in a store that holds the order alone beside the demo data."""
    order = table.orders[seeded.order_name]
    desk = _desk(stores, [order], clock)
    details = {} if seeded.describes_itself else table.details.get(seeded.row.write.value, {})
    said = {"answer": asked, "reason": phrase.reason, **details}
    changes = outcome_of(seeded.row.write, stores.database, desk, _stored(desk, order), said)
    return Done(changes, _stored(desk, order))


def _stored(desk: Desk, order: dict) -> Order:
    with desk.unit_of_work() as uow:
        return uow.orders.get(order["id"], order["customer_id"])


def _desk(stores: SeededStores, orders: list[dict], clock: MovableClock) -> Desk:
    database, _ = stores.open(orders, clock.now())
    return Desk(database.unit_of_work, clock.now, Policy())


def _case(scene: Scene, name: str, steps: Steps) -> Case:
    seeded, table = scene.seeded, scene.table
    order = table.orders.get(seeded.order_name or "")
    about = f", {seeded.order_name.replace('_', ' ')}" if seeded.order_name else ""
    orders = [order] if order else []
    if name == "correction":
        orders.append(table.other_order)
    return Case(
        name=f"{seeded.row.id}{about}: {seeded.row.reply.removeprefix('utter_')} · {name}",
        file=table.file,
        line=scene.line,
        steps=tuple(steps),
        customer=order["customer_id"] if order else table.shopper,
        orders=tuple(orders),
        tags=(seeded.row.topic, "generated", *([name] if name in TWISTS else [])),
    )
