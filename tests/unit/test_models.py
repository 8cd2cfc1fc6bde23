"""The model registry."""

import pytest

from bot.models import (
    KEPT_MODELS,
    REGISTRY_NAME,
    ModelRefused,
    check_model,
    open_registry,
    promote,
    register,
    rollback,
)


def add(folder, name, content=b"weights"):
    file = folder / name
    file.write_bytes(content + name.encode())
    register(folder, file, f"fingerprint of {name}", 1.0)
    return file


def test_a_folder_without_registry_has_no_models(tmp_path):
    assert open_registry(tmp_path).current_model() is None


def test_a_new_model_is_the_one_in_use(tmp_path):
    file = add(tmp_path, "a.tar.gz")
    assert open_registry(tmp_path).current_model() == file


def test_the_model_used_before_is_remembered(tmp_path):
    add(tmp_path, "a.tar.gz")
    add(tmp_path, "b.tar.gz")
    assert open_registry(tmp_path).previous == "a.tar.gz"


def test_rollback_takes_the_previous_model(tmp_path):
    first = add(tmp_path, "a.tar.gz")
    add(tmp_path, "b.tar.gz")
    assert rollback(tmp_path).current_model() == first


def test_rollback_twice_is_where_it_began(tmp_path):
    add(tmp_path, "a.tar.gz")
    second = add(tmp_path, "b.tar.gz")
    rollback(tmp_path)
    assert rollback(tmp_path).current_model() == second


def test_rollback_without_a_previous_model_is_refused(tmp_path):
    add(tmp_path, "a.tar.gz")
    with pytest.raises(ModelRefused, match="no previous model"):
        rollback(tmp_path)


def test_a_model_is_promoted_by_name_with_or_without_its_ending(tmp_path):
    add(tmp_path, "a.tar.gz")
    add(tmp_path, "b.tar.gz")
    assert (promote(tmp_path, "a").current, promote(tmp_path, "b.tar.gz").current) == ("a.tar.gz", "b.tar.gz")


def test_promoting_the_model_in_use_keeps_the_previous_one(tmp_path):
    add(tmp_path, "a.tar.gz")
    add(tmp_path, "b.tar.gz")
    assert promote(tmp_path, "b").previous == "a.tar.gz"


def test_an_unknown_model_is_not_promoted(tmp_path):
    add(tmp_path, "a.tar.gz")
    with pytest.raises(ModelRefused, match="no model x"):
        promote(tmp_path, "x")


def test_a_changed_file_is_refused(tmp_path):
    file = add(tmp_path, "a.tar.gz")
    file.write_bytes(b"something else")
    with pytest.raises(ModelRefused, match="not the file that was trained"):
        open_registry(tmp_path).current_model()


def test_a_file_that_is_gone_is_refused(tmp_path):
    file = add(tmp_path, "a.tar.gz")
    file.unlink()
    with pytest.raises(ModelRefused, match="is gone"):
        check_model(file)


def test_a_file_nobody_registered_is_refused(tmp_path):
    file = tmp_path / "foreign.tar.gz"
    file.write_bytes(b"code")
    with pytest.raises(ModelRefused, match="not in the registry"):
        check_model(file)


def test_old_models_go_and_those_in_use_stay(tmp_path):
    files = [add(tmp_path, f"{n}.tar.gz") for n in range(KEPT_MODELS + 3)]
    assert [file.exists() for file in files] == [False] * 3 + [True] * KEPT_MODELS


def test_the_previous_model_stays_however_old(tmp_path):
    oldest = add(tmp_path, "oldest.tar.gz")
    add(tmp_path, "next.tar.gz")
    promote(tmp_path, "oldest")
    for n in range(KEPT_MODELS):
        add(tmp_path, f"{n}.tar.gz")
        promote(tmp_path, "oldest")
    assert oldest.exists()


def test_a_registry_that_cannot_be_read_says_what_to_do(tmp_path):
    (tmp_path / REGISTRY_NAME).write_text("{")
    with pytest.raises(ModelRefused, match="delete it and train again"):
        open_registry(tmp_path)
