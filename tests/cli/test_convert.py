"""`convert`, and files of any form given to the other commands."""

import json
import shlex
from pathlib import Path

import pytest

from events_console import forms
from events_console.cli.arguments import parse
from tests.cli.ended import Run, Save

COMMAND = (
    "aws personalize-events put-events --region eu-west-1 --tracking-id T1 --session-id S1 "
    """--event-list '[{"eventType": "View", "sentAt": 1700000000}]'\n"""
)
REQUEST = {
    "trackingId": "T1",
    "sessionId": "S1",
    "eventList": [{"eventType": "View", "sentAt": 1700000000}],
}
TABLE = Path(__file__).parents[1] / "interactions.csv"
REQUESTS = 7  # that it is sent as


@pytest.fixture
def command(tmp_path: Path) -> Path:
    file = tmp_path / "command.sh"
    file.write_text(COMMAND)
    return file


@pytest.mark.parametrize("form", [form.name for form in forms.FORMS if form.writes])
def test_what_is_written_is_read_back(run: Run, sample: Path, tmp_path: Path, form: str) -> None:
    done = run("convert", sample, "--to", form)
    assert done.code == 0
    if forms.form(form).reads:
        (tmp_path / "code").write_text(done.out)
        again = run("convert", tmp_path / "code", "--from", form, "--to", "json")
        document = again.json
        if form == "csv":  # which has the user and the session in each row
            own = [
                {name: event.pop(name) for name in ("userId", "sessionId")} for event in document["eventList"]
            ]
            document |= own[0]
        assert (again.code, document) == (0, json.loads(sample.read_text()))


def test_the_document_goes_to_standard_output_and_the_notes_elsewhere(run: Run, command: Path) -> None:
    done = run("convert", command, "--to", "json")
    assert (done.code, done.json) == (0, REQUEST)
    assert f"{command}: note: Read as AWS CLI." in done.err
    assert "eu-west-1" in done.err


def test_code_names_the_place_and_the_profile_that_it_is_told(run: Run, sample: Path) -> None:
    done = run("convert", sample, "--to", "aws-cli", "--region", "eu-west-1", "--profile", "qa")
    words = shlex.split(done.out)
    assert words[words.index("--region") + 1] == "eu-west-1"
    assert words[words.index("--profile") + 1] == "qa"
    unsigned = run("convert", sample, "--to", "aws-cli", "--no-sign-request")
    assert "--no-sign-request" in shlex.split(unsigned.out)
    assert "^\n" in run("convert", sample, "--to", "aws-cli", "--shell", "cmd").out


def test_of_several_requests_one_is_named(run: Run, command: Path) -> None:
    command.write_text(COMMAND + COMMAND.replace("S1", "S2"))
    done = run("convert", command, "--to", "json")
    assert (done.code, done.out) == (2, "")
    assert "2 requests" in done.err
    assert "--request" in done.err
    assert run("convert", command, "--to", "json", "--request", "2").json["sessionId"] == "S2"
    beyond = run("convert", command, "--to", "json", "--request", "3")
    assert (beyond.code, beyond.err.count("\n")) == (2, 1)


def test_every_command_reads_every_form(run: Run, command: Path, save: Save) -> None:
    done = run("validate", command)
    assert (done.code, done.out.splitlines()[-1]) == (0, f"{command}: 1 warning, 1 hint in 1 event")
    assert run("send", command).code in (0, 3)
    wrong = run("validate", save(), "--from", "curl")
    assert (wrong.code, wrong.err.count("\n")) == (2, 1)


def test_what_a_form_has_no_words_for_is_one_line(run: Run, save: Save) -> None:
    done = run("convert", save(userId="a\0b"), "--to", "paws")
    assert (done.code, done.out) == (2, "")
    assert "R (paws) cannot say this request" in done.err


def test_unknown_forms_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["convert", "x.json", "--to", "har"])
    assert "boto3" in capsys.readouterr().err


def test_a_long_document_is_converted_whole_or_one_request_of_it(run: Run) -> None:
    whole = run("convert", TABLE, "--to", "json")
    assert (whole.code, len(whole.json["eventList"])) == (0, 40)
    assert "note: Read as CSV (item interactions)." in whole.err
    assert run("convert", TABLE, "--to", "csv").out.count("\n") == 41
    code = run("convert", TABLE, "--to", "aws-cli")
    assert (code.code, code.out, code.err.count("\n")) == (2, "", 1)
    assert f"{TABLE}: it is sent as {REQUESTS} requests, and AWS CLI says one of them" in code.err
    one = run("convert", TABLE, "--to", "json", "--request", "2").json
    assert (one["sessionId"], one["userId"]) == ("session-" + one["userId"], one["userId"])
    assert run("convert", TABLE, "--to", "aws-cli", "--request", REQUESTS).code == 0
    beyond = run("convert", TABLE, "--to", "aws-cli", "--request", REQUESTS + 1)
    assert (beyond.code, beyond.err.count("\n")) == (2, 1)
    assert f"it holds {REQUESTS} requests, so that there is no --request {REQUESTS + 1}" in beyond.err


def test_a_long_document_of_one_request_is_that(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "one.csv"
    table.write_text("USER_ID,SESSION_ID,EVENT_TYPE,TIMESTAMP,TRACKING_ID\nu,s,View,1700000000,T\n")
    done = run("convert", table, "--to", "aws-cli")
    assert done.code == 0
    assert "--session-id s" in done.out
