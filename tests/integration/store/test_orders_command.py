"""`bot orders`: what it prints, its exit codes, and that it works beside a running bot."""

import json

import pytest

from bot.store.database import open_database
from bot.store.orders_cli import main
from tests.integration.store.conftest import a_document, an_order


@pytest.fixture
def url(tmp_path, monkeypatch):
    """The address of the store that the command uses; nothing is in it yet."""
    address = f"sqlite:///{tmp_path / 'store.db'}"
    monkeypatch.setenv("BOT_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", address)
    return address


@pytest.fixture
def file(tmp_path):
    """Writes a document into a file and gives its name."""

    def write(document, name="shop.json"):
        path = tmp_path / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    return write


def test_what_was_loaded_is_listed_and_dumped(url, file, capsys):
    assert main(["load", file(a_document(an_order("8012345678904321")))]) == 0
    assert capsys.readouterr().out == "Loaded 1 order.\n"
    assert main(["list"]) == 0
    listed = capsys.readouterr().out.split()
    assert (listed[:3], listed[4:]) == (["8012345678904321", "c-1", "$19.90"], ["Desk", "lamp"])
    assert main(["dump", "--customer", "c-1"]) == 0
    assert [order["id"] for order in json.loads(capsys.readouterr().out)["orders"]] == ["8012345678904321"]


def test_a_dump_is_taken_again(url, file, capsys):
    main(["load", file(a_document(an_order("a", items=[an_item("Café au lait ☕")])))])
    capsys.readouterr()
    main(["dump"])
    dumped = capsys.readouterr().out
    assert main(["load", file(json.loads(dumped), "again.json"), "--reset"]) == 0
    capsys.readouterr()
    main(["dump"])
    assert capsys.readouterr().out == dumped


def an_item(title):
    return {"id": "i-1", "title": title, "price": "9.95", "quantity": 1}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (a_document(an_order("a", total=19.9)), "orders[0].total: 19.9 is not an amount"),
        (a_document(an_order("a", seller_id="s-9")), "orders[0].seller_id: 's-9' is not known"),
    ],
)
def test_a_load_that_is_refused_says_why_and_ends_with_one(url, file, capsys, document, said):
    name = file(document)
    assert main(["load", name]) == 1
    assert capsys.readouterr().err.startswith(f"{name}: {said}")


@pytest.mark.parametrize("arguments", [["load", "missing.json"], ["dump", "--customer", "c-9"]])
def test_what_does_not_exist_ends_with_one_and_a_sentence(url, capsys, arguments):
    assert main(arguments) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["load"], ["throw"], ["dump", "c-1"]])
def test_wrong_usage_ends_with_two(url, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: bot orders" in capsys.readouterr().err


def test_a_store_without_orders_says_so(url, capsys):
    assert main(["list"]) == 0
    assert "no orders yet" in capsys.readouterr().err


def test_words_of_a_file_cannot_steer_the_terminal(url, file, capsys):
    main(["load", file(a_document(an_order("a", items=[an_item("\x1b[2JLamp\r\n")])))])
    capsys.readouterr()
    main(["list"])
    assert capsys.readouterr().out.endswith("�[2JLamp��\n")


def test_an_address_that_names_no_database_ends_with_one(url, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "mysql://host/name")
    assert main(["list"]) == 1
    assert capsys.readouterr().err.startswith("DATABASE_URL must be ")


def test_a_running_bot_sees_what_was_loaded_beside_it(url, file):
    running = open_database(url)
    with running.unit_of_work() as uow:
        assert uow.orders.get("a", "c-1") is None
    assert main(["load", file(a_document(an_order("a")))]) == 0
    with running.unit_of_work() as uow:
        assert uow.orders.get("a", "c-1").id == "a"
