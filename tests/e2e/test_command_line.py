"""The command line as a script sees it: a process, its exit code and streams, in bounded time and space."""

import ctypes
import fcntl
import json
import os
import re
import resource
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

import pytest

from events_console import paths
from events_console.domain.connection import Credentials
from events_console.services.connections import Connections
from events_console.services.credentials import Vault
from events_console.services.history import History
from tests.aws_standin import Desk, keys_of
from tests.keyring_session import keyring_session, needs_keyring

COMMAND = (sys.executable, "-m", "events_console")
SAMPLE = str(paths.resource("examples", "sandbox.events.json"))
MEMORY = 1024**3  # bytes of address space; without any work, half a gigabyte of it is taken
SECONDS = 60

Done = subprocess.CompletedProcess[str]


def run(
    *arguments: str,
    text: str = "",
    env: dict[str, str] | None = None,
    stdout: int | TextIO = subprocess.PIPE,
    prepare: Callable[[], object] = bool,
) -> Done:
    """Run `events-console` with ``text`` as its input; ``prepare`` is called in the new process."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        prepare()

    return subprocess.run(
        [*COMMAND, *arguments],
        input=text,
        env=env,
        stdout=stdout,
        stderr=subprocess.PIPE,
        preexec_fn=limit,
        check=False,
        encoding="utf-8",
        timeout=SECONDS,
    )


def document(**event: Any) -> str:
    made = {"eventType": "View", "itemId": "i", "sentAt": "{{now}}", **event}
    return json.dumps({"trackingId": "t", "sessionId": "s", "eventList": [made]})


def test_the_main_job() -> None:
    sent = run("send", SAMPLE, "--output", "json")
    assert (sent.returncode, sent.stderr) == (0, "")
    listed = run("history", "--format", "json")
    assert (listed.returncode, listed.stderr) == (0, "")
    result, (entry,) = json.loads(sent.stdout), json.loads(listed.stdout)
    assert (result["outcome"], entry["outcome"]) == ("accepted", "accepted")
    assert (result["requestId"], result["historyId"]) == (entry["requestId"], entry["id"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["validate", SAMPLE], 0),
        (["validate", "-"], 1),
        (["send", "-"], 1),
        (["send", "-", "--send-anyway"], 3),
        (["send", SAMPLE, "--connection", "nobody's"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert run(*arguments, text=document(eventType="")).returncode == code


@pytest.mark.parametrize("command", ["validate", "send"])
def test_a_command_loads_only_what_it_needs(command: str) -> None:
    program = (
        "import sys; from events_console.__main__ import main; main(); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, command, SAMPLE], capture_output=True, text=True, check=True
    )
    loaded = {"PySide6", "boto3", "botocore", "keyring", "sqlite3", "yaml"} & set(done.stderr.split())
    assert loaded == {"validate": set(), "send": {"botocore", "sqlite3"}}[command]


TEXTS = {
    "empty": ("", "nothing in it"),
    "blank": (" \n\t ", "nothing in it"),
    "broken YAML": ("eventList:\n  - eventType: View\n - x", "line 3, column 2: "),
    "prose": ("Dear all, here are the events.", "paste only the request"),
    "cut off": ('{"trackingId": "t",\n "eventList": [', "line 2, column 16: "),
    "a comma too many": ('{"trackingId": "t",\n\n}', "line [13], column 1(9)?: "),
    "no object": ('"just text"', "paste only the request"),
    "nested lists": ("[" * 100_000 + "]" * 100_000, "nested more than 64 levels"),
    "nested objects": ('{"a":' * 100_000, "nested more than 64 levels"),
    "nested in an event": (
        document(itemId=0).replace(": 0", ": " + "[" * 64 + "]" * 64),
        "nested more than 64 levels",
    ),
    "a long number": (document(eventValue=0).replace(": 0", ": 1" + "0" * 100_000), "digits"),
    "many lists": ("[" + "[]," * 600_000 + "[]]", "600,002 lists and objects"),
}
BYTES = {
    "binary": (b"\x7fELF\x02\x01\x01\x00\xde\xad\xbe\xef", "byte 11 is not valid UTF-8"),
    "Latin-1": (b'{"trackingId": "\xe9t\xe9"}', "byte 17 is not valid UTF-8"),
    "half of UTF-16": (document().encode("utf-16")[:-1], "not valid UTF-16"),
    "50 MB": (b" " * 50_000_000, "larger than 16 MiB"),
}


@pytest.mark.parametrize(
    ("content", "reason"),
    [pytest.param(text.encode(), reason, id=name) for name, (text, reason) in TEXTS.items()]
    + [pytest.param(data, reason, id=name) for name, (data, reason) in BYTES.items()],
)
def test_a_file_that_holds_no_request_takes_one_line(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_bytes(content)
    done = run("validate", str(file))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"events-console: {file}: ")
    assert re.search(reason, done.stderr)
    assert len(done.stderr) < len(str(file)) + 200


def forbid_overriding() -> None:
    """Take from root what lets it read every file: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability)  # PR_CAPBSET_DROP


