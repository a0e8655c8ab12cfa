"""Immutable JSON: what it refuses, what it keeps, and how its values are compared and found."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.json_value import (
    DEEPEST,
    KEPT,
    Json,
    Object,
    dumps,
    freeze,
    pointer,
    same,
    tokens,
    walk,
)
from tests.strategies import any_json, any_texts


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.__setitem__("a", 2),
        lambda found: found.__delitem__("a"),
        lambda found: found.__ior__({"a": 2}),
        lambda found: found.clear(),
        lambda found: found.pop("a"),
        lambda found: found.popitem(),
        lambda found: found.setdefault("b", 2),
        lambda found: found.update(a=2),
    ],
)
def test_an_object_refuses_every_change(change: Callable[[Object], object]) -> None:
    found = Object({"a": 1})
    with pytest.raises(TypeError, match="immutable"):
        change(found)
    assert found == {"a": 1}


def test_edits_return_copies_and_keep_the_order() -> None:
    found = Object({"b": 1, "a": 2})
    assert list(found.with_member("b", 3).items()) == [("b", 3), ("a", 2)]
    assert list(found.with_member("c", 3)) == ["b", "a", "c"]
    assert list(found.without("b").items()) == [("a", 2)]
    assert list(found.items()) == [("b", 1), ("a", 2)]


@given(any_json)
def test_freezing_keeps_the_value_and_leaves_nothing_to_change(value: Json) -> None:
    thawed = _thawed(value)
    frozen = freeze(thawed)
    assert same(frozen, value)
    assert all(isinstance(found, Object | tuple | str | int | float | None) for _, found in walk(frozen))


def _thawed(value: Json) -> object:
    if isinstance(value, Object):
        return {name: _thawed(member) for name, member in value.items()}
    return [_thawed(member) for member in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (object(), "object is not JSON"),
        (b"a", "bytes is not JSON"),
        ([{1}], "set is not JSON"),
        ({1: 2}, "1 cannot name"),
    ],
)
def test_what_is_not_json_cannot_be_frozen(value: object, complaint: str) -> None:
    with pytest.raises(TypeError, match=complaint):
        freeze(value)


@pytest.mark.parametrize("levels", [DEEPEST, KEPT])
@pytest.mark.parametrize("nest", [lambda value: [value], lambda value: (value,), lambda value: {"a": value}])
def test_nesting_is_frozen_to_its_limit_and_not_beyond(nest: Callable[[object], object], levels: int) -> None:
    value: object = "core"
    for _ in range(levels):
        value = nest(value)
    freeze(value, levels)
    with pytest.raises(RecursionError, match="nested too deep"):
        freeze(nest(value), levels)


def test_halves_of_one_character_are_joined_and_single_ones_kept() -> None:
    assert freeze({"\ud83d\ude00": ["a\ud83d\ude00\ud83d", "\ude00\ud83d"]}) == {
        "😀": ("a😀\ud83d", "\ude00\ud83d")
    }


@given(any_json, st.sampled_from([None, 2]))
def test_written_json_can_be_encoded_and_reads_back_the_same(value: Json, indent: int | None) -> None:
    text = dumps(value, indent=indent)
    assert same(freeze(json.loads(text.encode())), value)


def test_written_json_is_readable() -> None:
    assert (
        dumps(freeze({"name": "Zürich 😀", "half": "\ud800"})) == '{"name": "Zürich 😀", "half": "\\ud800"}'
    )


@given(any_json, any_json)
def test_same_means_the_same_text(left: Json, right: Json) -> None:
    assert same(left, right) == (dumps(left) == dumps(right))
    assert same(left, freeze(_thawed(left)))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (1, 1.0),
        (1, True),
        (0.0, -0.0),
        ((1,), (True,)),
        (Object(a=1), Object(a=1.0)),
        ((), Object()),
        ("1", 1),
        ((1,), (1, 2)),
    ],
)
def test_values_that_are_written_differently_are_not_the_same(left: Json, right: Json) -> None:
    assert not same(left, right)
    assert not same(Object(member=left), Object(member=right))


def test_the_order_of_members_counts_and_nan_is_itself() -> None:
    assert not same(Object(a=1, b=2), Object(b=2, a=1))
    assert same((float("nan"),), (float("nan"),))


@given(st.lists(any_texts))
def test_a_pointer_gives_back_its_tokens(names: list[str]) -> None:
    assert tokens(pointer(*names)) == tuple(names)


def test_pointers_are_those_of_rfc_6901() -> None:
    assert pointer() == ""
    assert pointer("foo", 0) == "/foo/0"
    assert pointer("") == "/"
    assert pointer("a/b", "m~n", "~1") == "/a~1b/m~0n/~01"


@given(any_json)
def test_walking_finds_every_value_at_its_pointer(value: Json) -> None:
    found = dict(walk(value))
    assert len(found) == 1 + len(re.findall("T", _shape(value)))
    for path, member in found.items():
        assert _at(value, tokens(path)) is member


def _shape(value: Json) -> str:
    """Return a T for each value inside ``value``."""
    inner = value.values() if isinstance(value, Object) else value if isinstance(value, tuple) else ()
    return "".join("T" + _shape(member) for member in inner)


def _at(value: Json, steps: tuple[str, ...]) -> Json:
    for step in steps:
        value = (
            value[step]
            if isinstance(value, Object)
            else value[int(step)]
            if isinstance(value, tuple)
            else None
        )
    return value
