"""Any Rasa project as a world: `convtest_world = bot.convtest.rasa_world:open_world` in pytest's settings."""

from bot.convtest.rasa_world.world import RasaWorld, open_world

__all__ = ["RasaWorld", "open_world"]
