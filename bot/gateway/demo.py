"""The demo shop: one page with the chat, and tokens for demo shoppers. Served only where switched on."""

from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.gateway.chat import Chat
from bot.gateway.errors import ApiError, bad_input
from bot.gateway.limits import RateLimit, read_body
from bot.gateway.messages import parse_object
from bot.gateway.ports import Shopfront
from bot.gateway.tokens import mint_chat_token

DEMO_TOKEN_SECONDS = 15 * 60
_STATIC = Path(__file__).parent / "static"
_TOKENS_PER_MINUTE = 60


class DemoShop:
    """The page at ``/`` and the calls under ``/demo``."""

    def __init__(self, shopfront: Shopfront, chat: Chat, chat_secret: str, marketplace: str) -> None:
        self._shopfront = shopfront
        self._chat = chat
        self._chat_secret = chat_secret
        self._marketplace = marketplace
        self._tokens = RateLimit(_TOKENS_PER_MINUTE)

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.page),
            Route("/demo/customers", self.customers),
            Route("/demo/orders", self.orders),
            Route("/demo/token", self.token, methods=["POST"]),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ]

    async def page(self, request: Request) -> FileResponse:
        return FileResponse(_STATIC / "index.html")

    async def customers(self, request: Request) -> JSONResponse:
        """The demo shoppers to choose from, and what the shop is called."""
        customers = await run_sync(self._shopfront.customers)
        return JSONResponse({"marketplace": self._marketplace, "customers": customers})

    async def orders(self, request: Request) -> JSONResponse:
        """The orders of the shopper whose token is sent; none for a guest."""
        customer_id = self._chat.subject_of(request).customer_id
        found = await run_sync(self._shopfront.orders, customer_id) if customer_id else []
        return JSONResponse({"orders": found})

    async def token(self, request: Request) -> JSONResponse:
        """A chat token for one of the demo shoppers, valid for a quarter of an hour."""
        self._tokens.spend(request.client.host if request.client else "unknown")
        customer_id = parse_object(await read_body(request)).get("customer_id")
        if not isinstance(customer_id, str):
            raise bad_input("bad_customer_id", "customer_id must be a text.")
        known = await run_sync(self._shopfront.customers)
        if all(customer["id"] != customer_id for customer in known):
            raise ApiError(404, "not_found", "There is no such demo shopper.")
        token = mint_chat_token(customer_id, self._chat_secret, DEMO_TOKEN_SECONDS)
        return JSONResponse({"token": token, "expires_in_seconds": DEMO_TOKEN_SECONDS})
