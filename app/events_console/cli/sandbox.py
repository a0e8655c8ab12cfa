"""`sandbox`: the local endpoint alone, for any client."""

import os
import shlex
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Final

from events_console.cli.arguments import Options
from events_console.cli.output import Exit, say, unusable
from events_console.domain.wording import counted
from events_console.sandbox.connection import connection
from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.server import Sandbox

_POLL_SECONDS: Final = 0.5


def run(options: Options) -> Exit:
    """Answer requests, and print a line for each, until Ctrl+C or SIGTERM."""
    stop = threading.Event()

    def tell(line: RequestLine) -> None:
        try:
            say(_told(line))
            sys.stdout.flush()
        except OSError:  # nobody reads any more
            stop.set()

    tracking_ids = options.tracking_id or [SAMPLE_TRACKING_ID]
    try:
        sandbox = Sandbox(options.port, options.fault, tracking_ids=tracking_ids, on_request=tell)
    except ValueError as error:
        return unusable(f"--fault: {error}")
    except OSError as error:
        if error.filename:  # that of the key
            raise
        return unusable(
            f"port {options.port} cannot be used: {os.strerror(error.errno or 0)}; choose another one"
        )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with sandbox:
        say(*_welcome(sandbox, tracking_ids))
        sys.stdout.flush()
        while not stop.wait(_POLL_SECONDS):  # on Windows, no signal ends a wait without a limit
            pass
    say("The sandbox has ended.")
    return Exit.GOOD


def _welcome(sandbox: Sandbox, tracking_ids: list[str]) -> Iterator[str]:
    key, region = sandbox.key, connection(sandbox).region
    yield f"The sandbox answers this computer at {sandbox.url}, as the service would. Ctrl+C ends it."
    yield f"It knows the tracking ID {', '.join(tracking_ids)}."
    yield ""
    yield "To send to it with the AWS CLI from another terminal (the key opens nothing else):"
    yield ""
    yield f"  export AWS_ACCESS_KEY_ID={key.access_key_id}"
    yield f"  export AWS_SECRET_ACCESS_KEY={key.secret_access_key}"
    yield f"  export AWS_DEFAULT_REGION={region}"
    yield "  unset AWS_SESSION_TOKEN AWS_PROFILE"
    yield f"  aws personalize-events put-events --endpoint-url {sandbox.url} \\"
    yield f"    --tracking-id {shlex.quote(tracking_ids[0])} --session-id first-steps \\"
    yield "    --event-list eventType=View,itemId=1,sentAt=$(date +%s)"
    yield ""


def _told(line: RequestLine) -> str:
    parts = (
        f"{line.at:%Y-%m-%d %H:%M:%S} UTC",
        f"{line.method} {line.path}",
        line.operation,
        "no answer" if line.status is None else str(line.status),
        line.error,
        line.fault and f"fault {line.fault}",
        None if line.events is None else counted(line.events, "event"),
        f"{line.seconds * 1000:.0f} ms",
        line.request_id,
    )
    return "  ".join(part for part in parts if part)
