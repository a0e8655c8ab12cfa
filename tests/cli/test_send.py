"""`send`: a request on its way to the sandbox, and what became of it."""

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from events_console import paths
from events_console.cli import connecting
from events_console.sandbox.server import Sandbox
from events_console.services import settings
from events_console.services.redaction import HIDDEN
from events_console.services.settings import Settings
from tests.cli.ended import Ended, Run, Save

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the sandbox that `send` starts do something wrong."""
    return lambda *names: monkeypatch.setattr(connecting, "Sandbox", partial(Sandbox, faults=names))


def history(run: Run) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = run("history", "--format", "json").json
    return entries


def test_an_accepted_request(run: Run, sample: Path) -> None:
    done = run("send", sample, "--output", "json")
    assert (done.code, done.err) == (0, "")
    assert list(done.json) == [
        "outcome",
        "status",
        "requestId",
        "attempts",
        "latencyMs",
        "historyId",
        "error",
    ]
    assert (done.json["outcome"], done.json["status"], done.json["attempts"]) == ("accepted", 200, 1)
    assert re.fullmatch(UUID, done.json["requestId"])
    assert 0 < done.json["latencyMs"] < 10_000
    assert done.json["error"] is None
    assert [(entry["id"], entry["requestId"]) for entry in history(run)] == [
        (done.json["historyId"], done.json["requestId"])
    ]


def test_the_text_says_what_happened_and_where_to_find_it(run: Run, sample: Path) -> None:
    done = run("send", sample)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("The service took the request.")
    (entry,) = history(run)
    for expected in ("accepted", "200", entry["requestId"], entry["id"], "Sandbox, http://127.0.0.1:"):
        assert expected in done.out


def test_a_refused_request(run: Run, save: Save) -> None:
    file = save({"eventType": ""})
    done = run("send", file, "--send-anyway", "--output", "json")
    assert done.code == 3
    assert (done.json["outcome"], done.json["status"]) == ("rejected", 400)
    error = done.json["error"]
    assert list(error) == ["code", "message", "explanation", "path"]
    assert error["code"] == "InvalidInputException"
    assert "'eventList.1.member.eventType' failed to satisfy constraint" in error["message"]
    assert error["path"] == "/eventList/0/eventType"
    problem, refusal = done.err.splitlines()
    assert problem.startswith(f"{file}:/eventList/0/eventType: error: ")
    assert refusal.startswith(
        f"events-console: {file}:/eventList/0/eventType: The service refused the request with Inv"
    )
    assert error["explanation"] in refusal
    assert [entry["outcome"] for entry in history(run)] == ["rejected"]


def test_a_refusal_that_means_no_place(run: Run, sample: Path, faults: Callable[..., None]) -> None:
    faults("access-denied")
    done = run("send", sample)
    assert done.code == 3
    assert done.err.startswith(f"events-console: {sample}: The service refused")
    assert '{"Effect": "Allow", "Action": "personalize:PutEvents", "Resource": "*"}' in done.err
    assert "refused" in done.out


def test_a_refusal_that_means_the_tracker(run: Run, save: Save) -> None:
    done = run("send", save(trackingId="nobody's"))
    assert done.code == 3
    assert done.err.startswith("events-console: request.json:/trackingId: The service refused")
    assert "ACTIVE event tracker" in done.err


@pytest.mark.parametrize("fault", ["reset", "truncated"])
def test_no_answer(run: Run, sample: Path, faults: Callable[..., None], fault: str) -> None:
    faults(fault)
    done = run("send", sample, "--output", "json")
    assert done.code == 4
    assert (done.json["outcome"], done.json["status"], done.json["requestId"]) == ("unanswered", None, None)
    assert done.json["error"]["explanation"].startswith("It may have arrived")
    assert done.json["error"]["message"] in done.err
    (entry,) = history(run)
    assert (entry["id"], entry["outcome"]) == (done.json["historyId"], "unanswered")


def told_command(done: Ended) -> list[str]:
    """Return the arguments of the command that ends the complaint."""
    return done.err.rstrip().partition("To send it again as it was: events-console ")[2].split()


@pytest.mark.parametrize(("fault", "code"), [("reset", 4), ("503", 3)])
def test_what_may_have_arrived_is_sent_again_as_it_was(
    run: Run, sample: Path, faults: Callable[..., None], fault: str, code: int
) -> None:
    faults(f"{fault}:1")
    first = run("send", sample, "--output", "json")
    assert (first.code, first.err.count("\n")) == (code, 1)
    assert told_command(first) == ["send", "--resend", first.json["historyId"]]
    faults()
    second = run(*told_command(first), "--output", "json")
    assert (second.code, second.err) == (0, "")
    newest, oldest = history(run)
    assert newest["request"] == oldest["request"]
    assert all(
        "eventId" in event and isinstance(event["sentAt"], int) for event in newest["request"]["eventList"]
    )
    assert (newest["id"], newest["outcome"]) == (second.json["historyId"], "accepted")
    assert oldest["id"] == first.json["historyId"]


def test_what_was_refused_names_no_command_to_send_it_again(
    run: Run, sample: Path, faults: Callable[..., None]
) -> None:
    faults("throttle")
    done = run("send", sample)
    assert done.code == 3
    assert "--resend" not in done.err


def test_a_refusal_of_what_is_sent_again_names_the_exchange(run: Run, save: Save) -> None:
    run("send", save({"eventType": ""}), "--send-anyway")
    (entry,) = history(run)
    done = run("send", "--resend", entry["id"])
    assert (done.code, done.err.count("\n")) == (3, 1)
    assert done.err.startswith(f"events-console: {entry['id']}:/eventList/0/eventType: The service refused")


def test_a_dry_run_shows_what_would_be_sent_again(run: Run, sample: Path) -> None:
    run("send", sample)
    (entry,) = history(run)
    done = run("send", "--resend", entry["id"], "--dry-run")
    assert (done.code, done.err) == (0, "")
    assert entry["request"]["eventList"][0]["eventId"] in done.out
    assert len(history(run)) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--resend", "nobody's"], "the history has no “nobody's”; events-console history lists what it has"),
        (["--resend", "x", "request.json"], "argument FILE: not allowed with argument --resend; see"),
        (["--resend"], "argument --resend: expected one argument; see"),
        ([], "one of the arguments FILE --resend is required; see"),
    ],
)
def test_nothing_to_send_takes_one_line(run: Run, arguments: list[str], told: str) -> None:
    done = run("send", *arguments)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"events-console: {told}")


@pytest.mark.parametrize("form", [["--output", "json"], ["--query", "outcome"], []])
def test_a_request_with_errors_is_not_sent(run: Run, save: Save, form: list[str]) -> None:
    done = run("send", save({"eventType": ""}), *form)
    assert done.code == 1
    problem, remedy = done.err.splitlines()
    assert problem.startswith("request.json:/eventList/0/eventType: error: ")
    assert remedy.endswith("1 error in 3 events. Nothing was sent: mend what is wrong, or add --send-anyway.")
    if "json" in form:
        assert (done.json["outcome"], done.json["attempts"], done.json["historyId"]) == ("not-sent", 0, None)
        assert done.json["error"]["code"] == "schema.minLength"
        assert done.json["error"]["path"] == "/eventList/0/eventType"
    else:
        assert done.out == ("not-sent\n" if form else "")
    assert history(run) == []


def test_many_problems_do_not_hide_what_follows(run: Run, save: Save) -> None:
    done = run("send", save(eventList=[{}] * 30))
    assert done.code == 1
    *problems, more, _remedy = done.err.splitlines()
    assert len(problems) == 20
    assert more == "… and 71 more: events-console validate request.json"


def test_a_dry_run_shows_what_would_leave(run: Run, sample: Path) -> None:
    text, parsed = run("send", sample, "--dry-run"), run("send", sample, "--dry-run", "--output", "json")
    assert (text.code, text.err) == (parsed.code, parsed.err) == (0, "")
    assert "POST http://127.0.0.1:" in text.out
    assert "X-Amz-Date: " in text.out
    assert '{"trackingId": "5f1e6c2a-' in text.out
    assert "{{now" not in text.out
    key = json.loads(paths.sandbox_key_file().read_text())
    assert key["secret_access_key"] not in text.out
    assert "Signature=" not in text.out
    nothing = {
        "status": None,
        "requestId": None,
        "attempts": 0,
        "latencyMs": None,
        "historyId": None,
        "error": None,
    }
    result = parsed.json
    wire = result.pop("request")
    assert result == {"outcome": "dry-run", **nothing}
    assert list(wire) == ["method", "url", "headers", "body"]
    assert (wire["method"], wire["headers"]["Authorization"]) == ("POST", HIDDEN)
    assert wire["url"] == f"http://{wire['headers']['Host']}/events"
    assert json.loads(wire["body"])["trackingId"].startswith("5f1e6c2a-")
    assert history(run) == []


def test_events_without_an_id_get_one_unless_asked_not_to(run: Run, sample: Path) -> None:
    def stamped(*arguments: str) -> set[bool]:
        run("send", sample, *arguments)
        return {"eventId" in event for event in history(run)[0]["request"]["eventList"]}

    assert stamped() == {True}
    assert stamped("--no-stamp") == {False}
    settings.save(paths.settings_file(), Settings(stamp_event_ids=False))
    assert stamped() == {False}


def test_yaml_and_table(run: Run, sample: Path) -> None:
    read = yaml.safe_load(run("send", sample, "--output", "yaml").out)
    assert (read["outcome"], read["status"], read["error"]) == ("accepted", 200, None)
    rows = run("send", sample, "--output", "table").out.splitlines()
    assert rows[:2] == ["outcome    accepted", "status     200"]
    assert len({row.index(row.split()[1]) for row in rows}) == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--query", "outcome"], "accepted\n"),
        (["--query", "[outcome, status, error]"], "accepted\t200\tNone\n"),
        (["--query", "{ok: outcome == 'accepted'}", "--output", "json"], '{\n  "ok": true\n}\n'),
        (["--query", "[outcome, status]", "--output", "yaml"], "- accepted\n- 200\n"),
        (["--query", "status", "--output", "yaml"], "200\n"),
        (["--query", "status", "--output", "table"], "200\n"),
        (["--query", "nothing"], "None\n"),
    ],
)
def test_a_part_of_the_result(run: Run, sample: Path, arguments: list[str], expected: str) -> None:
    assert run("send", sample, *arguments) == Ended(0, expected, "")


@pytest.mark.parametrize("query", ["", "[outcome", "outcome'", "lenght(outcome)", "length()"])
def test_a_query_that_can_never_work_is_told_before_anything_is_sent(
    run: Run, sample: Path, query: str
) -> None:
    done = run("send", sample, "--query", query)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(f"events-console: --query “{query}” is not JMESPath: ")
    assert history(run) == []


def test_a_query_that_does_not_fit_hides_no_outcome(run: Run, sample: Path) -> None:
    done = run("send", sample, "--query", "length(status)", "--output", "json")
    assert done.code == 0
    assert done.json["outcome"] == "accepted"
    assert "--query “length(status)” does not fit this result" in done.err
