"""`--self-check`: whether this installation can do what it is for, found out by doing it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from events_console import paths
from events_console.cli import connecting, no_display
from events_console.cli.arguments import DRAW_WINDOW, Options
from events_console.cli.documents import Document
from events_console.cli.exchanges import sentence
from events_console.cli.history import open_history
from events_console.cli.output import Exit, json_lines, say
from events_console.domain import schema
from events_console.domain.exchange import Outcome
from events_console.domain.lint import Context
from events_console.domain.problem import Severity
from events_console.forms import FORMS, Target
from events_console.sandbox import connection as sandbox_connection
from events_console.sandbox.server import Sandbox
from events_console.services import examples, installation

_Check: TypeAlias = Callable[[], str]

_PATIENCE: Final = 60.0  # seconds for the window, on a machine with much else to do
_HOME: Final = "EVENTS_CONSOLE_HOME"


def run(options: Options) -> Exit:
    """Try one part of the program after the other, print a line about each, and leave nothing behind."""
    checks = _checks()
    results = []
    with _home_of_its_own():
        for name, check in checks.items():
            ok, text = _outcome(check)
            results.append({"check": name, "ok": ok, "text": text})
            if options.format == "text":
                say(f"{'✓' if ok else '✕'} {name}: {text}")
    failed = sum(not result["ok"] for result in results)
    if options.format == "json":
        say(*json_lines({"ok": not failed, "checks": results}))
    else:
        say(f"{failed} of {len(checks)} checks failed." if failed else "Everything works.")
    return Exit.ERRORS if failed else Exit.GOOD


def _checks() -> dict[str, _Check]:
    data, settings = paths.places()
    return {
        "versions": installation.versions,
        "places": lambda: f"history, drafts and keys of sandboxes in {data}, settings in {settings}",
        "validators": _validate,
        "forms": _convert,
        "clients": installation.clients,
        "keyrings": installation.keyrings,
        "history": lambda: installation.history(data / paths.history_file().name),
        "sandbox": _send,
        "window": _draw,
    }


def _outcome(check: _Check) -> tuple[bool, str]:
    try:
        return True, check()
    except Exception as error:  # noqa: BLE001  # whatever goes wrong is what was to be found out
        return False, f"{type(error).__name__}: {error}"


@contextmanager
def _home_of_its_own() -> Iterator[None]:
    """Have everything that is written go to a folder that is removed in the end."""
    before = os.environ.get(_HOME)
    with tempfile.TemporaryDirectory(prefix="events-console-", ignore_cleanup_errors=True) as folder:
        os.environ[_HOME] = folder
        try:
            yield
        finally:
            del os.environ[_HOME]
            if before is not None:
                os.environ[_HOME] = before


def _validate() -> str:
    schema.request_validator()
    schema.event_validator()
    document = Document("the sample", examples.sandbox(), context=Context(time.time(), time.mktime))
    if document.count(Severity.ERROR):
        raise ValueError(document.summary())
    return "the sample request is valid"


def _convert() -> str:
    sample = examples.sandbox()
    written = {form: form.write(sample, Target("us-east-1")).text for form in FORMS if form.writes}
    read = [form.read_all(text) for form, text in written.items() if form.reads]
    for form in FORMS:
        form.load()
    return f"{len(FORMS)} loaded, the sample written in {len(written)} and read again in {len(read)} of them"


def _send() -> str:
    with Sandbox() as sandbox:
        connection = sandbox_connection.connection(sandbox)
        with connecting.open_line(connection, connecting.open_sessions()) as sender:
            exchange = sender.send(sender.prepare(examples.sandbox(), connection, stamp=True), connection)
    if exchange.outcome is not Outcome.ACCEPTED:
        raise ValueError(sentence(exchange))
    with open_history() as history:
        if history.get(exchange.id) != exchange:
            raise ValueError("the history does not give back what was sent")
    return "the sample was sent on loopback, accepted, and found again in a history made for it"


def _draw() -> str:
    """Draw the window in a process of its own, which Qt ends where it lacks a library."""
    program = [] if getattr(sys, "frozen", False) else ["-P", "-m", "events_console"]
    environment, note = dict(os.environ), ""
    if no_display.is_missing():
        environment["QT_QPA_PLATFORM"] = "offscreen"
        note = ", as there is no display"
    done = subprocess.run(  # noqa: S603  # this program
        [sys.executable, *program, DRAW_WINDOW],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        timeout=_PATIENCE,
        check=False,
    )
    if done.returncode:
        said = " ".join(done.stderr.split()) or f"it ended with exit code {done.returncode}"
        raise RuntimeError(said)
    return f"{done.stdout.strip()}{note}"
