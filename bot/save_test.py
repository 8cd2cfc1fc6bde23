"""A shopper's stored conversation becomes a conversation test: `bot save-test` and `bot chat --record`."""

from pathlib import Path

from bot.gateway.identity import Subject, conversation_id_of
from bot.orders.errors import BotError
from bot.settings import Settings
from bot.store.conversations import Conversations
from bot.store.database import open_database


class NotSaved(BotError):
    """There is nothing to save, or no place to save it to; the text says which."""


def require_place(file: Path) -> None:
    """Return when a test can be written to ``file``. Raises NotSaved otherwise, before anything is done."""
    if file.suffix not in (".yml", ".yaml"):
        raise NotSaved(f"{file} must end in .yml, so that the tests find it.")
    if file.exists():
        raise NotSaved(f"{file} exists already; choose another name.")


def save_test(settings: Settings, subject: Subject, file: Path, name: str) -> None:
    """Write what ``subject`` said since their conversation last began, as a test, to ``file``.

    Raises:
        NotSaved: when there is no such conversation in the database, the file exists, or the
            conversation cannot be said again.
    """
    require_place(file)
    from bot.convtest.marketplace.saving import test_of_conversation
    from bot.convtest.marketplace.world import open_world
    from bot.convtest.world import WorldError

    database = open_database(settings.database_url)
    heard = Conversations(database).heard(conversation_id_of(subject, settings.chat_secret))
    if not heard:
        raise NotSaved("The database of DATABASE_URL holds no conversation of this shopper.")
    print(f"Saying {len(heard)} messages again to note what the assistant answers (about 10 s)", flush=True)
    try:
        world = open_world(Path.cwd())
        try:
            text = test_of_conversation(name, heard, subject.customer_id, database, world)
        finally:
            world.close()
    except WorldError as error:
        raise NotSaved(str(error)) from error
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    print(f"{file} is ready. Read it, name it well, then: bot test {file}")
