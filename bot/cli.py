"""The command ``bot``. Exit codes: 0 done, 1 failed, 2 wrong usage. Each command imports what it needs."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bot.argument_types import port, seconds_above_0
from bot.orders.errors import BotError
from bot.own_warnings import show_only_own_warnings

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code. Wrong usage raises SystemExit(2), as argparse does."""
    show_only_own_warnings()
    options, rest = _parser().parse_known_args(arguments)
    if rest and not options.takes_rest:
        _parser().error(f"unknown arguments: {' '.join(rest)}. `bot {options.command} --help` shows them.")
    options.rest = rest
    try:
        return options.run(options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the output has seen enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (BotError, ValueError) as error:
        print(f"bot {options.command}: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bot", description="A customer-service assistant for marketplace orders."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_add_run, _add_train, _add_chat, _add_nlu, _add_orders, _add_token, _add_guidance):
        add(commands)
    for add in (_add_models, _add_validate, _add_test, _add_save_test):
        add(commands)
    return parser


def _add(
    commands: argparse._SubParsersAction, name: str, run: Command, does: str, examples: str, **more: bool
) -> argparse.ArgumentParser:
    """A command with its one-line purpose and examples; ``takes_rest`` lets it have arguments of its own."""
    command = commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=not more.get("takes_rest", False),
    )
    command.set_defaults(run=run, takes_rest=more.get("takes_rest", False))
    return command


def _add_run(commands: argparse._SubParsersAction) -> None:
    examples = "  bot run\n  bot run --port 8001\n  BOT_HOST=0.0.0.0 bot run"
    does = "start gateway, demo shop, language model and actions; stops with Ctrl-C"
    command = _add(commands, "run", _run, does, examples)
    command.add_argument(
        "--port", type=port, help="where the chat is served; 0 takes a free one (default 8000)"
    )


def _run(options: argparse.Namespace) -> int:
    from bot.launch import launch
    from bot.settings import load_settings

    settings = load_settings()
    if options.port is not None:
        settings = replace(settings, port=options.port)
    return launch(settings)


def _add_train(commands: argparse._SubParsersAction) -> None:
    examples = "  bot train\n  bot train --if-changed\n  bot train --out /tmp/trial.tar.gz"
    command = _add(commands, "train", _train, "train what changed, and say where the time went", examples)
    command.add_argument("--if-changed", action="store_true", help="do nothing when no file has changed")
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="write the model here and do not put it in use"
    )


def _train(options: argparse.Namespace) -> int:
    from bot.rasa_ext.without_tensorflow import components_of_config, leave_out_tensorflow
    from bot.settings import load_settings
    from bot.training import Project, train, train_to

    project = Project(Path.cwd())
    project.require_files()
    leave_out_tensorflow(components_of_config(project.root / "config.yml"))
    if options.out is not None:
        train_to(project, options.out)
    else:
        train(project, load_settings().models_dir, if_changed=options.if_changed)
    return 0


def _add_chat(commands: argparse._SubParsersAction) -> None:
    examples = (
        "  bot chat\n  bot chat --customer c-2\n  bot chat --guest --url http://127.0.0.1:8001\n"
        "  bot chat --customer c-1 --record tests/conversations/refund/asks_twice.yml"
    )
    command = _add(commands, "chat", _chat, "talk to the assistant in the terminal", examples)
    who = command.add_mutually_exclusive_group()
    who.add_argument("--customer", metavar="ID", default="c-1", help="the shopper to be (default c-1)")
    who.add_argument("--guest", action="store_true", help="be nobody in particular")
    command.add_argument("--url", help="a running assistant (default: the one of `bot run`, or a new one)")
    command.add_argument(
        "--record", type=Path, metavar="FILE", help="keep the conversation as a conversation test"
    )


def _chat(options: argparse.Namespace) -> int:
    from bot.chat import chat
    from bot.settings import load_settings

    return chat(load_settings(), None if options.guest else options.customer, options.url, options.record)


def _add_save_test(commands: argparse._SubParsersAction) -> None:
    examples = "  bot save-test c-2 tests/conversations/refund/waits_and_asks_again.yml"
    does = "make a conversation test of what a shopper said last, with names and numbers masked"
    command = _add(commands, "save-test", _save_test, does, examples)
    command.add_argument("customer", metavar="CUSTOMER_ID")
    command.add_argument("file", type=Path, metavar="FILE.yml")
    command.add_argument("--name", help="the test's name (default: the file's name in words)")


def _save_test(options: argparse.Namespace) -> int:
    from bot.gateway.identity import Subject
    from bot.save_test import save_test
    from bot.settings import load_settings

    name = options.name or options.file.stem.replace("_", " ")
    save_test(load_settings(), Subject(options.customer), options.file, name)
    return 0


def _add_nlu(commands: argparse._SubParsersAction) -> None:
    examples = (
        "  bot nlu examples.tsv\n  bot nlu examples.tsv --html results/understanding.html\n"
        '  bot nlu examples.tsv --model models/x.tar.gz --json x.json\n  bot nlu --explain "cancel it"'
    )
    does = "score understanding on a TSV (text, intent, source)"
    command = _add(commands, "nlu", _nlu, does, examples)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, metavar="FILE.tsv", nargs="?")
    what.add_argument("--explain", metavar="TEXT", help="say how one message is understood, and why")
    command.add_argument("--model", type=Path, metavar="FILE", help="default: the model in use")
    command.add_argument("--json", type=Path, metavar="OUT", help="write the figures here as well")
    command.add_argument("--html", type=Path, metavar="OUT", help="write a page of what was misunderstood")
    command.add_argument("--confusion", type=Path, metavar="OUT.svg", help="draw the confusion matrix")