@pytest.mark.parametrize(
    ("command", "name", "reason"),
    [
        ("send", "missing.json", "it does not exist"),
        ("validate", "link.json", "links to what does not exist"),
        ("validate", ".", "it is a folder"),
        ("validate", "secret.json", "you may not read it"),
        ("validate", "/proc/self/mem", "it cannot be read: "),
    ],
)
def test_a_file_that_cannot_be_read_takes_one_line(
    command: str, name: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("link.json").symlink_to("nowhere.json")
    Path("secret.json").write_text(document())
    Path("secret.json").chmod(0)
    done = run(command, name, prepare=forbid_overriding)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"events-console: {name}: ")
    assert reason in done.stderr


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        (document(eventValue=float("nan")), "/eventList/0/eventValue", "json.not-finite"),
        (document(eventValue=0).replace(": 0", ": 1e999"), "/eventList/0/eventValue", "json.not-finite"),
        (document(itemId="\ud83d"), "/eventList/0/itemId", "json.lone-surrogate"),
        (
            document().replace('"sentAt"', '"eventType": "x", "sentAt"'),
            "/eventList/0/eventType",
            "json.duplicate-key",
        ),
        (document(recommendationId="r" * 9_000), "/eventList/0/recommendationId", "schema.maxLength"),
    ],
    ids=["NaN", "infinite", "half a character", "twice", "long"],
)
def test_what_json_cannot_hold_is_a_problem_at_its_place(text: str, path: str, rule: str) -> None:
    done = run("validate", "-", text=text)
    assert (done.returncode, done.stderr) == (1, "")
    problem, summary = done.stdout.splitlines()
    assert problem.startswith(f"<stdin>:{path}: error: ")
    assert problem.endswith(f" [{rule}]")
    assert summary == "<stdin>: 1 error in 1 event"


