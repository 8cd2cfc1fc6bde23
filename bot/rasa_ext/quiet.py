"""Keeps what shoppers write out of the logs: Rasa prints whole messages at debug, warning and error level."""

import logging
import os

from bot.own_warnings import show_only_own_warnings


def keep_rasa_quiet() -> None:
    """Silence Rasa, TensorFlow and structlog in this process. To be called before rasa is imported."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ["LOG_LEVEL"] = "ERROR"  # what Rasa's progress bars go by
    show_only_own_warnings()
    for name in ("rasa", "tensorflow", "absl", "matplotlib", "apscheduler"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
