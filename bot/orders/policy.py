"""The numbers and texts behind the guidance rows: periods, countries, ways. Set in bot.settings."""

from dataclasses import dataclass
from urllib.parse import quote

ORDER_PLACE, ITEM_PLACE = "{order}", "{item}"


@dataclass(frozen=True)
class Policy:
    """Named settings of the guidance; a reply never holds such a number as a literal.

    ``buy_again_url`` may hold ``{order}`` and ``{item}``, the ids of an order and of an item in it;
    empty where there is no such page. ``return_instructions`` and ``photo_instructions`` are whole
    sentences for a shopper, empty where there is nothing to say.
    """

    marketplace: str = "Marketo"
    refund_days: int = 5
    dispute_window_days: int = 15
    seller_reply_days: int = 2
    free_return_countries: frozenset[str] = frozenset({"US", "GB", "DE", "FR", "ES", "IT", "NL", "PL", "AU"})
    opening_hours: str = "every day from 8 am to 8 pm"
    buy_again_url: str = "https://marketo.example/orders/{order}/buy-again?item={item}"
    return_instructions: str = (
        "Print the label at marketo.example/returns, stick it on the parcel and hand it in at any parcel "
        "shop. The address is Returns, 4 Harbour Row, Port Ellery."
    )
    photo_instructions: str = (
        "Send your photos to photos@marketo.example with the order number in the subject line."
    )

    def buy_again_link(self, order_id: str, item_id: str = "") -> str | None:
        """Where to buy an item of an order again; None where the marketplace has no such page.

        >>> Policy(buy_again_url="https://shop.example/again/{order}").buy_again_link("#W 1")
        'https://shop.example/again/%23W%201'
        """
        if not self.buy_again_url:
            return None
        # One after the other and quoted first: an id cannot bring in a place of its own.
        in_order = self.buy_again_url.replace(ORDER_PLACE, quote(order_id, safe=""))
        return in_order.replace(ITEM_PLACE, quote(item_id, safe=""))
