"""The shopper's calls: send a message, read the history, start over, begin as a guest."""

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.gateway.dispatch import Dispatcher
from bot.gateway.errors import bad_input
from bot.gateway.identity import Subject, conversation_id_of, new_guest
from bot.gateway.limits import RateLimit, read_body
from bot.gateway.messages import parse_message
from bot.gateway.ports import Clock, Conversations, StoredMessage
from bot.gateway.tokens import GUEST_TOKEN_SECONDS, mint_guest_token, verify_chat_token

PAGE_SIZE = 200
_LARGEST_ID = 2**63 - 1
_READS_PER_MESSAGE = 10
_SESSIONS_PER_MINUTE = 20


class Chat:
    """Handlers under ``/chat``; each takes its shopper from the token alone."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        conversations: Conversations,
        clock: Clock,
        chat_secret: str,
        messages_per_minute: int,
    ) -> None:
        self._dispatcher = dispatcher
        self._conversations = conversations
        self._clock = clock
        self._chat_secret = chat_secret
        self._writes = RateLimit(messages_per_minute)
        self._reads = RateLimit(messages_per_minute * _READS_PER_MESSAGE)
        self._sessions = RateLimit(_SESSIONS_PER_MINUTE)

    async def messages(self, request: Request) -> JSONResponse:
        """``/chat/messages``: POST sends one message, GET reads the history."""
        return await (self.post_message(request) if request.method == "POST" else self.get_messages(request))

    async def post_message(self, request: Request) -> JSONResponse:
        """``POST /chat/messages``: the answer to one message."""
        subject = self.subject_of(request)
        self._writes.spend(subject.sub)
        message = parse_message(await read_body(request))
        reply = await self._dispatcher.submit(self._conversation_id(subject), subject, message)
        return JSONResponse({"messages": [as_json(each) for each in reply.messages], "state": reply.state})

    async def get_messages(self, request: Request) -> JSONResponse:
        """``GET /chat/messages?after=<id>``: what came after an id, or the latest lines."""
        subject = self.subject_of(request)
        self._reads.spend(subject.sub)
        after = _after(request.query_params.get("after"))
        messages, state = await run_sync(self._history, subject, after)
        found = [as_json(each) for each in messages]
        return JSONResponse(
            {"messages": found, "state": state, "more": bool(after) and len(found) == PAGE_SIZE}
        )

    async def post_restart(self, request: Request) -> JSONResponse:
        """``POST /chat/restart``: begin anew; the history stays."""
        subject = self.subject_of(request)
        self._writes.spend(subject.sub)
        conversation = await self._dispatcher.restart(self._conversation_id(subject), subject)
        return JSONResponse({"messages": [], "state": conversation.state})

    async def post_session(self, request: Request) -> JSONResponse:
        """``POST /chat/session``: a token for a guest who is not signed in."""
        self._sessions.spend(request.client.host if request.client else "unknown")
        token = mint_guest_token(new_guest(), self._chat_secret)
        return JSONResponse({"token": token, "expires_in_seconds": GUEST_TOKEN_SECONDS})

    def subject_of(self, request: Request) -> Subject:
        """The shopper the request's token names; 401 when it names none."""
        return verify_chat_token(request.headers.get("authorization"), self._chat_secret)

    def _conversation_id(self, subject: Subject) -> str:
        return conversation_id_of(subject, self._chat_secret)

    def _history(self, subject: Subject, after: int | None) -> tuple[list[StoredMessage], str]:
        conversation = self._conversations.open(
            self._conversation_id(subject), subject.sub, subject.customer_id, self._clock.now()
        )
        return list(self._conversations.history(conversation.id, after, PAGE_SIZE)), conversation.state


def as_json(message: StoredMessage) -> dict:
    """A message as a client sees it; what is empty is left out."""
    found: dict = {"id": message.id, "sender": message.sender, "at": message.at.isoformat()}
    if message.text:
        found["text"] = message.text
    if message.buttons:
        found["buttons"] = list(message.buttons)
    if message.custom:
        found["custom"] = message.custom
    if message.client_id:
        found["client_id"] = message.client_id
    return found


def _after(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 20) or int(text) > _LARGEST_ID:
        raise bad_input("bad_after", "after must be the id of a message, a whole number.")
    return int(text)
