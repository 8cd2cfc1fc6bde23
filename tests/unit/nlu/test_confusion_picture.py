"""The confusion matrix as a picture and as a table."""

from xml.etree import ElementTree

from bot.nlu.confusion_picture import as_html_table, as_svg

PAIRS = [("refund", "refund")] * 3 + [("refund", "cancel"), ("greet", "greet")]
SVG = "{http://www.w3.org/2000/svg}"


def test_only_wrong_cells_are_coloured():
    cells = ElementTree.fromstring(as_svg(PAIRS)).findall(f"{SVG}g")
    assert [cell.find(f"{SVG}title").text for cell in cells] == ["refund taken for cancel: 1 of 4"]


def test_right_cells_are_numbers_without_colour():
    picture = ElementTree.fromstring(as_svg(PAIRS))
    right = [text.text for text in picture.findall(f"{SVG}text") if text.get("class") == "right"]
    assert sorted(right) == ["1", "3"]


def test_a_larger_share_of_the_row_is_coloured_more_strongly():
    pairs = [("a", "b")] * 9 + [("a", "a")] + [("b", "a")] + [("b", "b")] * 9
    cells = ElementTree.fromstring(as_svg(pairs)).findall(f"{SVG}g/{SVG}rect")
    first, second = (float(cell.get("opacity")) for cell in cells)
    assert first > second


def test_the_picture_says_in_words_what_it_shows():
    picture = ElementTree.fromstring(as_svg(PAIRS))
    assert picture.find(f"{SVG}desc").text.startswith("5 messages, 1 of them taken for another intent.")


def test_a_name_cannot_break_out_of_the_picture():
    assert "<script>" not in as_svg([("<script>", "a"), ("a", "<script>")])


def test_the_picture_loads_nothing():
    assert "http" not in as_svg(PAIRS).replace("http://www.w3.org/2000/svg", "")


def test_the_table_has_the_wrong_cells_and_no_right_ones():
    table = ElementTree.fromstring(as_html_table(PAIRS))
    rows = [[cell.text for cell in row] for row in table.findall("tbody/tr")]
    assert rows == [["refund", "cancel", "1", "4"]]
