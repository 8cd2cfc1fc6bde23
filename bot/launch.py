"""What `bot run` does before the parts start: a model, a store with orders, a free port."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from bot.models import open_registry
from bot.settings import Settings
from bot.supervisor import StartFailed, free_port, require_free, run


def launch(settings: Settings) -> int:
    """Run the assistant until it is stopped; the exit code.

    Trains when there is no model yet, and fills an empty store with the demo orders.

    Raises:
        StartFailed: when the port is taken, training failed or a part does not start.
    """
    if settings.port == 0:
        settings = replace(settings, port=free_port())
    require_free(settings.host, settings.port)
    model = _model(settings)
    _fill_empty_store(settings)
    return run(settings, model)


def _model(settings: Settings) -> Path:
    """The model in use, trained first when there is none. In a process of its own: Rasa stays large."""
    model = open_registry(settings.models_dir).current_model()
    if model is not None:
        return model
    print("There is no model yet; training one", flush=True)
    trained = subprocess.run(
        [sys.executable, "-m", "bot", "train"],
        env={**os.environ, "BOT_MODELS_DIR": str(settings.models_dir)},
        check=False,
    )
    model = open_registry(settings.models_dir).current_model() if trained.returncode == 0 else None
    if model is None:
        raise StartFailed("Training failed; its message stands above.")
    return model


def _fill_empty_store(settings: Settings) -> None:
    """Bring the schema up to date before three processes open it at once; load the demo into an empty one."""
    from bot.store.clock import SystemClock
    from bot.store.database import open_database
    from bot.store.loading import load_demo

    database = open_database(settings.database_url)
    if load_demo(database, SystemClock().now(), settings.policy.refund_days):
        print("The order store was empty: loaded the demo shoppers and their orders", flush=True)
