"""YAML is read with lines, and whatever is dangerous or broken in it is refused with a sentence."""

from pathlib import Path

import pytest
import yaml

from bot.convtest.reading import yaml_source
from bot.convtest.reading.problems import CaseFileError
from bot.convtest.reading.yaml_source import MAX_BYTES, MAX_DEPTH, Fields, Items, Scalar, read_yaml

NAME = Path("cases/one.yml")


@pytest.fixture(params=["C parser", "Python parser"])
def node_of(request, tmp_path, monkeypatch):
    """Text or bytes to their node, by both of PyYAML's parsers."""
    loader = yaml.CSafeLoader if request.param == "C parser" else yaml.SafeLoader
    monkeypatch.setattr(yaml_source, "_LOADER", loader)

    def read(text):
        path = tmp_path / "one.yml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yaml(path, NAME)

    return read


@pytest.fixture
def refusal_of(node_of):
    def read(text):
        with pytest.raises(CaseFileError) as caught:
            node_of(text)
        return caught.value

    return read


def test_every_value_knows_its_file_and_line(node_of):
    node = node_of("a: 1\nb:\n  - c: two\n    d: [3]\n")
    assert node.nodes["a"] == Scalar(1, "1", NAME, 1)
    assert node.key_lines == {"a": 1, "b": 2}
    inner = node.nodes["b"].nodes[0]
    assert (inner.line, inner.key_lines, inner.file) == (3, {"c": 3, "d": 4}, NAME)
    assert inner.nodes["d"] == Items((Scalar(3, "3", NAME, 4),), NAME, 4)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("yes", "yes"), ("no", "no"), ("on", "on"), ("off", "off"), ("y", "y")),
        *(("true", True), ("False", False), ("null", None), ("~", None), ("", None)),
        *(("12", 12), ("-3", -3), ("0", 0), ("19.90", 19.9), ("1e3", 1000.0), ("1e400", float("inf"))),
        *(("007", "007"), ("12:30", "12:30"), ("1_000", "1_000"), ("0x10", "0x10"), (".", "."), ("+", "+")),
        *(("2026-07-01", "2026-07-01"), ("2026-07-01T10:00:00Z", "2026-07-01T10:00:00Z"), ("-3d", "-3d")),
        *(("'12'", "12"), ('"true"', "true"), ("!!str 12", "12"), ("! 12", "12")),
        ("9" * 18, int("9" * 18)),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_a_value_is_read_by_yaml_1_2(node_of, written, value):
    assert node_of(f"a: {written}").nodes["a"].value == value


def test_an_amount_keeps_how_it_was_written(node_of):
    assert node_of("total: 19.90").nodes["total"].written == "19.90"


def test_an_empty_file_has_no_document(node_of):
    assert node_of("# nothing here\n") is None


def test_a_byte_order_mark_and_windows_line_ends_are_fine(node_of):
    node = node_of(b"\xef\xbb\xbfa: 1\r\nb: caf\xc3\xa9\r\n")
    assert (node.nodes["b"].value, node.nodes["b"].line) == ("café", 2)


def test_anchors_and_aliases_work_and_keep_the_line_of_what_they_name(node_of):
    node = node_of("a: &x [1]\nb: *x\n")
    assert node.nodes["b"] == node.nodes["a"]
    assert node.nodes["b"].line == 1


def test_merge_keys_work_and_the_own_value_wins(node_of):
    node = node_of("a: &x {p: 1, q: 2}\nb: &y {q: 3, r: 4}\nc:\n  <<: [*x, *y]\n  p: 5\n")
    merged = node.nodes["c"]
    assert {key: value.value for key, value in merged.nodes.items()} == {"p": 5, "q": 2, "r": 4}
    assert merged.key_lines == {"p": 5, "q": 1, "r": 2}


