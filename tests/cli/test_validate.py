"""`validate`: what is wrong with a request."""

import json
import re
from collections import Counter
from pathlib import Path

from tests.cli.ended import Ended, Run, Save


def test_a_good_request(run: Run, sample: Path) -> None:
    assert run("validate", sample) == Ended(0, f"{sample}: no problems in 3 events\n", "")
    assert run("validate", sample, "--format", "json").json == {"problems": []}


def test_every_problem_is_a_line_with_its_place(run: Run, save: Save) -> None:
    done = run("validate", save({"eventType": "", "eventValue": "high"}, sessionId=None))
    assert (done.code, done.err) == (1, "")
    *problems, summary = done.out.splitlines()
    assert summary == "request.json: 3 errors in 3 events"
    assert sorted(line.split(": ")[0] for line in problems) == [
        "request.json:/eventList/0/eventType",
        "request.json:/eventList/0/eventValue",
        "request.json:/sessionId",
    ]
    (empty,) = (line for line in problems if "eventType" in line)
    assert re.fullmatch(r"[^ ]+: error: [A-Z].+\. \[schema\.minLength\]", empty)


def test_problems_as_json(run: Run, save: Save) -> None:
    done = run("validate", save({"eventType": "", "recommendation_id": "r"}), "--format", "json")
    assert (done.code, done.err) == (1, "")
    problems = {problem.pop("path"): problem for problem in done.json["problems"]}
    assert list(problems) == ["/eventList/0/eventType", "/eventList/0/recommendation_id"]
    assert [list(problem) for problem in problems.values()] == [["severity", "rule", "message", "fix"]] * 2
    empty, misspelt = problems.values()
    assert (empty["severity"], empty["rule"], empty["fix"]) == ("error", "schema.minLength", None)
    assert misspelt["rule"] == "key.unknown"
    assert "recommendationId" in misspelt["fix"]


def test_what_the_text_alone_shows_is_told_too(run: Run, save: Save) -> None:
    file = Path(save())
    file.write_text(file.read_text().replace('"userId": ', '"userId": "twice", "userId": '))
    done = run("validate", file)
    assert done.code == 1
    assert "request.json:/userId: error: " in done.out
    assert "[json.duplicate-key]" in done.out


def test_a_list_of_events_is_read_and_what_was_guessed_goes_to_standard_error(run: Run, save: Save) -> None:
    file = Path(save())
    file.write_text(json.dumps(json.loads(file.read_text())["eventList"]))
    done = run("validate", file, "--format", "json")
    assert done.code == 1
    assert {problem["path"] for problem in done.json["problems"]} == {"/trackingId", "/sessionId"}
    assert done.err.startswith("request.json: note: This is a list of events")


def test_of_many_problems_the_first_are_listed_and_all_are_counted(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "long.csv"
    rows = "".join(f"u{row},s{row},{'' if row % 2 else 'View'},17000000{row:02},T,i\n" for row in range(40))
    table.write_text(f"USER_ID,SESSION_ID,EVENT_TYPE,TIMESTAMP,TRACKING_ID,ITEM_ID\n{rows}")
    text, parsed = run("validate", table), run("validate", table, "--format", "json")
    assert text.code == parsed.code == 1
    counts = Counter(problem["rule"] for problem in parsed.json["problems"])
    assert counts["schema.required"] == 20
    assert counts["time.old"] == 40
    lines = text.out.splitlines()
    assert (
        sum("[time.old]" in line for line in lines) == sum("[schema.required]" in line for line in lines) == 5
    )
    table_at = lines.index("at most 5 of each rule are listed; of all there are:")
    told = {line.split()[0]: line.split()[1:] for line in lines[table_at + 1 : -1]}
    assert told["schema.required"] == ["20", "error"]
    assert {rule: int(number) for rule, (number, _) in told.items()} == counts
    assert lines[-1].startswith(f"{table}: 20 errors")
    assert lines[-1].endswith(" in 40 events")


def test_one_request_of_a_long_document_is_checked_alone(run: Run, save: Save) -> None:
    file = Path(save())
    document = json.loads(file.read_text())
    own = {"userId": document.pop("userId"), "sessionId": document.pop("sessionId")}
    document["eventList"] = [{**document["eventList"][0], **own, "eventType": ""}, {**own, "sessionId": "s2"}]
    text = json.dumps(document)
    file.write_text(text.replace('"sessionId": "s2"', '"sessionId": "s1", "sessionId": "s2"'))
    first, second = (run("validate", file, "--request", number, "--format", "json").json for number in "12")
    assert {problem["path"] for problem in first["problems"] if problem["severity"] == "error"} == {
        "/eventList/0/eventType"
    }
    assert {problem["path"] for problem in second["problems"] if problem["severity"] == "error"} == {
        "/eventList/0/eventType",
        "/eventList/0/sentAt",
        "/eventList/0/sessionId",
    }


def test_what_a_file_says_can_neither_command_the_terminal_nor_look_like_another_line(
    run: Run, save: Save
) -> None:
    file = save({"\x1b[2Jline\nrequest.json: no problems\u202e": 1})
    text, parsed = run("validate", file), run("validate", file, "--format", "json")
    assert len(text.out.splitlines()) == 2
    assert "\x1b" not in text.out + parsed.out
    assert "\u202e" not in text.out + parsed.out
    assert parsed.json["problems"][0]["path"] == "/eventList/0/\x1b[2Jline\nrequest.json: no problems\u202e"
