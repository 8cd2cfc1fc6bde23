"""Errors a client of the gateway sees, always as ``{"error": {"code", "message"}}``.

ApiError
├── bad_input 400   no_token, bad_token 401   loopback_only 403   conflict 409
├── too_long 413    too_fast 429 (Retry-After)
└── not_ready 503   (Retry-After)
"""

import math

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.orders.errors import StoreUnavailable

_BY_STATUS = {
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
}
_RETRY_SECONDS = 2


class ApiError(Exception):
    """A refusal with its HTTP status, a code for programs and a sentence for people."""

    def __init__(
        self, status: int, code: str, message: str, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after_seconds = retry_after_seconds

    def response(self) -> JSONResponse:
        """The error as the client gets it; never holds anything the client sent."""
        headers = {}
        if self.retry_after_seconds is not None:
            headers["Retry-After"] = str(max(1, math.ceil(self.retry_after_seconds)))
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        body = {"error": {"code": self.code, "message": self.message}}
        return JSONResponse(body, status_code=self.status, headers=headers)


def bad_input(code: str, message: str) -> ApiError:
    return ApiError(400, code, message)


def too_long(code: str, message: str) -> ApiError:
    return ApiError(413, code, message)


def too_fast(retry_after_seconds: float) -> ApiError:
    sentence = "That was a lot at once. Please wait a moment and try again."
    return ApiError(429, "too_fast", sentence, retry_after_seconds)


def not_ready(code: str = "not_ready") -> ApiError:
    return ApiError(503, code, "The chat is not ready yet. Please try again in a moment.", _RETRY_SECONDS)


def api_error_response(request: Request, error: Exception) -> JSONResponse:
    """The answer to a refusal raised while handling a request."""
    assert isinstance(error, ApiError)
    return error.response()


def store_error_response(request: Request, error: Exception) -> JSONResponse:
    """The answer while the database cannot be reached."""
    assert isinstance(error, StoreUnavailable)
    return not_ready("store_unavailable").response()


def http_error_response(request: Request, error: Exception) -> JSONResponse:
    """The answer to what the router refuses: unknown addresses and methods."""
    assert isinstance(error, HTTPException)
    code, message = _BY_STATUS.get(error.status_code, ("refused", "The request cannot be taken."))
    response = ApiError(error.status_code, code, message).response()
    response.headers.update(error.headers or {})
    return response
