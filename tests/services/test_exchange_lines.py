"""JSON Lines: what goes out comes in bit for bit, and whatever else a file holds is a flaw."""

import io
import json
import re
from base64 import b64encode
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from events_console.domain.annotation import Annotation, Kept
from events_console.domain.exchange import Exchange, Outcome, Response, Sent
from events_console.domain.json_value import same
from events_console.services import exchange_lines
from events_console.services.exchange_lines import FORMAT, Flaw, Reading, lines_of, read, write
from events_console.services.redaction import HIDDEN
from tests.exchanges import accepted, kept, pending, request
from tests.strategies import any_json, any_objects


@settings(max_examples=200)
@given(kept)
def test_a_line_is_read_as_it_was(given_: Kept) -> None:
    line = write(given_)
    assert (line.count("\n"), line[-1]) == (1, "\n")
    json.loads(line, parse_constant=pytest.fail)  # other programs read it as well
    for form in (line, line.encode()):
        (found,) = read([form])
        assert isinstance(found, Kept)
        assert same(found.exchange.request.root, given_.exchange.request.root)  # in which NaN is NaN
        assert_same_source(found.exchange, given_.exchange)
        assert replace(found.exchange, request=given_.exchange.request, source=None) == replace(
            given_.exchange, source=None
        )
        assert found.annotation == given_.annotation
        assert write(found) == line


def assert_same_source(found: Exchange, given_: Exchange) -> None:
    assert (found.source is None) == (given_.source is None)
    assert not (found.source and given_.source) or same(found.source.root, given_.source.root)


def test_a_line_holds_the_documents_as_json() -> None:
    exchange = accepted()
    row = json.loads(write(Kept(exchange, Annotation(True, "n", ("a",)))))
    assert row["format"] == FORMAT
    assert row["request"] == json.loads(json.dumps(exchange.request.root))
    assert (row["starred"], row["note"], row["tags"]) == (True, "n", ["a"])
    assert json.loads(row["sent_body"]) == row["request"]


def test_numbers_that_json_does_not_have_make_a_document_text() -> None:
    given_ = Kept(accepted(request(own=[float("nan"), float("-inf")])))
    row = json.loads(write(given_), parse_constant=pytest.fail)
    assert '"own": [NaN, -Infinity]' in row["request"]
    (found,) = read([write(given_)])
    assert isinstance(found, Kept)
    assert same(found.exchange.request.root, given_.exchange.request.root)


def line(**changes: Any) -> str:
    return json.dumps({**json.loads(write(Kept(accepted()))), **changes})


def changed(path: str, value: Any) -> str:
    row = json.loads(write(Kept(accepted())))
    *outer, last = path.split(".")
    inner = row
    for name in outer:
        inner = inner[name]
    inner[last] = value
    return json.dumps(row)


OPENINGS = {
    "something is missing": "holds an exchange of which ",
    "cannot be": "holds an exchange whose status, number of attempts or times ",
}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("9" * 5_000, "is not JSON"),
        ("null", "holds no exchange that Events Console has exported"),
        ('{"trackingId": "t"}', "holds no exchange that Events Console has exported"),
        (line(format="events-console-exchange/2"), "was written by a newer version"),
        (line(id="../../x"), "something is missing"),
        (line(id=7), "something is missing"),
        (line(started_at="now"), "something is missing"),
        (line(started_at=1e300), "something is missing"),
        (line(started_at=float("nan")), "something is missing"),
        (line(outcome="good"), "something is missing"),
        (line(target={"endpoint": "http://x"}), "something is missing"),
        (line(details=None), "something is missing"),
        (line(details=[]), "something is missing"),
        (line(request="{"), "something is missing"),
        (line(sent_body=7), "something is missing"),
        (line(sent_body=None), "something is missing"),
        (line(sent_body="\ud800"), "something is missing"),
        (line(answer_body={"base64": "!"}), "something is missing"),
        (line(starred=1), "something is missing"),
        (line(note=None), "something is missing"),
        (line(tags="ab"), "something is missing"),
        (line(tags=[1]), "something is missing"),
        (changed("target.password", "x"), "something is missing"),
        (changed("target.kind", "Moon"), "something is missing"),
        (changed("details.attempts", "1"), "something is missing"),
        (changed("details.sent.headers", [["a", 1]]), "something is missing"),
        (changed("details.response.status", None), "something is missing"),
        (changed("details.response.status", True), "something is missing"),
        (line(started_at=True), "something is missing"),
        (line(started_at=10**400), "something is missing"),
        (line(request=[1, 2]), "something is missing"),
        (line(request='"text"'), "something is missing"),
        (line(source=[]), "something is missing"),
        (changed("details.response.status", 10**30), "cannot be"),
        (changed("details.response.status", -1), "cannot be"),
        (changed("details.attempts", 10**30), "cannot be"),
        (changed("details.timing.answer_ms", 10**30), "cannot be"),
        (changed("details.timing.answer_ms", 10**400), "cannot be"),
        (changed("details.timing.answer_ms", float("nan")), "cannot be"),
        (changed("details.timing.prepare_ms", float("-inf")), "cannot be"),
        (changed("details.timing.prepare_ms", -5.0), "cannot be"),
    ],
)
def test_a_line_that_is_no_exchange_is_a_flaw(text: str | bytes, why: str) -> None:
    good = write(Kept(accepted()))
    found = list(read(["\n", good, text, good]))
    assert [type(one) for one in found] == [Kept, Flaw, Kept]
    flaw = found[1]
    assert isinstance(flaw, Flaw)
    assert flaw.line == 3
    assert flaw.text.startswith(f"Line 3 {OPENINGS.get(why, '')}{why}")
    assert flaw.text.endswith(".")


