"""Which case ran which line."""

import importlib.util

from bot.convtest.mutating.line_watch import LINE, LineWatch

SOURCE = """def answer(number):
    if number > 3:
        return "many"
    return "few"
"""


def test_each_case_has_the_lines_it_ran(tmp_path):
    file = tmp_path / "code" / "counting.py"
    file.parent.mkdir()
    file.write_text(SOURCE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("counting", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    watch = LineWatch(tmp_path, ("code",))
    watch.begin("one")
    module.answer(1)
    watch.begin("five")
    module.answer(5)
    found = watch.end()
    assert found["one"] == {(LINE, "code/counting.py", 2), (LINE, "code/counting.py", 4)}
    assert found["five"] == {(LINE, "code/counting.py", 2), (LINE, "code/counting.py", 3)}
