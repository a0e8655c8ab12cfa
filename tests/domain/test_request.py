"""The request document: edits change what they name, share the rest, and leave earlier versions alone."""

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from events_console.domain.json_value import Json, Object, dumps, pointer, same, tokens, walk
from events_console.domain.request import Edit, Request, shared_ends
from tests.strategies import any_json, any_objects, any_texts, requests

HEAD: Final[dict[str, Json]] = {"trackingId": "t", "eventList": (), "own": Object(a=1), "sessionId": "s"}


class Editing(RuleBasedStateMachine):
    """Edits of rows against a plain list; identity tells that nothing else was touched."""

    def __init__(self) -> None:
        super().__init__()
        self.request = Request(Object(HEAD))
        self.rows: list[Json] = []
        self.versions: list[tuple[Request, str]] = []
        self.made = 0

    def _keep(self, request: Request) -> None:
        self.versions.append((self.request, dumps(self.request.root)))
        self.request = request

    def _event(self) -> Object:
        self.made += 1
        return Object(eventType=str(self.made))

    @rule(row=st.integers(0, 12), number=st.integers(0, 3))
    def insert(self, row: int, number: int) -> None:
        events = [self._event() for _ in range(number)]
        self._keep(self.request.with_inserted(row, events))
        self.rows[row:row] = events

    @rule(rows=st.sets(st.integers(0, 12)))
    def remove(self, rows: set[int]) -> None:
        self._keep(self.request.without_events(rows))
        self.rows = [event for row, event in enumerate(self.rows) if row not in rows]

    @precondition(lambda self: self.rows)
    @rule(data=st.data())
    def replace(self, data: st.DataObject) -> None:
        row, event = data.draw(st.integers(0, len(self.rows) - 1)), self._event()
        self._keep(self.request.with_event(row, event))
        self.rows[row] = event

    @precondition(lambda self: self.rows)
    @rule(data=st.data())
    def replace_several(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sets(st.integers(0, len(self.rows) - 1)))
        events = {row: self._event() for row in chosen}
        self._keep(self.request.with_each(events))
        for row, event in events.items():
            self.rows[row] = event

    @precondition(lambda self: self.rows)
    @rule(data=st.data(), step=st.sampled_from([-1, 1]))
    def move(self, data: st.DataObject, step: int) -> None:
        rows = data.draw(st.lists(st.integers(0, len(self.rows) - 1)))
        self._keep(self.request.with_moved(rows, step))
        targets = {row + step: self.rows[row] for row in rows}
        if all(0 <= target < len(self.rows) for target in targets):
            others = iter([event for row, event in enumerate(self.rows) if row not in rows])
            self.rows = [targets[row] if row in targets else next(others) for row in range(len(self.rows))]

    @rule(value=any_json)
    def set_field(self, value: Json) -> None:
        self._keep(self.request.with_field("own", value).with_field("own", HEAD["own"]))

    @invariant()
    def the_rows_are_those_of_the_list(self) -> None:
        assert len(self.request.events) == len(self.rows)
        assert all(found is meant for found, meant in zip(self.request.events, self.rows, strict=True))

    @invariant()
    def everything_else_is_as_it_was(self) -> None:
        assert list(self.request.root) == list(HEAD)
        assert all(self.request.root[name] is HEAD[name] for name in HEAD if name != "eventList")

    @invariant()
    def earlier_versions_are_untouched(self) -> None:
        assert all(dumps(request.root) == text for request, text in self.versions)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=50, stateful_step_count=20)


@pytest.mark.parametrize("rows", [[], [0], [0, 2], [-1], [7]])
def test_moving_over_an_edge_or_nothing_changes_nothing(rows: Sequence[int]) -> None:
    request = Request(Object(eventList=("a", "b", "c")))
    assert request.with_moved(rows, -1) is request
    assert request.with_moved([2, 1], 1) is request


