"""A walk through all that is shown, as a screen reader goes it: what it finds has a name and a place."""

import re
import sys
from collections.abc import Iterator
from functools import partial
from itertools import groupby, pairwise
from typing import Final

import pytest

from tests.e2e.at_spi import Reader, Thing, needs_accessibility
from tests.e2e.screen import needs_screen
from tests.e2e.seat import Seat, seat

pytestmark = [needs_screen, needs_accessibility]

# What nobody chose: the names of classes, of Qt's own objects and of members.
_IMPLEMENTATION: Final = re.compile(
    r"_|Q?([A-Z][a-z]+)+(Widget|Edit|View|Button|Label|Pane|Frame|Bar|Dialog)$|qt"
)
_NO_ROLE: Final = {"", "unknown", "invalid", "filler", "extended", "redundant object"}
_HEADERS: Final = {"column header", "row header"}
_PARTS: Final = {"table cell", "cell", "list item", "tree item", "page tab"}  # of what Tab stops at
_PANES: Final = ["", "History", "Request", "Events", "Problems", "Event inspector", "Answer"]
_CARDS: Final = "First steps"  # which lead through the window itself
_VIEWS: Final = {"Table": "ctrl+1", "JSON": "ctrl+2", "Wire": "ctrl+3", "Code": "ctrl+4"}


@pytest.fixture
def desk() -> Iterator[Seat]:
    """A person with a screen reader at the window, as it is after the first start."""
    with seat() as made, made.running():
        yield made


def _get_busy(desk: Seat) -> None:
    """Have two answers, a history and a problem."""
    for _ in range(2):
        desk.reader.said_after(lambda: desk.screen.keys("ctrl+Return"), "Accepted")
    desk.screen.keys("F6")
    _spoil(desk)


def _spoil(desk: Seat) -> None:
    desk.screen.keys("ctrl+1")
    while desk.reader.focus_after(lambda: desk.screen.keys("F6")).name != "Events":
        pass
    desk.screen.keys("ctrl+Home", "Right", "Right")
    desk.screen.type("lots")
    desk.screen.keys("Return")
    desk.until(lambda: desk.reader.find("list item", "error: The value is the text"), "the problem")


def _faults(reader: Reader, things: list[Thing]) -> list[str]:
    """Return what a screen reader could not tell of what is shown."""
    return [f"{each} {fault}" for each in things if (fault := _fault(reader, each))]


def _fault(reader: Reader, thing: Thing) -> str:
    if "Files" in thing.trail and thing.role == "tree item":
        return ""  # Qt's own file dialog, whose folders have no size
    if thing.role in _HEADERS and not thing.name:
        return "has no name"
    if "focusable" not in thing.states:
        return ""
    if not thing.name.strip():
        return "has no name"
    if _IMPLEMENTATION.match(thing.name):
        return "has the name of a class"
    if thing.role in _NO_ROLE:
        return "has no role"
    return _mute(reader, thing)


def _mute(reader: Reader, thing: Thing) -> str:
    """Return what of ``thing`` cannot be read out beside its name."""
    if thing.role == "combo box" and not (thing.description or any(reader.labels(thing))):
        return "says what is chosen, and not what for"  # on this system the name of one is its value
    if thing.role in {"text", "entry"} and "Text" not in reader.interfaces(thing):
        return "has no text"
    if thing.role in {"spin button", "slider", "dial"} and "Value" not in reader.interfaces(thing):
        return "has no value"
    return ""


def test_everything_in_every_view_has_a_name(desk: Seat) -> None:
    found = {"at the start": desk.reader.walk(desk.main())}
    _get_busy(desk)
    for view in _VIEWS:
        _show(desk, view)
        found[view] = desk.reader.walk(desk.main())
    _tell(found)
    names = {each.name for things in found.values() for each in things}
    assert {"Request as JSON", "Unsigned request", "Request as code", "Exchanges", "Problems"} <= names
    faults = [fault for things in found.values() for fault in _faults(desk.reader, things)]
    assert not faults, "\n".join(faults)


def _show(desk: Seat, view: str) -> None:
    def is_shown() -> bool:
        tab = desk.reader.find("page tab", view)
        return tab is not None and "selected" in tab.states

    desk.screen.keys(_VIEWS[view])
    desk.until(is_shown, view)


def _tell(found: dict[str, list[Thing]]) -> None:
    """Sum up what was walked through, for who runs this with ``-s``."""
    lines = [f"{'':<28} {'shown':>6} {'focusable':>10} {'unnamed':>8}"]
    for what, things in found.items():
        stops = [each for each in things if "focusable" in each.states]
        unnamed = sum(not each.name for each in stops)
        lines.append(f"{what:<28} {len(things):>6} {len(stops):>10} {unnamed:>8}")
    sys.stdout.write("\n".join(("", *lines, "")))