@pytest.mark.parametrize("name", ["request", "source", "target", "details", "sent_body", "tags"])
def test_any_member_may_be_anything(name: str) -> None:
    @settings(max_examples=60)
    @given(any_json | any_objects)
    def check(value: Any) -> None:
        (found,) = read([line(**{name: value})])
        assert isinstance(found, Kept | Flaw)
        if isinstance(found, Kept):
            write(found)

    check()


def test_what_was_on_its_way_is_unknown() -> None:
    (found,) = read([write(Kept(pending()))])
    assert isinstance(found, Kept)
    assert found.exchange.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("part", ["sent", "response"])
def test_secrets_in_headers_are_hidden_again(part: str) -> None:
    headers = [["authorization", "SECRET"], ["Set-Cookie ", "x"], ["Via", "x"]]
    (found,) = read([changed(f"details.{part}.headers", headers)])
    assert isinstance(found, Kept)
    told: Sent | Response | None = found.exchange.sent if part == "sent" else found.exchange.response
    assert told
    assert told.headers == (("authorization", HIDDEN), ("Set-Cookie ", HIDDEN), ("Via", "x"))


def test_a_body_that_is_no_text_is_in_base64() -> None:
    exchange = replace(accepted(), answer=Response(502, (), b"\xff\x00"))
    row = json.loads(write(Kept(exchange)))
    assert row["answer_body"] == {"base64": b64encode(b"\xff\x00").decode()}
    (found,) = read([json.dumps(row)])
    assert found == Kept(exchange)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_as_editors_save_them(end: str) -> None:
    good = write(Kept(accepted())).rstrip("\n")
    file = io.BytesIO(f"\ufeff{good}{end}{end}{good}".encode())
    assert [type(one) for one in read(lines_of(file))] == [Kept, Kept]


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_a_line_without_end_is_passed_over(end: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    good = write(Kept(accepted())).encode()
    monkeypatch.setattr(exchange_lines, "LONGEST", len(good))
    file = io.BytesIO(good + b"x" * 5 * len(good) + end)
    first, second = read(lines_of(file))
    assert (type(first), second) == (Kept, Flaw(2, exchange_lines._TOO_LONG))  # noqa: SLF001  # its words
    assert file.read() == b""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('\ufeff\n{\n  "log": {}}', "an HTTP Archive (HAR)"),
        ("<!DOCTYPE html>", "HTML"),
        ("<HTML><p>", "HTML"),
        ("%PDF-1.4", "PDF"),
        ("user_id;item_id;timestamp\n", "CSV"),
        ("?", ""),
        ("", ""),
        ('{"logs": 1}', ""),
        (write(Kept(accepted())), ""),
    ],
)
def test_a_file_of_another_kind_is_known_by_its_beginning(text: str, kind: str) -> None:
    file = io.BytesIO(text.encode())
    if kind:
        with pytest.raises(ValueError, match=re.escape(f"it is {kind}, and only JSON Lines")):
            Reading(file)
    else:
        Reading(file)


def test_the_first_five_lines_that_are_no_exchange_are_named() -> None:
    reading = Reading(io.BytesIO(("?\n" * 7 + write(Kept(accepted())) + "{}").encode()))
    assert len([*reading]) == reading.found == 1
    assert (reading.flaws, reading.nothing()) == (8, "")
    assert [*reading.told()] == [
        *(f"Line {number} is not JSON." for number in range(1, 6)),
        "3 more lines could not be read.",
    ]


@pytest.mark.parametrize(("text", "why"), [("", "exchange; only"), ("1\n?", "exchange (line 1 holds no")])
def test_a_file_without_an_exchange_says_why(text: str, why: str) -> None:
    reading = Reading(io.BytesIO(text.encode()))
    assert [*reading] == []
    assert reading.nothing().startswith(f"it holds no {why}")