def test_rows_that_are_not_there_are_an_index_error() -> None:
    request = Request(Object(eventList=("a",)))
    with pytest.raises(IndexError):
        request.with_event(1, "b")
    with pytest.raises(IndexError):
        request.event(1)


@pytest.mark.parametrize("wrong", [None, "events", 5, Object(eventType="View")])
def test_a_list_of_the_wrong_type_has_no_rows_and_stays_until_one_is_added(wrong: Json) -> None:
    request = Request(Object(trackingId="t", eventList=wrong))
    assert request.events == ()
    assert request.without_events([0]) is request
    assert request.with_moved([0], 1) is request
    assert request.with_inserted(0, [Object()]).root == {"trackingId": "t", "eventList": (Object(),)}


def test_an_event_of_the_wrong_type_reads_as_an_empty_one() -> None:
    request = Request(Object(eventList=("text", Object(itemId="i"))))
    assert request.event(0) == {}
    assert request.event(1) is request.events[1]


def test_fields_are_read_set_and_removed() -> None:
    request = Request(Object(trackingId="t", userId=5))
    assert (request.text("trackingId"), request.text("userId"), request.text("sessionId")) == ("t", "", "")
    assert list(request.with_field("userId", "u").root.items()) == [("trackingId", "t"), ("userId", "u")]
    assert request.without_field("userId").root == {"trackingId": "t"}
    assert request.without_field("sessionId").is_same(request)


@given(requests)
def test_requests_are_the_same_when_they_are_written_the_same(request_: Request) -> None:
    copy = Request(Object({**request_.root}))
    assert request_.is_same(copy)
    assert not request_.is_same(copy.with_field("trackingId", (request_.root.get("trackingId"),)))
    assert not Request(Object(a=1)).is_same(Request(Object(a=True)))


EVENTS = [Object(itemId=str(number)) for number in range(4)]


@given(st.lists(st.sampled_from(EVENTS)).map(tuple), st.lists(st.sampled_from(EVENTS)).map(tuple))
def test_shared_ends_do_not_overlap_and_are_as_long_as_can_be(
    old: tuple[Json, ...], new: tuple[Json, ...]
) -> None:
    head, tail = shared_ends(old, new)
    assert old[:head] == new[:head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert head + tail <= min(len(old), len(new))
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if middle_old and middle_new:
        assert middle_old[0] != middle_new[0]
        assert middle_old[-1] != middle_new[-1]


def test_shared_ends_compare_objects_not_values() -> None:
    one = Object(eventValue=1)
    assert shared_ends((one, one), (Object(eventValue=True), one)) == (0, 1)


@given(any_objects, any_json, st.data())
def test_an_edit_changes_what_its_pointer_names_and_shares_the_rest(
    root: Object, value: Json, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from([path for path, _ in walk(root)]))
    if not path and not isinstance(value, Object):
        return
    changed = Edit(path, value).apply(Request(root)).root
    before, after = dict(walk(root)), dict(walk(changed))
    assert after[path] is value
    for other, found in before.items():
        apart = not other.startswith((path, f"{path}/")) and not path.startswith(f"{other}/") and other
        if apart:
            assert after[other] is found


@given(any_objects, any_texts)
def test_a_renamed_member_keeps_its_place_and_its_value(root: Object, name: str) -> None:
    root = root.with_member("old", Object(kept=1)).with_member("last", 2)
    if name in root:
        with pytest.raises(KeyError):
            Edit("/old", rename=name).apply(Request(root))
    else:
        renamed = Edit("/old", rename=name).apply(Request(root)).root
        assert list(renamed) == [name if one == "old" else one for one in root]
        assert all(map(lambda new, old: new is old, renamed.values(), root.values()))


DOCUMENT = Request(Object({"a": (1, Object(b=2)), "c/d": Object({"~": 3}), "text": "t"}))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit("/a/0", 9), '{"a": [9, {"b": 2}], "c/d": {"~": 3}, "text": "t"}'),
        (Edit("/a/1/b", 9), '{"a": [1, {"b": 9}], "c/d": {"~": 3}, "text": "t"}'),
        (Edit("/a/0", remove=True), '{"a": [{"b": 2}], "c/d": {"~": 3}, "text": "t"}'),
        (Edit("/a/1/b", remove=True), '{"a": [1, {}], "c/d": {"~": 3}, "text": "t"}'),
        (Edit("/a/1/b", rename="x"), '{"a": [1, {"x": 2}], "c/d": {"~": 3}, "text": "t"}'),
        (Edit("/c~1d/~0", 9), '{"a": [1, {"b": 2}], "c/d": {"~": 9}, "text": "t"}'),
        (Edit("/c~1d", rename="~1"), '{"a": [1, {"b": 2}], "~1": {"~": 3}, "text": "t"}'),
        (Edit("/text", remove=True), '{"a": [1, {"b": 2}], "c/d": {"~": 3}}'),
        (Edit("/new/x", 9), '{"a": [1, {"b": 2}], "c/d": {"~": 3}, "text": "t", "new": {"x": 9}}'),
        (Edit("/", 9), '{"a": [1, {"b": 2}], "c/d": {"~": 3}, "text": "t", "": 9}'),
        (Edit("", Object(all=9)), '{"all": 9}'),
    ],
)
def test_an_edit_puts_removes_or_renames_at_its_pointer(edit: Edit, expected: str) -> None:
    assert dumps(edit.apply(DOCUMENT).root) == expected


