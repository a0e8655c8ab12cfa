"""What a screen reader gets of the program over D-Bus: its objects as AT-SPI has them, and what they tell.

The numbers of roles and states, the interfaces and their members are those of at-spi2-core's XML and headers.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

_LAUNCHERS: Final = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
_LAUNCHER: Final = next((each for each in _LAUNCHERS if Path(each).exists()), None)
needs_accessibility = pytest.mark.skipif(
    not (shutil.which("dbus-daemon") and _LAUNCHER), reason="dbus-daemon or at-spi2-core is not installed"
)

# That of the system would start what this machine has for its desktop.
_BUS: Final = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>
"""
_REGISTRY: Final = "org.a11y.atspi.Registry"
_ROOT: Final = "/org/a11y/atspi/accessible/root"
_ATSPI: Final = "org.a11y.atspi."
_HEARD: Final = ("object:state-changed:focused", "object:announcement")
_SECONDS: Final = 15
# Of AtspiStateType, by their bits, those that are of use here.
_STATES: Final = {
    1: "active",
    4: "checked",
    8: "enabled",
    11: "focusable",
    12: "focused",
    16: "modal",
    23: "selected",
    25: "showing",
    30: "visible",
}
_LABELLED_BY: Final = 2  # of AtspiRelationType

Place = tuple[str, str]  # the program's name on the bus and the path of the object
Box = tuple[int, int, int, int]  # x, y, width and height on the screen in pixels


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of the program, and what it said of itself when it was asked.

    ``trail`` holds the names of what it is in, from the window on.
    """

    place: Place
    trail: tuple[str, ...]
    role: str
    name: str
    description: str
    states: frozenset[str]
    box: Box

    @property
    def is_shown(self) -> bool:
        return {"showing", "visible"} <= self.states

    def __str__(self) -> str:
        return f"{self.role} “{self.name}” in {' > '.join(filter(None, self.trail))}"


@contextmanager
def accessible_session() -> Iterator[dict[str, str]]:
    """Run the buses that a desktop has for screen readers; yield the environment that leads to them."""
    assert _LAUNCHER
    with tempfile.TemporaryDirectory(prefix="a11y-") as folder:  # the path of a socket has 107 bytes at most
        config = Path(folder) / "bus.conf"
        config.write_text(_BUS.format(folder=folder), encoding="utf-8")
        own = {"XDG_RUNTIME_DIR": folder, "HOME": folder, "AT_SPI_BUS_ADDRESS": ""}
        with _running(["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"], own) as bus:
            assert bus.stdout
            address = bus.stdout.readline().decode().strip()
            with _running([_LAUNCHER, "--launch-immediately"], {**own, "DBUS_SESSION_BUS_ADDRESS": address}):
                yield {"DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}


@contextmanager
def _running(command: list[str], own: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    environment, nothing = {**os.environ, **own}, subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=nothing) as process:
        try:
            yield process
        finally:
            process.terminate()


class Reader:
    """A screen reader that can do no more than ask, press and listen."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Find the bus of ``environment`` and listen to what every program on it tells."""
        with open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"]) as session:
            where = new_method_call(
                DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress"
            )
            (address,) = _when(lambda: unwrap_msg(session.send_and_get_reply(where)))
        self._connection = open_dbus_connection(address)
        self._told: deque[Message] = deque()
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        for event in _HEARD:
            _when(partial(self._ask, new_method_call(registry, "RegisterEvent", "sass", (event, [], ""))))
        self._ask(message_bus.AddMatch(MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.close()

    def windows(self) -> list[Thing]:
        """Return the windows of the programs that are shown, dialogs too, but no popups."""
        programs = self._flat(self._children([(_REGISTRY, _ROOT)]))
        windows = self._flat(self._children(programs))
        return [each for each in self._read([(place, ()) for place in windows]) if each.is_shown]

    def above(self, thing: Thing) -> list[Thing]:
        """Return what ``thing`` is in, from the nearest to the window or popup."""
        places = [thing.place]
        while (parent := self._ask(_property(places[-1], "Accessible.Parent"))[0][1])[1] != _ROOT:
            places.append(parent)
        return self._read([(place, ()) for place in places[1:]])

    def top(self, thing: Thing) -> Thing:
        """Return the window or popup that ``thing`` is in."""
        return [thing, *self.above(thing)][-1]

    def children(self, thing: Thing) -> list[Thing]:
        """Return what is right in ``thing``, shown or not."""
        (places,) = self._children([thing.place])
        return self._read([(place, (*thing.trail, thing.name)) for place in places])

    def is_shown(self, thing: Thing) -> bool:
        """Return whether ``thing`` is still there to be seen."""
        again = self._again(thing.place)
        return again is not None and again.is_shown

    def walk(self, window: Thing) -> list[Thing]:
        """Return ``window`` and everything that is shown in it, each level in order after the one above."""
        deadline = time.monotonic() + _SECONDS
        while True:
            try:
                return self._walk(window)
            except DBusErrorResponse:  # something went while it was asked: the next walk does not meet it
                if time.monotonic() > deadline:
                    raise

    def _walk(self, window: Thing) -> list[Thing]:
        found, level = [window], [window]
        while level:
            children = self._children([each.place for each in level])
            places = [
                (place, (*parent.trail, parent.name))
                for parent, below in zip(level, children, strict=True)
                for place in below
            ]
            level = [each for each in self._read(places) if each.is_shown]
            found += level
        return found

    def find(self, role: str, name: str) -> Thing | None:
        """Return what of this role is shown in the first window and has a name that begins with ``name``."""
        everything = self.walk(window) if (window := next(iter(self.windows()), None)) else []
        return next((each for each in everything if each.role == role and each.name.startswith(name)), None)

    def text(self, thing: Thing) -> str:
        """Return all of the text of ``thing``."""
        (text,) = self._ask(_call(thing.place, "Text.GetText", "ii", (0, -1)))
        return str(text)

    def interfaces(self, thing: Thing) -> set[str]:
        """Return what can be asked of ``thing``, such as "Text" or "Value"."""
        (names,) = self._ask(_call(thing.place, "Accessible.GetInterfaces"))
        return {name.removeprefix(_ATSPI) for name in names}

    def box(self, thing: Thing) -> Box:
        """Return where ``thing`` is now."""
        return self._read([(thing.place, ())])[0].box

    def labels(self, thing: Thing) -> list[str]:
        """Return the names of what says what ``thing`` is."""
        (relations,) = self._ask(_call(thing.place, "Accessible.GetRelationSet"))
        targets = [place for kind, places in relations if kind == _LABELLED_BY for place in places]
        return [str(self._ask(_property(place, "Accessible.Name"))[0][1]) for place in targets]

    def press(self, thing: Thing) -> None:
        """Do the first action of ``thing``, whose answer may come only when a dialog closes."""
        self._connection.send(_call(thing.place, "Action.DoAction", "i", (0,)))

    def focus_after(self, act: Callable[[], object]) -> Thing:
        """Return what says first that it has the focus once ``act`` is done."""
        self.forget()
        act()
        told = self._await(_is_focus)
        return self._read([(_place(told), ())])[0]

    def focus(self) -> Thing | None:
        """Return what said last that it has the focus, if anything has since :meth:`forget`."""
        while True:
            try:
                self._take(self._connection.receive(timeout=0), {})
            except TimeoutError:
                break
        places = [_place(told) for told in self._told if _is_focus(told)]
        return self._again(places[-1]) if places else None

    def forget(self) -> None:
        """Forget what has been told."""
        self._told.clear()

    def said_after(self, act: Callable[[], object], wanted: str) -> str:
        """Return what is announced once ``act`` is done and contains ``wanted``."""
        self.forget()
        act()
        told = self._await(lambda told: _kind(told)[0] == "Announcement" and wanted in told.body[3][1])
        return str(told.body[3][1])

    def _await(self, is_wanted: Callable[[Message], bool]) -> Message:
        deadline = time.monotonic() + _SECONDS
        while True:
            while self._told:
                if is_wanted(told := self._told.popleft()):
                    return told
            self._take(self._connection.receive(timeout=deadline - time.monotonic()), {})

    def _children(self, places: Sequence[Place]) -> list[list[Place]]:
        return [
            answer[0]
            for answer in self._ask_all([_call(place, "Accessible.GetChildren") for place in places])
        ]

    def _again(self, place: Place) -> Thing | None:
        """Return what is at ``place`` now, if anything still is."""
        try:
            return self._read([(place, ())])[0]
        except DBusErrorResponse:
            return None

    def _flat(self, nested: list[list[Place]]) -> list[Place]:
        return [place for places in nested for place in places]

    def _read(self, places: Sequence[tuple[Place, tuple[str, ...]]]) -> list[Thing]:
        """Read all at once, for each question alone would take a turn of the program."""
        questions = [question for place, _ in places for question in _questions(place)]
        answers = iter(self._ask_all(questions))
        return [_thing(place, trail, [next(answers) for _ in _questions(place)]) for place, trail in places]

    def _ask(self, question: Message) -> Any:
        return self._ask_all([question])[0]

    def _ask_all(self, questions: list[Message]) -> list[Any]:
        replies: dict[int, Message | None] = {}
        for question in questions:
            serial = next(self._connection.outgoing_serial)
            replies[serial] = None
            self._connection.send(question, serial=serial)
        while None in replies.values():
            self._take(self._connection.receive(timeout=_SECONDS), replies)
        return [unwrap_msg(reply) for reply in replies.values()]

    def _take(self, message: Message, replies: dict[int, Message | None]) -> None:
        if message.header.message_type is MessageType.signal:
            self._told.append(message)
        elif (serial := message.header.fields.get(HeaderFields.reply_serial)) in replies:
            replies[serial] = message


def _call(place: Place, member: str, signature: str | None = None, body: tuple[Any, ...] = ()) -> Message:
    (bus, path), (interface, _, name) = place, member.partition(".")
    return new_method_call(DBusAddress(path, bus, _ATSPI + interface), name, signature, body)


def _property(place: Place, member: str) -> Message:
    (bus, path), (interface, _, name) = place, member.partition(".")
    address = DBusAddress(path, bus, "org.freedesktop.DBus.Properties")
    return new_method_call(address, "Get", "ss", (_ATSPI + interface, name))


def _questions(place: Place) -> list[Message]:
    return [
        _call(place, "Accessible.GetRoleName"),
        _property(place, "Accessible.Name"),
        _property(place, "Accessible.Description"),
        _call(place, "Accessible.GetState"),
        _call(place, "Component.GetExtents", "u", (0,)),
    ]


def _thing(place: Place, trail: tuple[str, ...], answers: list[Any]) -> Thing:
    (role,), (name,), (description,), ((low, high),), (box,) = answers
    bits = low | high << 32
    states = frozenset(state for bit, state in _STATES.items() if bits >> bit & 1)
    return Thing(place, trail, role, name[1], description[1], states, box)


def _place(told: Message) -> Place:
    return told.header.fields[HeaderFields.sender], told.header.fields[HeaderFields.path]


def _is_focus(told: Message) -> bool:
    return _kind(told) == ("StateChanged", "focused") and told.body[1] == 1


def _kind(told: Message) -> tuple[str, str]:
    return told.header.fields[HeaderFields.member], told.body[0]


def _when(ask: Callable[[], Any]) -> Any:
    """Ask for what is about to start until it answers."""
    deadline = time.monotonic() + _SECONDS
    while True:
        try:
            return ask()
        except DBusErrorResponse:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
