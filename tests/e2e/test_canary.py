"""The way of a secret that sings: keys are entered, used, sent back by the service and left in a crash.

Afterwards no byte that was written, printed, shown or copied may be of them, in whichever spelling.
"""

import gc
import json
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn
from urllib.parse import quote

import pytest

from events_console import paths
from events_console.domain.connection import Credentials, KeySource
from events_console.services.redaction import HIDDEN
from tests.keyring_session import KeyringSession, keyring_session, needs_keyring
from tests.support import Answer, Sink, http

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAction

    from events_console.domain.exchange import Exchange
    from events_console.ui.session import Session
    from tests.aws_standin import Aws

pytestmark = [needs_keyring, pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")]

SAMPLE: Final = str(paths.resource("examples", "sandbox.events.json"))
SECONDS: Final = 60
# One whose ID is not like those of AWS, so that it may go to this computer.
CANARY: Final = Credentials(
    "TESTKEY0123456789", "canary+Secret/of+0123456789=", "canary/Token+of/" + "t/+" * 90
)
HANG, GARBAGE = "hang", "garbage"  # user IDs that say what the service shall do


# The person at the window ---------------------------------------------------------------------------------


def sit_at_the_window() -> NoReturn:
    """Enter keys, use them and look at everything; then wait for the end, with a request on its way.

    The keys and where they go come in through standard input; what was seen and copied goes to a file.
    """
    from PySide6.QtWidgets import QApplication

    from events_console.ui.session import Session

    given = json.load(sys.stdin)
    app = QApplication([])
    session = Session(app)
    session.show(None)
    _wait(lambda: session.console.service is not None and session.console.checked)
    seen = [*_connect(session, given)]
    for user in (None, None, GARBAGE):
        _edit(session, user)
        seen += _look(session, _settled(session, session.window.send))
    seen += _look(session, _settled(session, _action(session, "Resend as it was").trigger))
    Path(given["seen"]).write_text("\n".join(seen), encoding="utf-8")
    _edit(session, HANG)
    session.window.send()
    sys.exit(app.exec())


def _connect(session: "Session", given: dict[str, str]) -> Iterator[str]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from events_console.ui.connection_dialog import ConnectionDialog
    from events_console.ui.connection_keys import SOURCES

    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(session.window, Qt.Key.Key_K, control | shift)
    _wait(lambda: session.window.findChild(ConnectionDialog) is not None)
    dialog = session.window.findChild(ConnectionDialog)
    assert dialog
    _wait(lambda: dialog.list.count() == 1)
    dialog.add.click()
    form = dialog.editor.form
    form.keys.source.setCurrentIndex([*SOURCES].index(KeySource.KEYRING))
    form.more.setChecked(True)
    for line, text in (
        (form.name, "Canary"),
        (form.keys.key_id, given["key_id"]),
        (form.keys.secret, given["secret"]),
        (form.keys.token, given["token"]),
        (form.route.endpoint, given["endpoint"]),
        (form.route.ca_bundle, given["ca_bundle"]),
    ):
        line.selectAll()
        QTest.keyClicks(line, text)
        line.selectAll()
        line.copy()
        yield _clipboard()
    for press in (dialog.test, dialog.save, dialog.test):
        _wait(press.isEnabled)
        press.click()
        _wait(lambda: dialog.editor.outcome.headline.text()[:1] in {"✓", "✕"})
        yield from _texts(dialog)
    dialog.use.click()


def _edit(session: "Session", user: str | None) -> None:
    console = session.console
    console.edit(console.request.with_field("userId", user or "qa"), "Edit")
    _wait(lambda: console.checked)


def _action(session: "Session", text: str) -> "QAction":
    actions = session.window.history.actions_for_menu()
    return next(one for one in actions if one.text().replace("&", "") == text)


def _settled(session: "Session", send: Callable[[], object]) -> str:
    """Return the ID of the exchange that comes of it."""
    settled: list[Exchange] = []
    session.console.settled.connect(settled.append)
    send()
    _wait(lambda: bool(settled))
    session.console.settled.disconnect(settled.append)
    return settled[0].id


def _look(session: "Session", newest: str) -> Iterator[str]:
    """Open the newest exchange of the history, copy whatever can be copied, and read every text."""
    from PySide6.QtWidgets import QPushButton

    from events_console.ui.history_line import ENTRY_ROLE

    window = session.window
    view, answer = window.history.view, window.response.view
    first = view.model().index
    _wait(lambda: first(0, 0).isValid() and first(0, 0).data(ENTRY_ROLE).id == newest)
    view.setCurrentIndex(first(0, 0))
    _wait(lambda: answer.exchange is not None and answer.exchange.id == newest)
    for tab in range(answer.tabs.count()):
        answer.tabs.setCurrentIndex(tab)
        for button in answer.findChildren(QPushButton):
            if button.text() == "Copy":
                button.click()
                yield _clipboard()
        yield from _texts(window)
    for action in _leaves(window.history.actions_for_menu()):
        if action.isEnabled():
            told: list[str] = []
            session.console.told.connect(told.append)
            action.trigger()
            _wait(lambda: bool(told))  # noqa: B023  # it is over by the next round
            yield _clipboard()
    window.compose.table.selectAll()
    window.compose.table.copy()
    yield _clipboard()


def _leaves(actions: "list[QAction]") -> "Iterator[QAction]":
    """Give what copies: actions and those of menus."""
    from PySide6.QtWidgets import QMenu

    for action in actions:
        if action.text().startswith(("Copy", "&Copy")):
            menu = action.menu()
            yield from menu.actions() if isinstance(menu, QMenu) else (action,)


def _texts(root: "QObject") -> Iterator[str]:
    from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

    for widget in root.findChildren(QWidget):
        yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
        if isinstance(widget, QLabel):
            yield widget.text()
        elif isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
        elif isinstance(widget, QLineEdit):
            yield widget.displayText()


def _clipboard() -> str:
    from PySide6.QtGui import QGuiApplication

    data = QGuiApplication.clipboard().mimeData()
    return f"{data.text()}\n{data.html()}"


def _wait(until: Callable[[], bool]) -> None:
    from PySide6.QtTest import QTest

    end = time.monotonic() + SECONDS / 6
    while not until():
        assert time.monotonic() < end
        QTest.qWait(10)


# The service that repeats secrets -------------------------------------------------------------------------


def _spellings(secret: str) -> Iterator[str]:
    """Give a secret as it may be written by whoever repeats it."""
    yield secret
    yield secret[:-3]
    yield quote(secret, safe="")
    yield secret.replace("/", r"\/")
    yield "".join(f"\\u{ord(letter):04x}" for letter in secret)
    for before in ("", "a", "ab"):
        yield b64encode(f"{before}{secret}:".encode()).decode()


class Parrot:
    """Answers with all that it knows of the keys; ``hung`` is set once it has been told to hang."""

    def __init__(self, keys: Credentials) -> None:
        self._said = " ".join(
            text
            for secret in (keys.secret_access_key, keys.session_token or "")
            for text in _spellings(secret)
        )
        self._token = keys.session_token or ""
        self.hung = threading.Event()
        self.over = threading.Event()
        self._turn = 0

    def answer(self, body: bytes) -> bytes:
        self._turn += 1
        if b'"hang"' in body:
            self.hung.set()
            self.over.wait(SECONDS)
        if b'"garbage"' in body:
            return f"HTTP/9.9 {self._token}\r\n\r\n".encode()
        said = json.dumps({"message": self._said}) if self._turn % 2 else self._said
        echo = {"Connection": "close", "X_Echo": self._token, "X_amzn_RequestId": f"id-{self._token}"}
        error = f"InvalidSignatureException:{self._token}"
        return http("403 Forbidden", said.encode(), X_amzn_ErrorType=error, **echo)


# The search -----------------------------------------------------------------------------------------------


def _needles(keys: Credentials) -> set[bytes]:
    """Return what is in any spelling of the secrets, even if only their beginning was kept."""
    found: set[str] = set()
    for secret in (keys.secret_access_key, keys.session_token or ""):
        head = secret[:20]
        found |= {head, quote(head, safe=""), head.replace("/", r"\/"), json.dumps(head)[1:-1]}
        found.add(head.replace("/", r"\u002f").replace("+", r"\u002b"))
        found.add("".join(f"\\u{ord(letter):04x}" for letter in head))
        for before in range(3):
            coded = b64encode(bytes(before) + head.encode()).decode()
            found.add(coded[(0, 2, 3)[before] : (before + len(head)) * 8 // 6])
    found |= {text.replace("+", "-").replace("/", "_") for text in found}
    return {text.encode(coding) for text, coding in product(found, ("utf-8", "utf-16-le", "utf-16-be"))}


def _hits(keys: Credentials, *folders: Path) -> list[str]:
    """Return which files hold anything of the secrets, whatever the case."""
    needles = {needle.lower() for needle in _needles(keys)}
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    texts = {file: file.read_bytes().lower() for file in files}
    return [
        f"{file.name}: {needle!r}" for file, text in texts.items() for needle in needles if needle in text
    ]


# ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def keyring() -> Iterator[KeyringSession]:
    with keyring_session() as running:
        yield running
        gc.collect()  # keyring leaves sockets to the collector: now, not in a test that minds them


class Journey:
    """One way through window, crash and command line, all of whose traces are in ``home``."""

    def __init__(self, home: Path, keys: Credentials) -> None:
        self.keys, self.parrot = keys, Parrot(keys)
        self._home = home

    def run(self, endpoint: str = "", ca_bundle: str = "") -> None:
        self._use_and_kill(endpoint, ca_bundle)
        for number, command in enumerate(
            (
                ["send", SAMPLE, "--connection", "Canary", "--debug", "--output", "json"],
                ["connections", "test", "Canary"],
                ["history", "--format", "json"],
            )
        ):
            with (self._home / f"command-{number}.txt").open("wb") as output:
                whole = [sys.executable, "-m", "events_console", *command]
                subprocess.run(whole, stdout=output, stderr=output, check=False, timeout=SECONDS)

    def _use_and_kill(self, endpoint: str, ca_bundle: str) -> None:
        given = {
            "key_id": self.keys.access_key_id,
            "secret": self.keys.secret_access_key,
            "token": self.keys.session_token,
            "endpoint": endpoint,
            "ca_bundle": ca_bundle,
            "seen": str(self._home / "seen.txt"),
        }
        script = "from tests.e2e.test_canary import sit_at_the_window; sit_at_the_window()"
        with (self._home / "streams.txt").open("wb") as streams:
            child = subprocess.Popen(
                [sys.executable, "-c", script],
                cwd=Path(__file__).parents[2],
                stdin=subprocess.PIPE,
                stdout=streams,
                stderr=streams,
            )
            assert child.stdin
            child.stdin.write(json.dumps(given).encode())
            child.stdin.close()
            try:
                while not self.parrot.hung.wait(0.05):
                    assert child.poll() is None, (self._home / "streams.txt").read_text()
            finally:
                child.kill()
                child.wait()
                self.parrot.over.set()

    def text(self, name: str) -> str:
        return (self._home / name).read_text(encoding="utf-8")


def test_keys_that_went_to_this_computer_are_nowhere(home: Path, keyring: KeyringSession) -> None:
    journey = Journey(home, CANARY)
    with Sink() as sink:
        sink.answer = lambda request: Answer(journey.parrot.answer(request.body), then="close")
        journey.run(sink.url)
    events = [dict(request.headers) for request in sink.received if request.line.startswith("POST /events")]
    _check(journey, home, [headers.get("X-Amz-Security-Token") for headers in events])
    assert _hits(CANARY, home, keyring.folder) == []


def test_keys_that_went_to_aws_are_nowhere_else(
    home: Path, keyring: KeyringSession, aws: "Aws", monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = aws.issue("CANARY")
    journey = Journey(home, keys)
    aws.answers["personalize"] = lambda arrived: journey.parrot.answer(arrived.body)
    with Sink() as listener:
        for variable in ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_PERSONALIZE_EVENTS", "AWS_ENDPOINT_URL_STS"):
            monkeypatch.setenv(variable, listener.url)
        journey.run(ca_bundle=str(aws.ca_bundle))
        assert listener.connections == 0
    events = [one for one in aws.received if one.target == "/events"]
    assert {aws.signer(one) for one in events} == {keys.access_key_id}
    _check(journey, home, [one.headers.get("x-amz-security-token") for one in events])
    assert _hits(keys, home, keyring.folder) == []


def _check(journey: Journey, home: Path, tokens: list[str | None]) -> None:
    """See that the way was what it was meant to be: the keys were used, and came back."""
    assert len(tokens) == 6
    assert set(tokens) == {journey.keys.session_token}
    exchanges = json.loads(journey.text("command-2.txt"))
    assert sorted(one["outcome"] for one in exchanges) == ["rejected"] * 3 + ["unanswered"] * 2 + ["unknown"]
    for name in ("seen.txt", "command-0.txt"):
        assert HIDDEN in journey.text(name)
    assert "Canary" in paths.connections_file().read_text(encoding="utf-8")
    assert _hits(Credentials("", "{{now}}", "trackingId"), home)  # what searches finds what is there