@pytest.mark.parametrize("path", ["/a/2", "/a/2/b", "/a/999999999"])
@pytest.mark.parametrize("remove", [True, False])
def test_a_place_beyond_a_list_is_an_index_error(path: str, remove: bool) -> None:
    with pytest.raises(IndexError):
        Edit(path, remove=remove).apply(DOCUMENT)


@pytest.mark.parametrize("remove", [True, False])
@pytest.mark.parametrize(
    "path", ["/a/-1", "/a/01", "/a/-", "/a/x", "/a/", "/a/٣", "/a/1e0", "/a/9999999999", "/text/x", "/a/0/x"]
)
def test_a_place_that_cannot_be_is_a_key_error(path: str, remove: bool) -> None:
    with pytest.raises(KeyError):
        Edit(path, remove=remove).apply(DOCUMENT)


@pytest.mark.parametrize(
    "edit",
    [
        Edit("/none", remove=True),
        Edit("/none/x", remove=True),
        Edit("/none", rename="x"),
        Edit("/a/0", rename="x"),
        Edit("", rename="x"),
        Edit("/a", rename="text"),
        Edit("/a", rename="a"),
    ],
)
def test_what_is_not_there_cannot_go_and_a_name_is_not_given_twice(edit: Edit) -> None:
    with pytest.raises(KeyError):
        edit.apply(DOCUMENT)


@pytest.mark.parametrize("edit", [Edit("", remove=True), Edit("", 5), Edit("", ("a",))])
def test_a_document_can_only_become_an_object(edit: Edit) -> None:
    with pytest.raises(TypeError, match="only become an object"):
        edit.apply(DOCUMENT)


def test_pointers_of_edits_are_those_of_walk() -> None:
    for path, value in walk(DOCUMENT.root):
        assert pointer(*tokens(path)) == path
        if isinstance(value, Object):
            assert same(Edit(path, value).apply(DOCUMENT).root, DOCUMENT.root)


def test_a_new_field_comes_where_the_model_has_it() -> None:
    request = Request(Object(trackingId="t", own=1, eventList=(), after=2))
    assert list(request.with_field("sessionId", "s").root) == [
        "trackingId",
        "own",
        "sessionId",
        "eventList",
        "after",
    ]
    filled = Request(Object(eventList=())).with_field("sessionId", "s").with_field("userId", "u")
    assert list(filled.with_field("trackingId", "t").root) == [
        "trackingId",
        "userId",
        "sessionId",
        "eventList",
    ]
    assert list(request.with_field("other", 3).root) == ["trackingId", "own", "eventList", "after", "other"]
