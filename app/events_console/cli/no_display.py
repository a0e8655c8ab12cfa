"""The main job in the terminal, where there is no display for the window."""

import os
import sys


def is_missing() -> bool:
    """Return whether Qt would find no display, as it may on Linux."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform == "linux" and not any(map(os.environ.get, names))


def run(file: str | None) -> int:
    """Send the sample request to the sandbox and print the exchange; a ``file`` is the person's to send."""
    from events_console.cli import exchanges, send  # every start of the window asks the above
    from events_console.cli.output import say, unusable
    from events_console.services import examples

    if file is not None:
        commands = f"events-console validate {file}, or send {file}"
        return unusable(f"there is no display to open the window on; without it, use {commands}")
    say("There is no display to open the window on, so here is its main job in the terminal instead:")
    say("the sample request, sent to the sandbox, which runs on this computer.", "")
    with send.sandbox_line() as (sender, connection):
        exchange = send.dispatch(
            sender, sender.prepare(examples.sandbox(), connection, stamp=True), connection
        )
    say(*exchanges.transcript(exchange), "", exchanges.sentence(exchange), "", *exchanges.facts(exchange), "")
    say(f"It is in the history: events-console history show {exchange.id}")
    say("For the window, start it in a desktop session, through ssh -X, or as: xvfb-run events-console")
    say("What else there is without it: events-console --help")
    return send.exit_for(exchange)
