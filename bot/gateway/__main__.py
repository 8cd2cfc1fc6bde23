"""`python -m bot.gateway`: serves the gateway on the host and port of the settings until it is stopped."""

import logging
import signal
import sys
from contextlib import suppress

import uvicorn

from bot.bootstrap import build_gateway
from bot.settings import load_settings

# Together with the gateway's own closing time shorter than what the supervisor grants.
_FINISH_REQUESTS_SECONDS = 5


def main() -> int:
    """Serve until SIGTERM or Ctrl-C; 0 after a clean stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # httpx logs every address it calls; those of the inner parts say nothing new.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    settings = load_settings()
    config = uvicorn.Config(
        build_gateway(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_FINISH_REQUESTS_SECONDS,
    )
    server = uvicorn.Server(config)
    # uvicorn raises the signal again once everything has been closed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(KeyboardInterrupt):
        server.run()
    return 0 if server.started else 3


if __name__ == "__main__":
    sys.exit(main())
