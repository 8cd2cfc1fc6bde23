"""Errors that were only logged are found, warnings are not."""

import logging

import structlog

from bot.convtest.running.swallowed import swallowed_errors

logger = logging.getLogger("some.library")


def test_an_error_that_was_logged_is_found_with_its_kind():
    with swallowed_errors() as found:
        try:
            raise ValueError("secret of the shopper")
        except ValueError:
            logger.exception("The action broke")
    assert found == ["logged by some.library: The action broke: ValueError"]


def test_an_error_that_structlog_logged_is_found():
    with swallowed_errors() as found:
        structlog.get_logger().error("processor.fault", event_info="the turn broke off")
    assert found == ["logged: processor.fault the turn broke off"]


def test_a_warning_is_no_error():
    with swallowed_errors() as found:
        logger.warning("slow")
        structlog.get_logger().warning("slow")
    assert found == []


def test_afterwards_nothing_is_collected_any_more():
    before = structlog.get_config()
    with swallowed_errors() as found:
        pass
    logger.error("later")
    assert found == [] and structlog.get_config() == before
