"""What is shown of a text or a document that is too long for the JSON view."""

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.ui import json_excerpt


def test_of_one_long_line_what_is_around_the_place_is_shown() -> None:
    excerpt = json_excerpt.of_text("a" * 500_000 + "b" * 500_000, "line 1, column 500001: b is no JSON")
    assert excerpt.text == "a" * 900 + "b" * 20_000
    assert (excerpt.first, excerpt.end, excerpt.total, excerpt.line) == (0, 1, 1, 0)


def test_lines_are_shown_whole_from_the_first_near_the_place() -> None:
    text = "\n".join(map(str, range(200_000)))
    excerpt = json_excerpt.of_text(text, "line 150001, column 1: 150000 is no JSON")
    lines = excerpt.text.split("\n")
    assert lines[excerpt.line] == "150000"
    assert lines[0] == str(excerpt.first) == "149872"
    assert (excerpt.end, excerpt.total) == (excerpt.first + len(lines), 200_000)


def test_a_text_without_a_place_is_shown_from_its_beginning() -> None:
    assert json_excerpt.of_text("a\nb", "it holds nothing").text == "a\nb"


def test_events_that_are_no_objects_and_lists_before_them_count_as_what_they_are() -> None:
    events = (5, "{", (1, 2), (), Object(), Object(a=Object(b=1)), None)
    request = Request(Object(own=(Object(a=1),), eventList=events, other=(7,)))
    begins = ["5,", '"{",', "[", "[],", "{},", "{", "null"]
    for row, begin in enumerate(begins):
        excerpt = json_excerpt.of_events(request, row)
        assert excerpt.text.split("\n")[excerpt.line] == f"    {begin}"
    assert json_excerpt.of_events(Request(Object(own="x" * 5)), 3).line == 0
