"""`bot save-test` refuses what it cannot save before it does anything."""

import pytest

from bot.gateway.identity import Subject
from bot.save_test import NotSaved, require_place, save_test
from bot.settings import load_settings


@pytest.fixture
def settings(tmp_path):
    return load_settings({"BOT_STATE_DIR": str(tmp_path / "state")})


@pytest.mark.parametrize("name", ["waits.yml", "waits.yaml"])
def test_a_new_yaml_file_is_a_place_for_a_test(tmp_path, name):
    require_place(tmp_path / name)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["waits.txt", "waits", "waits.yml.bak"])
def test_a_file_that_the_tests_would_not_find_is_refused(tmp_path, name):
    with pytest.raises(NotSaved, match="must end in .yml"):
        require_place(tmp_path / name)


def test_a_file_that_is_there_is_not_overwritten(tmp_path, settings):
    file = tmp_path / "waits.yml"
    file.write_text("test_cases: []\n", encoding="utf-8")
    with pytest.raises(NotSaved, match="exists already; choose another name"):
        save_test(settings, Subject("c-1"), file, "waits")
    assert file.read_text(encoding="utf-8") == "test_cases: []\n"


def test_a_shopper_who_never_said_anything_is_refused_and_no_file_is_left(tmp_path, settings):
    file = tmp_path / "new" / "waits.yml"
    with pytest.raises(NotSaved, match="holds no conversation of this shopper"):
        save_test(settings, Subject("c-1"), file, "waits")
    assert not file.parent.exists()
