"""What the demo shop shows beside the chat, read from the order store."""

from collections.abc import Callable, Iterable

from bot.gateway.ports import Clock
from bot.orders.order import Order
from bot.orders.policy import Policy
from bot.orders.stage import stage_of
from bot.store.port import UnitOfWork


class StoreShopfront:
    """A Shopfront over the order store. ``list_customers`` gives id and name of all who may be picked."""

    def __init__(
        self,
        unit_of_work: Callable[[], UnitOfWork],
        list_customers: Callable[[], Iterable[tuple[str, str]]],
        clock: Clock,
        policy: Policy,
    ) -> None:
        self._unit_of_work = unit_of_work
        self._list_customers = list_customers
        self._clock = clock
        self._policy = policy

    def customers(self) -> list[dict]:
        """See Shopfront."""
        return [{"id": customer_id, "name": name} for customer_id, name in self._list_customers()]

    def orders(self, customer_id: str) -> list[dict]:
        """See Shopfront."""
        with self._unit_of_work() as uow:
            return [self._summary(order) for order in uow.orders.of_customer(customer_id)]

    def _summary(self, order: Order) -> dict:
        stage = stage_of(order, self._clock.now(), self._policy.dispute_window_days)
        more = len(order.items) - 1
        return {
            "order_id": order.id,
            "title": order.items[0].title + (f" and {more} more" if more else ""),
            "total": str(order.total),
            "placed_at": order.placed_at.isoformat(),
            "stage": stage.value,
            "seller": order.seller.name,
        }
