"""JSON text as people write it: read as it is, or refused in words, at the place."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events_console.domain.json_text import parse, parse_strictly
from events_console.domain.json_value import DEEPEST, Json, dumps, same
from tests.strategies import any_json


@given(any_json)
def test_every_value_reads_back_the_same(value: Json) -> None:
    assert same(parse(dumps(value)).value, value)
    assert same(parse(f"\ufeff \n{dumps(value, indent=1)}\t").value, value)


@given(st.text() | st.text('[]{}":,\\ \n1ae', max_size=12))
@example('{"a": [')
@example("[1,]\ufeff")
def test_any_other_text_is_refused_at_a_place_within_it_or_at_its_end(text: str) -> None:
    if _is_json(text):
        parse(text)
        return
    with pytest.raises(json.JSONDecodeError) as caught:
        parse(text)
    assert 0 <= caught.value.pos <= len(text)
    assert caught.value.msg
    assert caught.value.msg.isprintable()


def _is_json(text: str) -> bool:
    try:
        json.loads(text.removeprefix("\ufeff"))
    except ValueError:
        return False
    return True


NO_VALUE = "is no JSON value; text stands in double quotes, and True is written true"


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "the text ends before the JSON is complete"),
        ('{"a": [1,\n', 2, 1, "the text ends before the JSON is complete"),
        ("{", 1, 2, "the text ends before the JSON is complete"),
        ('{"a": True}', 1, 7, f"“True” {NO_VALUE}"),
        ("[1, .5]", 1, 5, f"“.5” {NO_VALUE}"),
        ("// note\n{}", 1, 1, f"“/” {NO_VALUE}"),
        ('{"a": }', 1, 7, "a value is missing before “}”"),
        ("[1,, 2]", 1, 4, "a value is missing before “,”"),
        ("{'a': 1}", 1, 2, "“'a'” cannot name a member; names stand in double quotes"),
        ('{"a" 1}', 1, 6, "“1” stands where a colon must, between a name and its value"),
        ('{"a": 1\n "b": 2}', 2, 2, '“"b"” stands where a comma or a closing bracket must'),
        ("[1, 2}", 1, 6, "“}” stands where a comma or a closing bracket must"),
        ("[01]", 1, 3, "“1” stands where a comma or a closing bracket must"),
        ("[1, 2,]", 1, 7, "a comma must not stand before a closing bracket; remove it"),
        ('{"a": 1,\n}', 2, 1, "a comma must not stand before a closing bracket; remove it"),
        ("{} {}", 1, 4, "“{” comes after the end of the JSON; remove it"),
        ('["abc', 1, 2, "the text that begins here lacks its closing double quote"),
        ('["a\nb"]', 1, 4, "text cannot hold this control character; write \\n for a line end"),
        ('["\x00"]', 1, 3, "text cannot hold this control character; write \\n for a line end"),
        (r'["C:\qa"]', 1, 5, "a backslash stands here that escapes nothing; write two to mean one"),
        (r'["\u12"]', 1, 4, "\\u needs four hexadecimal digits after it"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_where(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        parse(text)
    assert (caught.value.lineno, caught.value.colno, caught.value.msg) == (line, column, words)


def test_numbers_beyond_json_are_kept() -> None:
    value = parse("[NaN, Infinity, -Infinity, 1e999, -0.0]").value
    assert repr(value) == "(nan, inf, -inf, inf, -0.0)"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('{"NaN": ["\\"N", NaN]}', 16, "NaN is no JSON value; write a number or null"),
        ("[1, -Infinity]", 4, "-Infinity is no JSON value; write a number or null"),
        ("\ufeff[]", 0, "an invisible byte order mark stands before the JSON; remove it"),
        ("[1, 2}", 5, "“}” stands where a comma or a closing bracket must"),
        (
            "[" * 100_000,
            DEEPEST,
            f"the values are nested more than {DEEPEST} levels deep, and a request needs 4",
        ),
    ],
)
def test_read_strictly_nothing_is_let_through_that_is_not_json(text: str, place: int, words: str) -> None:
    with pytest.raises(json.JSONDecodeError) as caught:
        parse_strictly(text)
    assert (caught.value.pos, caught.value.msg.partition("; unwrap")[0]) == (place, words)


def test_read_strictly_nesting_is_no_mistake() -> None:
    levels = 500
    value, repeated = parse_strictly("[" * levels + '{"a": 1, "a": 2}' + "]" * levels)
    assert repeated == (("a", 2),)
    for _ in range(levels):
        assert isinstance(value, list)
        (value,) = value
    assert value == {"a": 2}


def test_a_number_too_long_to_convert_is_named_by_its_place() -> None:
    text = f'["11", {"2" * 4300},\n  {"3" * 4301}]'
    with pytest.raises(json.JSONDecodeError, match=r"more than 4,300 digits; shorten it: line 2 column 3"):
        parse(text)
    assert parse("-" + "3" * 4300).value == -int("3" * 4300)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("[", "]"), ('{"[\\"": ', "}"), ('[{"]": ', "}]")],
    ids=["lists", "objects", "both"],
)
def test_nesting_is_read_to_its_limit_and_refused_where_it_goes_beyond(opening: str, closing: str) -> None:
    levels = DEEPEST // sum(map(opening.replace('"[', '"').count, "[{"))
    parse(f"{opening * levels}1{closing * levels}")
    for depth in (levels + 1, 100_000):
        with pytest.raises(json.JSONDecodeError, match=f"nested more than {DEEPEST} levels deep") as caught:
            parse(f"{opening * depth}1{closing * depth}")
        assert caught.value.pos == levels * len(opening)


def test_what_is_closed_again_is_no_nesting() -> None:
    before = '[[[]], {"a": {}}, ' * 20
    with pytest.raises(json.JSONDecodeError) as caught:
        parse(before + "[" * 100)
    assert caught.value.msg == "the text ends before the JSON is complete"
    with pytest.raises(json.JSONDecodeError, match="levels deep") as caught:
        parse(before + "[" * 2000)
    assert caught.value.pos == len(before) + DEEPEST - 20


def test_brackets_in_text_are_no_nesting() -> None:
    text = json.dumps(["[" * 100, '{"' * 100, "\\"])
    assert parse(text).value == tuple(json.loads(text))


def test_names_given_more_than_once_are_found_at_their_pointers() -> None:
    text = (
        '{"a": {"x": 1, "x": 2}, "b": [0, {"c/d": {"~": 1, "~": 2, "~": 3}, "e": 1}], "a": {"y": 1, "y": 2}}'
    )
    parsed = parse(text)
    assert parsed.repeated == (("/a", 2), ("/a/y", 2), ("/b/1/c~1d/~0", 3))
    assert same(parsed.value, parse('{"a": {"y": 2}, "b": [0, {"c/d": {"~": 3}, "e": 1}]}').value)
    assert parse('{"a": {"a": 1}, "b": {"a": 1}}').repeated == ()