def test_millions_of_mistakes_do_not_exhaust_the_computer(tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_text(document(impression=[""]).replace('[""]', "[" + '"",' * 5_500_000 + '""]'))
    done = run("validate", str(file))
    assert (done.returncode, done.stderr) == (1, "")
    assert len(done.stdout.splitlines()) < 1_000


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_does_no_harm(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "request.json"
    file.write_text(document(itemId="Ünïcode 🙂"), encoding=encoding)
    assert run("validate", str(file)).stdout == f"{file}: no problems in 1 event\n"


def test_an_ascii_terminal_shows_what_it_can() -> None:
    env = os.environ | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    text = document(**{"Ünïcode 🙂": 1})
    plain = run("validate", "-", text=text, env=env)
    assert (plain.returncode, plain.stderr) == (1, "")
    assert r"\xdcn\xefcode" in plain.stdout
    parsed = run("validate", "-", "--format", "json", text=text, env=env)
    assert json.loads(parsed.stdout)["problems"][0]["path"] == "/eventList/0/Ünïcode 🙂"


def test_a_reader_that_goes_away_ends_it_quietly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)  # with it, Python loses the end of a cut-off write
    file = tmp_path / "request.json"
    file.write_text(json.dumps([{}] * 3_000))  # more to say than a pipe holds
    script = f'"$@" validate {file} --format json 2>errors | head -n 1; echo "${{PIPESTATUS[0]}}"; cat errors'
    done = subprocess.run(
        ["bash", "-c", script, "bash", *COMMAND], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    first, code, *errors = done.stdout.splitlines()
    assert first.startswith("{")
    assert code == "141"
    assert [line.split(": ")[1] for line in errors] == ["note"]


@contextmanager
def on_terminal(*arguments: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Run `events-console` with a terminal of its own, and give the end at which a person would sit."""
    person, terminal = os.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # for Ctrl+C to mean something
    ) as process:
        os.close(terminal)
        try:
            yield process, person
        finally:
            process.kill()
            os.close(person)


def shown(person: int, until: str = "") -> str:
    """Return what the terminal shows until then, or to its end."""
    text = ""
    with suppress(OSError):  # which Linux raises when the other end is closed
        while not (until and until in text) and select.select([person], [], [], SECONDS)[0]:
            text += os.read(person, 4096).decode()
    return text


DEVICE = "arn:aws:iam::123456789012:mfa/me"


def test_the_code_of_an_mfa_device_is_typed_unseen(desk: Desk) -> None:
    base = desk.aws.issue("BASE", long_lived=True)
    role = f"role_arn = arn:aws:iam::123456789012:role/qa\nsource_profile = base\nmfa_serial = {DEVICE}\n"
    desk.files(f"[profile tester]\nregion = eu-west-1\n{role}[profile base]\n{keys_of(base)}")
    send = ("send", SAMPLE, "--profile", "tester", "--ca-bundle", str(desk.aws.ca_bundle))
    with on_terminal(*send) as (process, person):
        assert f"Enter MFA code for {DEVICE}, for the connection “command line”: " in shown(person, "line”: ")
        os.write(person, b"123456\n")
        told = shown(person)
        assert process.wait(SECONDS) == 0
    assert "The service took the request." in told
    assert "123456" not in told
    assert [desk.aws.signer(one) for one in desk.aws.received][1:] == ["ASIAQAXXXXXXXXXXXXXX"]
    for key in (b"\x03", b"\x04"):  # Ctrl+C and Ctrl+D
        with on_terminal(*send) as (process, person):
            shown(person, "line”: ")
            os.write(person, key)
            assert "No code of the MFA device was given" in shown(person)
            assert process.wait(SECONDS) == 2
    assert len(desk.aws.received) == 2


@needs_keyring
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # keyring leaves them
def test_keys_are_typed_unseen() -> None:
    add = ("connections", "add", "Shop", "--kind", "production", "--region", "eu-west-1", "--keyring")
    with keyring_session(), on_terminal(*add) as (process, person):
        told = ""
        for question, typed in {
            "Access key ID: ": "TESTKEY",
            "Secret access key: ": "CANARY",
            "is one: ": "",
        }.items():
            told += shown(person, question)
            os.write(person, f"{typed}\n".encode())
        told += shown(person)
        assert process.wait(SECONDS) == 0
        (kept,) = Connections(paths.connections_file()).all()
        assert Vault.open().find(kept.id) == Credentials("TESTKEY", "CANARY")
    assert "Added “Shop”, Production" in told
    assert not re.search("TESTKEY|CANARY", told)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_takes_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = run("validate", SAMPLE, stdout=full)
    assert (done.returncode, done.stderr) == (2, "events-console: standard output: No space left on device\n")


FAULTY = """\
import sys
from functools import partial
from events_console.__main__ import main
from events_console.cli import connecting
connecting.Sandbox = partial(connecting.Sandbox, faults=sys.argv.pop(1).split())
sys.exit(main())
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    ("fault", "code", "output"), [("", 0, "text"), ("500", 3, "json"), ("reset", 4, "text")]
)
def test_a_full_disk_changes_nothing_about_what_became_of_a_request(
    fault: str, code: int, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)  # without it, only the end of all output fails
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", FAULTY, fault, "send", SAMPLE, "--output", output],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=SECONDS,
        )
    (entry,) = json.loads(run("history", "--format", "json").stdout)
    *outcome, full_disk = done.stderr.splitlines()
    assert (done.returncode, len(outcome)) == (code, int(bool(fault)))
    assert full_disk == (
        "events-console: standard output: No space left on device; "
        f"what became of the request: events-console history show {entry['id']}"
    )


def test_a_reader_that_goes_away_changes_nothing_about_what_became_of_a_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as broken:
        done = run("send", SAMPLE, stdout=broken)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(run("history", "--format", "json").stdout)[0]["outcome"] == "accepted"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_complaints_that_nobody_can_take_end_nothing() -> None:
    arguments = ["send", "-", "--send-anyway", "--query", "outcome"]
    done = subprocess.run(
        ["bash", "-c", '"$@" 2>/dev/full', "bash", *COMMAND, *arguments],
        input=document(eventType=""),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert (done.returncode, done.stdout) == (3, "rejected\n")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("n" * 300, "n cannot be opened: File name too long"),
        ("file.json/request.json", "cannot be opened: Not a directory"),
        ("nobody's", "there is no file and no command “nobody's”; see events-console --help"),
        ("secret/request.json", "cannot be opened: Permission denied"),
    ],
)
def test_a_window_on_no_file_takes_one_line(
    name: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file.json").write_text("{}")
    Path("secret").mkdir(mode=0)
    done = run(name, prepare=forbid_overriding)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert reason in done.stderr


def test_closed_streams() -> None:
    assert run("validate", SAMPLE, prepare=lambda: os.close(1)).returncode == 0
    done = run("validate", "-", prepare=lambda: os.close(0))
    assert (done.returncode, done.stderr) == (2, "events-console: <stdin>: it is closed; name a file\n")


def test_a_table_of_interactions_is_checked_and_sent() -> None:
    table = str(Path(__file__).parents[1] / "interactions.csv")
    done = run("validate", table)
    assert done.returncode == 1
    assert re.search(r"^time\.old +40 +info$", done.stdout, re.MULTILINE)
    assert done.stdout.endswith(" in 40 events\n")
    text = run("convert", table, "--to", "json").stdout
    document = json.dumps({"trackingId": "5f1e6c2a-7d0b-4c53-9c1e-2f6d8b3a9e47", **json.loads(text)})
    sent = run("send", "-", "--query", "[outcome, count]", text=document)
    assert (sent.returncode, sent.stdout) == (0, "accepted\t7\n")


def test_ctrl_c_while_reading_is_quiet(tmp_path: Path) -> None:
    file = tmp_path / "endless.json"
    os.mkfifo(file)
    with (
        subprocess.Popen([*COMMAND, "validate", str(file)], stderr=subprocess.PIPE) as process,
        file.open("w"),
    ):
        assert process.stderr
        process.send_signal(signal.SIGINT)  # it has opened the file: that is what opening it here waits for
        assert (process.wait(SECONDS), process.stderr.read()) == (130, b"")


def test_ctrl_c_while_sending_says_where_the_request_is() -> None:
    with closing(History(paths.history_file())) as history:
        process = subprocess.Popen(
            [sys.executable, "-c", FAULTY, "hang", "send", SAMPLE], stderr=subprocess.PIPE, text=True
        )
        while not history.page():
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=SECONDS)
        (entry,) = history.page()
    assert process.returncode == 130
    assert told == (
        "events-console: interrupted; the request may have arrived, see "
        f"events-console history show {entry.id}; "
        f"to send it again as it was: events-console send --resend {entry.id}\n"
    )
    assert json.loads(run("history", "--format", "json").stdout)[0]["outcome"] == "unknown"


def test_without_a_display_the_main_job_is_done_in_the_terminal() -> None:
    bare = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = run(env=bare)
    assert (done.returncode, done.stderr) == (0, "")
    assert "accepted" in done.stdout
    (entry,) = json.loads(run("history", "--format", "json").stdout)
    assert entry["requestId"] in done.stdout
    assert run(SAMPLE, env=bare).returncode == 2
