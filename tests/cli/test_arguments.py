"""What may be asked of the command line, and what it says to anything else."""

from pathlib import Path

import pytest

import events_console
from events_console.ui import application
from tests.cli.ended import Ended, Run


def test_version(run: Run) -> None:
    assert run("--version") == Ended(0, f"events-console {events_console.__version__}\n", "")


def test_help_names_every_command_and_exit_code(run: Run) -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    for expected in (
        "validate",
        "send",
        "sandbox",
        "history",
        "  3  the service refused the request",
        "130  interrupted",
    ):
        assert expected in done.out


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("validate", ["FILE", "--format", "events-console validate request.json"]),
        (
            "send",
            [
                "--connection",
                "--arm NAME",
                "--cli-connect-timeout SECONDS",
                "--dry-run",
                "--no-stamp",
                "--send-anyway",
                "{text,json,yaml,table}",
                "JMESPATH",
            ],
        ),
        ("convert", ["--to", "--from", "--request", "--shell", "aws-cli-shorthand", "har", "(read only)"]),
        ("sandbox", ["--port", "--tracking-id", "throttle", "reads the request and resets the connection"]),
        ("history", ["--search", "--limit", "history show ID"]),
        ("connections", ["--format", "connections add NAME", "remove NAME", "test NAME"]),
    ],
)
def test_each_command_explains_itself_with_examples(run: Run, command: str, expected: list[str]) -> None:
    done = run(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert all(text in done.out for text in [*expected, "example"])


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["vaildate", "x.json"], "invalid choice: 'vaildate'"),
        (["--frobnicate"], "--frobnicate"),
        (["validate"], "FILE; see events-console validate --help"),
        (["validate", "a", "b"], "unrecognized arguments: b"),
        (["validate", "a", "--form", "json"], "unrecognized arguments: --form json"),
        (["validate", "a", "--format", "xml"], "invalid choice: 'xml'"),
        (["send", "a", "--cli-read-timeout", "1.5"], "“1.5” is not a whole number from 0 to 3,600"),
        (["send", "a", "--sandbox-key", "--no-sign-request"], "not allowed with argument --sandbox-key"),
        (["connections", "add", "QA", "--region", "r", "--profile", "p"], "required: --kind"),
        (["connections", "add", "QA", "--kind", "production"], "one of the arguments --keyring --profile"),
        (["connections", "add", "--kind", "Prod"], "invalid choice: 'Prod'"),
        (["connections", "test"], "NAME; see events-console connections test --help"),
        (
            ["sandbox", "--port", "65536"],
            "“65536” is not a whole number from 0 to 65,535; see events-console sandbox --help",
        ),
        (["sandbox", "--fault", "gremlin"], '"gremlin" is not a fault; write NAME, NAME:COUNT'),
        (["history", "--limit", "0"], "“0” is not a whole number"),
        (["history", "--limit", "-5"], "--limit"),
        (["history", "--limit", "٣"], "“٣” is not a whole number"),
        (["history", "show"], "ID; see events-console history show --help"),
        (
            ["nothing-like-it.json"],
            "there is no file and no command “nothing-like-it.json”; see events-console --help",
        ),
    ],
)
def test_a_wrong_argument_takes_one_line(run: Run, arguments: list[str], complaint: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith("events-console: ")
    assert complaint in done.err


@pytest.mark.parametrize("arguments", [[], ["-"], ["a request.json"], ["./send"]])
def test_without_a_command_the_window_opens(
    run: Run, arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str | None] = []

    def open_window(file: str | None) -> int:
        opened.append(file)
        return 0

    monkeypatch.setattr(application, "run", open_window)
    monkeypatch.chdir(tmp_path)
    for name in ("a request.json", "send"):
        Path(name).write_text("{}")
    assert run(*arguments) == Ended(0, "", "")
    assert opened == [*arguments, None][:1]


@pytest.mark.parametrize("host", ["", "localhost"])
def test_a_desktop_may_name_a_file_by_its_url(
    run: Run, host: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str | None] = []

    def open_window(file: str | None) -> int:
        opened.append(file)
        return 0

    monkeypatch.setattr(application, "run", open_window)
    file = tmp_path / "für QA #1.events.json"
    file.write_text("{}")
    assert run(file.as_uri().replace("file://", f"file://{host}", 1)).code == 0
    assert run(str(file)).code == 0
    assert opened == [str(file), str(file)]


def test_the_file_of_another_computer_is_none(run: Run) -> None:
    done = run("file://elsewhere/a.json")
    assert (done.code, "no file and no command “file://elsewhere/a.json”" in done.err) == (2, True)
