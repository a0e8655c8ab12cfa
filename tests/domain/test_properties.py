"""Properties as pairs: what is read, what is written, and that nothing changes on the way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain import properties
from events_console.domain.json_value import Json, Object, freeze, same
from events_console.domain.properties import Pairs

# Halves of a surrogate pair that come to stand side by side are one character from then on.
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["12", "true", '"', "[", "", " a ", "\ud800"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
).map(freeze)
PAIRS = st.lists(st.tuples(TEXTS, VALUES), max_size=5).map(tuple)


@given(PAIRS, st.booleans())
def test_pairs_come_back_as_they_were_written(pairs: Pairs, compact: bool) -> None:
    text = properties.write(pairs, '{"a":1}' if compact else "")
    text.encode()
    assert same(properties.read(text), pairs)


@given(VALUES)
def test_a_cell_reads_as_the_value_it_shows(value: Json) -> None:
    assert same(properties.read_value(properties.show_value(value)), value)


@given(PAIRS, PAIRS, st.tuples(TEXTS, VALUES))
def test_changing_one_pair_leaves_the_text_of_the_others(
    before: Pairs, after: Pairs, pair: tuple[str, Json]
) -> None:
    text = properties.write((*before, pair, *after))
    first, last = (properties.write(pairs)[1:-1] for pairs in (before, after))
    assert text.startswith("{" + first)
    assert text.endswith(last + "}")


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        '{"rating": 7.0, "price": 7, "big": 123456789012345678901234567890}',
        '{"cabinType":"Economy","seats":[1,{"row":2}],"window":null}',
        "{}",
        '{"été": "日本 🛫", "half": "\\ud800"}',
    ],
)
def test_text_that_is_taken_apart_is_put_together_again(text: str) -> None:
    assert properties.write(properties.read(text), text) == text


def test_names_given_twice_are_kept_in_order() -> None:
    assert properties.read('{"a": 1, "b": 2, "a": 3}') == (("a", 1), ("b", 2), ("a", 3))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("7.0", 7.0),
        ("-1e3", -1000.0),
        ("true", True),
        ("null", None),
        ('"12"', "12"),
        ("Economy", "Economy"),
        ("", ""),
        ("True", "True"),
        ("012", "012"),
        ("NaN", "NaN"),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ('{"x": [1]}', Object(x=(1,))),
        ('{"x": 1, "x": 2}', '{"x": 1, "x": 2}'),
        ('{"x": 1', '{"x": 1'),
    ],
)
def test_a_value_is_typed_as_it_reads(typed: str, value: Json) -> None:
    assert same(properties.read_value(typed), value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Economy", "Economy"),
        ("12", '"12"'),
        (12, "12"),
        (7.0, "7.0"),
        (None, "null"),
        ("two\nlines", '"two\\nlines"'),
        (Object(x=(1,)), '{"x": [1]}'),
    ],
)
def test_a_value_is_shown_so_that_its_type_can_be_seen(value: Json, shown: str) -> None:
    assert properties.show_value(value) == shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1, column 1: the text ends"),
        ('{"a": 1,}', "Line 1, column 9: a comma must not stand before a closing bracket"),
        ('{"a": 1\n"b": 2}', "Line 2, column 1: "),
        ("[1]", "no JSON object"),
        ('"{\\"a\\": 1}"', "no JSON object"),
        ('{"a": {"b": 1, "b": 2}}', "“b” is given 2 times inside “a”"),
        ('{"a": 1e999}', "too large"),
        ('{"a": [NaN]}', "NaN"),
        ("[" * 100_000, "nested"),
    ],
)
def test_what_pairs_cannot_say_is_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as caught:
        properties.read(text)

    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_an_object_by_mistake_has_pairs_too() -> None:
    assert properties.pairs_of(Object(a=1)) == (("a", 1),)
    assert properties.pairs_of('{"a": 1}') == (("a", 1),)
    assert properties.pairs_of("") == ()


@pytest.mark.parametrize("value", [3, None, (1,), True])
def test_other_values_have_none(value: Json) -> None:
    with pytest.raises(ValueError, match="no JSON object"):
        properties.pairs_of(value)


def test_what_was_written_without_blanks_stays_so() -> None:
    assert (
        properties.write((("a", Object(b=(1, 2))), ("c", "d, e: f")), '{"a":1}')
        == '{"a":{"b":[1,2]},"c":"d, e: f"}'
    )
    assert properties.write((("a", 1), ("b", 2)), '{"a": 1}') == '{"a": 1, "b": 2}'
    assert properties.write((("a", 1), ("b", 2)), "no JSON") == '{"a": 1, "b": 2}'
