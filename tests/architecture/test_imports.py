"""Who may import what. Nothing points left: the nouns import nobody, the edges import the inside."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

RASA = ("rasa", "spacy", "tensorflow", "numpy", "sklearn", "onnxruntime", "tokenizers", "transformers")
INSIDE = ("bot.orders", "bot.guidance", "bot.service", "bot.store")
EDGE = ("bot.settings", "bot.turn", "bot.bootstrap")
SERVER = ("starlette", "uvicorn", "httpx", "anyio")

# The longest name that fits a module counts. Its own package and the standard library are always allowed.
MAY_IMPORT = {
    "bot.orders": (),
    "bot.guidance": ("bot.orders",),
    "bot.guidance.table": ("bot.orders", "yaml"),
    "bot.guidance.letters": ("bot.orders", "yaml"),
    "bot.store": ("bot.orders", "sqlalchemy", "psycopg2"),
    "bot.store.orders_cli": ("bot.orders", "bot.settings"),
    "bot.service": ("bot.orders", "bot.guidance", "bot.store.port", "rapidfuzz"),
    "bot.dialogue": ("bot.orders", "bot.guidance", "bot.service", "rapidfuzz"),
    "bot.dialogue.catalogue": ("yaml",),
    "bot.dialogue.word_files": ("yaml",),
    "bot.gateway": ("bot.orders", "bot.store", *EDGE, *SERVER, "jwt"),
    # what it says itself, and how it names an order
    "bot.gateway.wording": ("bot.orders", "bot.dialogue"),
    "bot.nlu": (
        "bot.orders",
        # what it hands over: the nouns of what was heard
        "bot.dialogue.heard",
        "bot.dialogue.references",
        "bot.settings",
        "bot.models",
        *RASA,
        "yaml",
        "tf2onnx",
        "onnx",
        "safetensors",
        "scipy",
        "joblib",
        "rapidfuzz",
    ),
    "bot.nlu.report": ("bot.orders", "bot.settings", "bot.models", *RASA),
    "bot.rasa_ext": ("bot", *RASA, *SERVER, "structlog", "aiohttp", "yaml"),
    # for any Rasa project: only the adapter knows this one
    "bot.convtest": ("yaml", "pytest", "structlog", "coverage"),
    "bot.convtest.marketplace": ("bot", "actions"),
    # trains the dialogue policies anew on changed rules
    "bot.convtest.marketplace.mutants": ("bot", "actions", *RASA, "yaml"),
    "bot.convtest.rasa_world": (*RASA, "rasa_sdk"),
    "bot.console": (*INSIDE, *EDGE, "bot.models", *SERVER, "jwt", "jinja2"),
    "actions": (*INSIDE[:3], "bot.dialogue", *EDGE, *SERVER, "rasa_sdk"),
    # The modules right below bot: settings and turn are as inner as the nouns, bootstrap joins the inside.
    "bot.settings": ("bot.orders",),
    "bot.turn": ("bot.orders", "jwt"),
    "bot.bootstrap": (*INSIDE, *EDGE, "bot.gateway", "starlette"),
    "bot": ("bot", "httpx", "jwt", "yaml"),
}
ONLY_IN = {
    "sqlalchemy": ("bot.store",),
    "rasa_sdk": ("actions", "bot.convtest.rasa_world"),
    "rasa": ("bot.nlu", "bot.rasa_ext", "bot.convtest"),
    "spacy": ("bot.nlu", "bot.rasa_ext", "bot.convtest"),
}
# What must run without Rasa, whatever it imports on the way.
WITHOUT_RASA = (
    "bot.orders",
    "bot.guidance",
    "bot.store",
    "bot.service",
    "bot.dialogue",
    "bot.gateway",
    "bot.console",
    "actions",
)


def is_in(name, package):
    return name == package or name.startswith(f"{package}.")


def modules(root):
    """Every module of bot and actions below ``root``, by name."""
    paths = [path for package in ("bot", "actions") for path in (root / package).rglob("*.py")]
    named = {".".join(path.relative_to(root).with_suffix("").parts): path for path in paths}
    return {name.removesuffix(".__init__"): path for name, path in named.items()}


def imports(path, known):
    """The names a module imports; ``from package import module`` counts as that module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield "." * node.level + (node.module or "")
        elif isinstance(node, ast.ImportFrom):
            full = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in known else node.module for name in full)