def _commands(desk: Seat, menu: Thing) -> Iterator[Thing]:
    """Yield the items of ``menu`` and of the menus in it, which must have a name."""
    for popup in desk.reader.children(menu):
        for item in desk.reader.children(popup):
            if item.role != "separator":
                assert item.name, f"{menu} has an item without a name"
                yield from _commands(desk, item) if desk.reader.children(item) else [item]


def test_every_dialog_that_a_menu_opens_has_names_throughout(desk: Seat) -> None:
    _get_busy(desk)
    desk.reader.press(next(each for each in _all_commands(desk) if each.name == "New request"))
    desk.screen.keys("ctrl+shift+f", "Down", "shift+Down")
    desk.until(lambda: _command(desk, "Compare the two"), "the two exchanges")
    found: dict[str, list[Thing]] = {}
    faults: list[str] = []
    for item in [each for each in _all_commands(desk) if _opens(each) and "enabled" in each.states]:
        window = desk.open(partial(desk.reader.press, item))
        found[item.name] = desk.reader.walk(window)
        faults += [f"{item.name}: {fault}" for fault in _faults(desk.reader, found[item.name])]
        desk.close(window)
    _tell(found)
    assert not faults, "\n".join(faults)


def _opens(item: Thing) -> bool:
    opens = {"Compare the two", "Paste anything"}
    return item.name.endswith("…") or item.name in opens or ("Help" in item.trail and item.name != _CARDS)


def _all_commands(desk: Seat) -> list[Thing]:
    return [item for menu in desk.menus() for item in _commands(desk, menu)]


def _command(desk: Seat, name: str) -> Thing | None:
    return next(
        (each for each in _all_commands(desk) if each.name == name and "enabled" in each.states), None
    )


def test_the_cards_of_the_first_steps_have_names_and_their_keys(desk: Seat) -> None:
    (item,) = (each for each in _all_commands(desk) if each.name == _CARDS and "Help" in each.trail)
    desk.reader.press(item)
    desk.until(lambda: desk.reader.find("push button", "Skip"), "the first card")
    assert not _faults(desk.reader, desk.reader.walk(desk.main()))
    desk.screen.keys("Escape")
    desk.until(lambda: not desk.reader.find("push button", "Skip"), "the end of the cards")


@pytest.mark.parametrize("view", _VIEWS)
def test_tab_goes_through_the_window_as_it_is_read_and_back(desk: Seat, view: str) -> None:
    _get_busy(desk)
    _show(desk, view)
    forth = _from_the_top(desk, _round(desk, "Tab"))
    assert [pane for pane, _ in groupby(_pane(desk, stop) for stop in forth)] == _PANES
    for stop, following in pairwise(forth):
        if _pane(desk, stop) == _pane(desk, following):
            assert not _is_before(desk, following, stop), f"after {stop} comes {following}"
    back = _from_the_top(desk, _round(desk, "shift+Tab")[::-1])
    assert [stop.place for stop in back] == [stop.place for stop in forth]


def _from_the_top(desk: Seat, stops: list[Thing]) -> list[Thing]:
    """Return ``stops`` from the first one of the connection bar on."""
    panes = [_pane(desk, stop) for stop in stops]
    first = next(at for at, pane in enumerate(panes) if not pane and panes[at - 1])
    return stops[first:] + stops[:first]


def _round(desk: Seat, key: str) -> list[Thing]:
    """Return where ``key`` leads, one after the other, until it is where it was first."""
    stops: list[Thing] = []
    while True:
        stop = desk.reader.focus_after(lambda: desk.screen.keys(key))
        assert stop.is_shown, f"{stop} has the focus and is not to be seen"
        desk.until(partial(_is_inside, desk, stop), f"{stop} inside of the window")
        if stop.role in _PARTS:
            stop = desk.reader.above(stop)[0]
        if stops and stop.place == stops[0].place:
            return stops
        assert len(stops) < 100, "Tab comes round no more"
        stops.append(stop)


def _pane(desk: Seat, stop: Thing) -> str:
    return next((each.name for each in desk.reader.above(stop) if each.name in _PANES[1:]), "")


def _is_inside(desk: Seat, stop: Thing) -> bool:
    one, other = desk.reader.box(stop), desk.main().box
    return all(
        one[axis] < other[axis] + other[axis + 2] and other[axis] < one[axis] + one[axis + 2]
        for axis in (0, 1)
    )


def _is_before(desk: Seat, one: Thing, other: Thing) -> bool:
    """Return whether one reads ``one`` first: it is above and no further right, or left in a line."""
    (x, y, _, height), (other_x, other_y, _, other_height) = map(desk.reader.box, (one, other))
    if y + height <= other_y:
        return x <= other_x
    return y < other_y + other_height and x < other_x


def test_a_problem_and_an_answer_are_announced(desk: Seat) -> None:
    said = desk.reader.said_after(lambda: _spoil(desk), "The value is the text “lots”")
    assert said.startswith("1 error")
    said = desk.reader.said_after(lambda: desk.screen.keys("ctrl+z"), "No problem")
    said = desk.reader.said_after(lambda: desk.screen.keys("ctrl+Return"), "Accepted")
    assert "status 200" in said
