"""The project's custom actions, run in this process in the place of an action server."""

import json as json_text
import traceback
from typing import Any

from rasa.core.actions.action import ActionExecutionRejection
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection as Rejection


class ActionsHere:
    """Takes the place of Rasa's endpoint for custom actions; ``faults`` collects what actions raised."""

    url = "this process"
    kwargs: dict[str, Any] = {}

    def __init__(self, executor: ActionExecutor) -> None:
        self._executor = executor
        self.faults: list[str] = []

    async def request(self, json: dict[str, Any], **_options: Any) -> dict[str, Any]:
        """Events and responses of the action that ``json`` calls for.

        Raises:
            ActionExecutionRejection: when the action declined, which is part of the dialogue.
            Exception: whatever the action raised, after noting it.
        """
        name = json["next_action"]
        try:
            # through JSON, so that nothing works here that would not work over HTTP
            answer = await self._executor.run(json_text.loads(json_text.dumps(json)))
            return json_text.loads(json_text.dumps(answer))
        except Rejection as error:
            raise ActionExecutionRejection(error.action_name, error.message) from error
        except Exception as error:
            self.faults.append(f"{name} raised {type(error).__name__}: {error}{_place(error)}")
            raise


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f" ({frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno})" if frames else ""