def rule_for(module):
    """The longest rule that fits; the rule ``bot`` is only for the modules right below it."""
    fitting = [name for name in MAY_IMPORT if is_in(module, name)]
    rule = max(fitting, key=len, default=None)
    return None if rule == "bot" and module.count(".") > 1 else rule


def violations(root):
    """One line for each import that is not allowed, and for each module without a rule."""
    known = modules(root)
    for module, path in sorted(known.items()):
        rule = rule_for(module)
        if rule is None:
            yield f"{module} has no rule in MAY_IMPORT"
            continue
        own = ".".join(rule.split(".")[:2]) if rule != "bot" else "bot"
        for name in imports(path, known):
            if name.split(".")[0] in sys.stdlib_module_names:
                continue
            allowed = any(is_in(name, each) for each in (own, *MAY_IMPORT[rule]))
            only_in = ONLY_IN.get(name.split(".")[0])
            if not allowed or (only_in and not any(is_in(module, each) for each in only_in)):
                yield f"{module} imports {name}"


def reached(root, package):
    """All names that a package imports, directly or through modules of ours."""
    known = modules(root)
    waiting, seen = [name for name in known if is_in(name, package)], set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in known:
            waiting += imports(known[name], known)
    return seen


def test_every_module_imports_only_what_its_layer_may():
    assert list(violations(ROOT)) == []


@pytest.mark.parametrize("package", WITHOUT_RASA)
def test_rasa_is_not_even_imported_on_the_way(package):
    heavy = {"rasa", "spacy", "tensorflow"}
    assert {name for name in reached(ROOT, package) if name.split(".")[0] in heavy} == set()


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("bot/orders/order.py", "import yaml", "bot.orders.order imports yaml"),
        ("bot/orders/order.py", "from bot.store import port", "bot.orders.order imports bot.store"),
        ("bot/guidance/decide.py", "import yaml", "bot.guidance.decide imports yaml"),
        (
            "bot/guidance/table.py",
            "from bot.service.desk import Desk",
            "bot.guidance.table imports bot.service.desk",
        ),
        ("bot/service/desk.py", "import sqlalchemy", "bot.service.desk imports sqlalchemy"),
        (
            "bot/service/desk.py",
            "from bot.store.tables import t",
            "bot.service.desk imports bot.store.tables",
        ),
        ("bot/gateway/app.py", "from rasa.core import agent", "bot.gateway.app imports rasa.core"),
        ("bot/cli.py", "def late():\n    import rasa", "bot.cli imports rasa"),
        ("bot/bootstrap.py", "from bot.nlu import names", "bot.bootstrap imports bot.nlu"),
        ("bot/rasa_ext/server.py", "import rasa_sdk", "bot.rasa_ext.server imports rasa_sdk"),
        ("actions/refund.py", "import sqlalchemy.orm", "actions.refund imports sqlalchemy.orm"),
        ("bot/orders/stage.py", "from .order import Order", "bot.orders.stage imports .order"),
        ("bot/newcomer/part.py", "import os", "bot.newcomer.part has no rule in MAY_IMPORT"),
    ],
)
def test_a_forbidden_import_is_found(tmp_path, module, line, complaint):
    path = tmp_path / module
    path.parent.mkdir(parents=True)
    path.write_text(line, encoding="utf-8")
    assert list(violations(tmp_path)) == [complaint]


def test_an_allowed_import_is_left_alone(tmp_path):
    path = tmp_path / "bot" / "service" / "desk.py"
    path.parent.mkdir(parents=True)
    path.write_text("import json\nimport rapidfuzz\nfrom bot.store.port import UnitOfWork", encoding="utf-8")
    assert list(violations(tmp_path)) == []


def test_a_detour_to_rasa_is_found(tmp_path):
    (tmp_path / "bot" / "gateway").mkdir(parents=True)
    (tmp_path / "bot" / "gateway" / "app.py").write_text("from bot import detour", encoding="utf-8")
    (tmp_path / "bot" / "detour.py").write_text("import rasa.core", encoding="utf-8")
    assert "rasa.core" in reached(tmp_path, "bot.gateway")