def test_an_anchor_can_be_named_anew(node_of):
    node = node_of("a: &x 1\nb: &x 2\nc: *x\n")
    assert node.nodes["c"].value == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('a: 1\nb: "open\nc: 2\n', 2, "the quote that opens here is never closed"),
        ("a:\n  [1, 2\nb: 3\n", 2, "the '[' that opens here is not closed as it should be"),
        ("a: {b: 1\n", 1, "the '{' that opens here is not closed as it should be"),
        ("a: 1\nb: c: d\n", 2, "a ':' stands where none can"),
        ("a: 1\n b: 2\n", 2, "a ':' stands where none can"),
        ("a: - b\n", 1, "a '-' stands where no list can begin"),
        ("a:\n\t- b\n", 2, "a tab stands where YAML takes spaces only"),
        ("a: 1\nb: @here\n", 2, "a value cannot begin with '@'"),
        ("a: `x`\n", 1, "a value cannot begin with '`'"),
        ("a:\n  - b\n c: d\n", 3, "the indentation does not fit the lines above"),
        ("a: 1\n- b\n", 2, "the indentation does not fit the lines above"),
        ("- a\nb: 1\n", 2, "the indentation does not fit the lines above"),
        ("a: 'it's'\n", 1, "the indentation does not fit the lines above"),
        ('a: "\\q"\n', 1, "a backslash in double quotes begins no escape known to YAML"),
        ("a: |\nfoo\nb: 1\n", 3, "this is no 'key: value'"),
        ("a: }\n", 1, "a bracket or comma stands where a value is needed"),
        ("a: *\n", 1, "'*' or '&' needs a name right after it"),
        ("a: !x!y z\n", 1, "a word that begins with '!' cannot stand here"),
        ("a: >x\n", 1, "'|' or '>' is followed by something else"),
        ("%YAML 9.9\n---\na: 1\n", 1, "this is not YAML"),
    ],
)
def test_broken_yaml_is_explained_where_it_breaks(refusal_of, text, line, message):
    refusal = refusal_of(text)
    assert (refusal.line, refusal.message) == (line, message)
    assert refusal.hint


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (b"a: 1\nb: \xff\n", 2, "the file is not UTF-8"),
        ("a: 1\n".encode("utf-16"), 1, "the file is not UTF-8"),
        ("a: 1\nb: \x07\n", 2, "the control character '\\x07' cannot stand in YAML"),
        ("a: 1\nb: 2\na: 3\n", 3, "the key 'a' stands here twice; the first is on line 1"),
        ("a: {<<: {b: 1}, <<: {c: 1}}\n", 1, "the key '<<' stands here twice; the first is on line 1"),
        ("a: 1\n---\nb: 2\n", 2, "a second document begins here; a file holds one"),
        ("? [a]\n: 1\n", 1, "a key must be a word"),
        ("a: 1\n~: 2\n", 2, "a key must be a word"),
        ("a: 1\n<<: 3\n", 2, "'<<' takes a map or a list of maps"),
        (
            "a: !!python/object/apply:os.system ['true']\n",
            1,
            "the tag '!!python/object/apply:os.system' cannot be",
        ),
        ("a: !mine 3\n", 1, "the tag '!mine' cannot be used here"),
        ("a: &shipped 1\nb: *shiped\n", 2, "the alias '*shiped' names no anchor; did you mean 'shipped'?"),
        ("a: 1\nb: &x\n  - *x\n", 3, "the alias '*x' stands inside what it names"),
        ("a: &x {b: {c: *x}}\n", 1, "the alias '*x' stands inside what it names"),
    ],
)
def test_what_could_harm_or_mislead_is_refused(refusal_of, text, line, message):
    refusal = refusal_of(text)
    assert refusal.line == line
    assert refusal.message.startswith(message)


def test_aliases_of_aliases_cannot_blow_up_the_memory(refusal_of):
    levels = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 12)]
    refusal = refusal_of("\n".join(["a0: &a0 [x, x, x, x, x]", *levels]))
    assert refusal.message == "aliases stand for more than 200,000 values"
    assert refusal.line == 6


def test_many_aliases_of_something_small_are_fine(node_of):
    node = node_of("a: &x {k: v}\nb: [" + ", ".join(["*x"] * 5000) + "]\n")
    assert len(node.nodes["b"].nodes) == 5000


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 5000, "{a: " * 5000, "[a, " * 5000])
def test_values_in_values_end_somewhere(refusal_of, text):
    assert refusal_of(text).message == f"values are nested more than {MAX_DEPTH} deep"


def test_aliases_do_not_lead_deeper_than_values_may_be(refusal_of):
    levels = [f"a{level}: &a{level} [*a{level - 1}]" for level in range(1, MAX_DEPTH + 1)]
    refusal = refusal_of("\n".join(["a0: &a0 [x]", *levels]))
    assert refusal.message == f"values are nested more than {MAX_DEPTH} deep"


def test_values_as_deep_as_allowed_are_read(node_of):
    assert isinstance(node_of("[" * MAX_DEPTH + "]" * MAX_DEPTH), Items)


def test_a_file_that_is_too_large_is_refused_and_one_just_within_is_read(node_of, refusal_of):
    assert isinstance(node_of("a: 1\n#" + "x" * (MAX_BYTES - 6)), Fields)
    refusal = refusal_of("a: 1\n#" + "x" * (MAX_BYTES - 5))
    assert (refusal.line, refusal.message) == (1, "the file is larger than 5 MB")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CaseFileError, match="the file cannot be read: No such file"):
        read_yaml(tmp_path / "none.yml", NAME)


def test_a_refusal_shows_path_line_and_message_and_the_hint_below():
    assert str(CaseFileError(NAME, 3, "it is wrong", "do this")) == "cases/one.yml:3: it is wrong\n  do this"
    assert str(CaseFileError(NAME, 3, "it is wrong")) == "cases/one.yml:3: it is wrong"


def test_a_key_with_control_characters_is_shown_harmless(refusal_of):
    assert "\x1b" not in str(refusal_of('"\\e[31m": 1\n"\\e[31m": 2\n'))
