"""Every path that the README or a page of the docs names is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
_IN_BACKTICKS = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_FOLDERS = ("actions", "benchmarks", "bot", "data", "deploy", "docs", "domain", "scripts", "tests", "widget")
_PATH = re.compile(rf"(?:{'|'.join(_FOLDERS)})/[\w./<>*-]*|[\w-]+\.(?:md|toml|yml|lock|in)")
# Written when the assistant runs, so not part of the project.
_MADE_LATER = ("var/", "models/")
# "## 1. Declare it: `domain/topics/x.yml`": the reader is told to write this file.
_WRITTEN_BY_THE_READER = re.compile(r"^## \d+\. .*: `([^`]+)`$", re.MULTILINE)


def paths_in(text):
    """What looks like a path of the project: in backticks below one of its folders, or a link."""
    quoted = [word for word in _IN_BACKTICKS.findall(text) if _PATH.fullmatch(word)]
    linked = [
        target for target in _LINK.findall(text) if "://" not in target and not target.startswith("mailto:")
    ]
    written = set(_WRITTEN_BY_THE_READER.findall(text))
    return [path for path in quoted + linked if path not in written and not path.startswith(_MADE_LATER)]


def is_there(path, beside, root):
    """Whether a path exists below the root or beside its page; ``<topic>`` stands for any name."""
    pattern = re.sub(r"<[^>]+>", "*", path).strip("/")
    return any(any(base.glob(pattern)) for base in (root, beside))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_a_page_names_is_there(page):
    text = page.read_text(encoding="utf-8")
    assert [path for path in paths_in(text) if not is_there(path, page.parent, ROOT)] == []


def test_the_readme_names_paths():
    assert len(paths_in((ROOT / "README.md").read_text(encoding="utf-8"))) > 3


def test_a_file_that_the_reader_is_told_to_write_need_not_be_there():
    assert paths_in("## 1. Write it: `docs/mine.md`\n\nSee `docs/mine.md` and `docs/gone.md`.") == [
        "docs/gone.md"
    ]


def test_a_path_that_is_not_there_is_found(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "here.md").touch()
    text = (
        "`docs/here.md`, `docs/<topic>.md`, `docs/gone.md`, [more](docs/lost.md), `make run`, `GET /health`"
    )
    missing = [path for path in paths_in(text) if not is_there(path, tmp_path, tmp_path)]
    assert missing == ["docs/gone.md", "docs/lost.md"]