def _nlu(options: argparse.Namespace) -> int:
    from bot.nlu.explain import print_explained
    from bot.nlu.report import Outputs, run
    from bot.rasa_ext.without_tensorflow import components_of_model, leave_out_tensorflow

    model = options.model or _model_in_use()
    leave_out_tensorflow(components_of_model(model))
    if options.explain is not None:
        return print_explained(options.explain, model)
    outputs = Outputs(json=options.json, html=options.html, confusion=options.confusion)
    return run(options.file, model, outputs)


def _model_in_use() -> Path:
    from bot.models import ModelRefused, open_registry
    from bot.settings import load_settings

    model = open_registry(load_settings().models_dir).current_model()
    if model is None:
        raise ModelRefused("There is no model yet. Run `bot train` first.")
    return model


def _add_orders(commands: argparse._SubParsersAction) -> None:
    examples = "  bot orders list\n  bot orders dump --customer c-1\n  bot orders load orders.json --reset"
    _add(commands, "orders", _orders, "take the order store in and out as JSON", examples, takes_rest=True)


def _orders(options: argparse.Namespace) -> int:
    from bot.store.orders_cli import main as orders_main

    return orders_main(options.rest)


def _add_token(commands: argparse._SubParsersAction) -> None:
    examples = "  bot token c-1\n  bot token c-2 --ttl 3600"
    command = _add(commands, "token", _token, "print a signed chat token for a shopper", examples)
    command.add_argument("customer_id", metavar="CUSTOMER_ID")
    command.add_argument("--ttl", type=seconds_above_0, default=900, metavar="SECONDS", help="default 900")


def _token(options: argparse.Namespace) -> int:
    from bot.gateway.tokens import mint_chat_token
    from bot.settings import load_settings

    print(mint_chat_token(options.customer_id, load_settings().chat_secret, options.ttl))
    return 0


def _add_guidance(commands: argparse._SubParsersAction) -> None:
    examples = "  bot guidance\n  bot guidance --help"
    does = "print the guidance table for a support team to read"
    _add(commands, "guidance", _guidance, does, examples, takes_rest=True)


def _guidance(options: argparse.Namespace) -> int:
    from bot.guidance.print_table import main as print_main

    return print_main(options.rest) or 0


def _add_models(commands: argparse._SubParsersAction) -> None:
    examples = "  bot models list\n  bot models promote 20260131-093000-1a2b3c4d\n  bot models rollback"
    command = _add(
        commands, "models", _models, "list models, put one in use, go back to the one before", examples
    )
    what = command.add_subparsers(dest="what", required=True, metavar="list|promote|rollback")
    what.add_parser("list", help="all models, the one in use marked")
    what.add_parser("promote", help="put a model in use from the next start on").add_argument(
        "name", metavar="NAME"
    )
    what.add_parser("rollback", help="put the previous model back in use from the next start on")


def _models(options: argparse.Namespace) -> int:
    from bot import models
    from bot.settings import load_settings

    folder = load_settings().models_dir
    if options.what == "promote":
        registry = models.promote(folder, options.name)
    elif options.what == "rollback":
        registry = models.rollback(folder)
    else:
        registry = models.open_registry(folder)
    for model in registry.models:
        mark = "in use" if model.name == registry.current else ""
        mark = mark or ("previous" if model.name == registry.previous else "")
        print(f"{model.name:<40} {model.trained_at}  {model.training_seconds:6.1f} s  {mark}".rstrip())
    if not registry.models:
        print("No model yet. `bot train` makes one.")
    return 0


def _add_validate(commands: argparse._SubParsersAction) -> None:
    does = "let Rasa check domain, data and config; a warning fails"
    _add(commands, "validate", _validate, does, "  bot validate")


def _validate(_options: argparse.Namespace) -> int:
    from bot.validation import validate

    return validate(Path.cwd())


def _add_test(commands: argparse._SubParsersAction) -> None:
    examples = (
        "  bot test\n  bot test tests/conversations/cancel_order -k shipped\n"
        "  bot test --conv-report results/conversations.html\n  bot test --accept\n  bot test --robust\n"
        "  bot test --mutate\n  bot test --mutate --help\n"
        "every option of pytest works; `pytest --help` lists those of conversation tests"
    )
    does = "run conversation tests; trains first when something has changed"
    command = _add(commands, "test", _test, does, examples, takes_rest=True)
    command.add_argument("--mutate", action="store_true", help="report changes that no conversation notices")
    command.add_argument("-h", "--help", action="store_true", help="show this help")
    command.set_defaults(show_help=command.print_help)


def _test(options: argparse.Namespace) -> int:
    if options.mutate:
        from bot.convtest.marketplace.mutants.project import main as mutate

        return mutate(["--help"] if options.help else options.rest, _train_if_changed)
    if options.help:
        options.show_help()
        sys.exit(0)
    _train_if_changed()
    paths = [word for word in options.rest if not word.startswith("-")]
    chosen = options.rest if any(Path(word.split("::")[0]).exists() for word in paths) else None
    chosen = chosen or ["tests/conversations", *options.rest]
    return os.execv(sys.executable, [sys.executable, "-m", "pytest", *chosen])


def _train_if_changed() -> None:
    subprocess.run([sys.executable, "-m", "bot", "train", "--if-changed"], check=True)
