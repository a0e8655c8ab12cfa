"""What is hidden: nowhere left, everywhere the same, and nothing else changed."""

import html
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from urllib.parse import quote

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events_console.domain.annotation import Annotation, Kept, tags_in
from events_console.domain.exchange import Exchange, Failure, Outcome, Response, Sent, Target
from events_console.domain.json_value import Json, Object, dumps, freeze, walk
from events_console.domain.masking import HIDDEN, LEFT_OUT, NOTE_LEFT_OUT, Mask, Masker
from events_console.domain.request import Request
from events_console.domain.wire import text
from tests.exchanges import TARGET, accepted, kept, request
from tests.support import within

EVERYTHING = Mask(people=True, trackers=True, properties=True)
PSEUDONYMS = ("user-1", "session-1", "tracker-1", "value-1")


def journey(user: str, session: str, tracker: str, value: str) -> Kept:
    """Return an exchange in which each of these stands wherever it could."""
    event = {
        "eventType": "View",
        "sentAt": 1700000000,
        "eventId": f"{session}/7",
        "itemId": f"sku {user}",
        "properties": dumps(Object({"deep": (Object({"color": value}),)})),
        "metricAttribution": {"eventAttributionSource": f"mail to {user}"},
    }
    document = request(event, userId=user, sessionId=session, trackingId=tracker, own=f"<{tracker}>")
    long = Request(
        Object(
            trackingId=tracker,
            eventList=(Object({"userId": user, "sessionId": session, f"of {user}": 1}), "odd"),
        )
    )
    body = text(document).encode()
    said = f'No "{tracker}" for {user} in {session}: {json.dumps(value)}'
    answer = json.dumps({"message": said, "at": {"userId": user}}).encode()
    sent = Sent(
        "POST",
        f"{TARGET.endpoint}/events?of={quote(user, safe='', errors='replace')}",
        (("X-User", user), ("Content-Length", str(len(body)))),
        body,
    )
    exchange = Exchange(
        "0e8d2f3c-8a3b-4c7d-9e1f-5a6b7c8d9e0f",
        document,
        Target(f"Shop of {user}", TARGET.kind, TARGET.region, TARGET.endpoint),
        1700000000.25,
        Outcome.REJECTED,
        1,
        None,
        sent,
        Response(400, (("x-told", said),), answer, "r-1", "InvalidInputException", said),
        long,
        f"Kept for {user}.",
    )
    return Kept(exchange, Annotation(True, f"{user} said so\nin {session}", ("checkout",)))


def texts(value: object) -> Iterator[str]:
    """Yield every text in ``value``, and those in the JSON that bodies and properties hold."""
    match value:
        case str() | bytes():
            found = value if isinstance(value, str) else value.decode(errors="surrogateescape")
            yield found
            try:
                inner = json.loads(found)
            except (ValueError, RecursionError):
                return
            if not isinstance(inner, str) or inner != found:
                yield from texts(inner)
        case dict():
            for name, member in value.items():
                yield name
                yield from texts(member)
        case list() | tuple():
            for item in value:
                yield from texts(item)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from texts(getattr(value, field.name))


def traces(secret: str, found: object) -> list[str]:
    """Return the texts in which ``secret`` stands as it is or in an escaped form."""
    forms = {
        secret,
        json.dumps(secret)[1:-1],
        json.dumps(json.dumps(secret))[3:-3],
        quote(secret, safe="", errors="replace"),
        html.escape(secret),
    }
    return [one for one in texts(found) if any(form in one for form in forms)]


VOCABULARY = tuple(texts(journey(*PSEUDONYMS)))
WORDS = st.text("abcxyzäü😀", min_size=4, max_size=9)
SECRETS = st.text("ab\"\\/ %&<'é😀\ud800\n19-", min_size=4, max_size=9).filter(
    lambda text: text == text.strip() != "" and not text.startswith("{{")
)


@given(st.lists(WORDS, min_size=4, max_size=4, unique=True))
def test_everything_but_names_is_as_it_was(secrets: list[str]) -> None:
    assume(not any(one in other for one in secrets for other in (*secrets, *VOCABULARY) if one is not other))
    masked = Masker(EVERYTHING)(journey(*secrets))
    expected = journey(*PSEUDONYMS)
    assert masked == Kept(expected.exchange, replace(expected.annotation, note=NOTE_LEFT_OUT))
    assert masked.exchange.note == "Kept for user-1."


@settings(max_examples=200)
@given(st.lists(SECRETS, min_size=4, max_size=4, unique=True))
def test_nothing_is_left_in_any_form(secrets: list[str]) -> None:
    assume(not any(one in word for one in secrets for word in (*PSEUDONYMS, *VOCABULARY, HIDDEN)))
    masked = Masker(EVERYTHING)(journey(*secrets))
    for secret in secrets:
        assert traces(secret, masked) == []


@pytest.mark.parametrize(
    ("mask", "left"),
    [
        (Mask(people=True), {"trackMe", "deepRed"}),
        (Mask(trackers=True), {"anaMaria", "sessionX", "deepRed"}),
        (Mask(properties=True), {"anaMaria", "sessionX", "trackMe"}),
        (Mask(), {"anaMaria", "sessionX", "trackMe", "deepRed"}),
    ],
)
def test_only_what_was_asked_for_is_hidden(mask: Mask, left: set[str]) -> None:
    secrets = ("anaMaria", "sessionX", "trackMe", "deepRed")
    masked = Masker(mask)(journey(*secrets))
    assert {secret for secret in secrets if traces(secret, masked)} == left


@given(kept)
def test_what_hides_nothing_changes_nothing(given_: Kept) -> None:
    assert Masker(Mask())(given_) is given_


@settings(max_examples=60)
@given(kept)
def test_any_exchange_can_be_masked(given_: Kept) -> None:
    masked = Masker(Mask(people=True, trackers=True, properties=True, bodies=True))(given_)
    assert (masked.exchange.id, masked.annotation.starred) == (given_.exchange.id, given_.annotation.starred)
    assert tags_in(" ".join(masked.annotation.tags)) == masked.annotation.tags


def test_the_same_value_has_the_same_name_in_every_exchange() -> None:
    masker = Masker(Mask(people=True))
    users = [
        masker(Kept(accepted(request(userId=user)))).exchange.request.text("userId")
        for user in ("ana", "bob", "ana")
    ]
    assert users == ["user-1", "user-2", "user-1"]


def test_short_values_are_no_parts_of_words_and_numbers() -> None:
    one = accepted(request(userId="1", sessionId="a"))
    said = "1 of 10 at 127.0.0.1 took 1.5 s; a cat said 1."
    masked = Masker(Mask(people=True))(Kept(replace(one, answer=Response(400, (), b"", message=said))))
    assert masked.exchange.target == TARGET
    assert masked.exchange.response
    assert masked.exchange.response.message == (
        "user-1 of 10 at 127.0.0.1 took 1.5 s; session-1 cat said user-1."
    )


def test_what_is_not_text_is_hidden_too() -> None:
    one = accepted(request({"properties": {"price": 12.5, "gone": None}}, userId=4711, sessionId=["s-1", 2]))
    said = "4711 is no text"
    masked = Masker(EVERYTHING)(Kept(replace(one, answer=Response(400, (), b"", message=said)))).exchange
    assert masked.request.root == {
        "trackingId": "tracker-1",
        "userId": "user-1",
        "sessionId": ("session-1", "session-2"),
        "eventList": (Object(properties=Object(price="value-1", gone=None)),),
    }
    assert masked.response
    assert masked.response.message == "user-1 is no text"


def test_nothing_and_placeholders_stay() -> None:
    root: dict[str, Json] = {"trackingId": "{{uuid}}", "userId": "", "sessionId": None, "eventList": ()}
    masked = Masker(EVERYTHING)(Kept(replace(accepted(), source=Request(Object(root)))))
    assert masked.exchange.source
    assert masked.exchange.source.root == root


@pytest.mark.parametrize(
    "properties", ['{"a": "rouge", "a": null}', '{"a": "x", "a": "rouge"}', "rouge", '"rouge"']
)
def test_properties_that_are_no_object_or_say_something_twice(properties: str) -> None:
    masked = Masker(Mask(properties=True))(Kept(accepted(request({"properties": properties}))))
    assert traces("rouge", masked) == []


@pytest.mark.parametrize(
    "body",
    [
        b"<p>J\xc3\xbcrgen &amp; Co</p>",
        b"J\\u00fcrgen & Co",
        b"J%c3%bcrgen+%26+Co",
        b"J&#252;rgen &#x26; Co",
        b"\\\\u004a\\u00FCrgen & Co",
        "Jürgen & Co".encode("utf-16"),
    ],
)
def test_a_body_that_is_not_json_does_not_betray_it(body: bytes) -> None:
    one = replace(accepted(request(userId="Jürgen & Co")), answer=Response(500, (), body))
    shown = Masker(Mask(people=True))(Kept(one)).exchange.response
    assert shown
    assert shown.body in {b"<p>user-1</p>", b"user-1", HIDDEN.encode()}


def test_a_body_as_it_was_sent_stays_where_nothing_is_hidden_in_it() -> None:
    one = accepted()
    sent = Sent("POST", "http://127.0.0.1/", (("ETag", "x"),), b' {"b" : 1.50}')
    masked = Masker(EVERYTHING)(Kept(replace(one, sent=sent)))
    assert masked.exchange.sent == sent


def test_digests_of_a_body_that_was_changed_are_hidden() -> None:
    one = accepted(request(userId="anaMaria"))
    assert one.sent
    sent = replace(one.sent, headers=(("X-Amz-Content-SHA256", "ab12"),))
    masked = Masker(Mask(people=True))(Kept(replace(one, sent=sent)))
    assert masked.exchange.sent
    assert masked.exchange.sent.headers == (("X-Amz-Content-SHA256", HIDDEN),)


def test_bodies_and_headers_are_left_out_on_request() -> None:
    partial = Response(200, (("x", "y"),), b"half")
    failure = Failure("broken", "It broke off.", "Try again.", may_have_arrived=True, partial=partial)
    one = replace(accepted(), answer=failure)
    masked = Masker(Mask(bodies=True))(Kept(one)).exchange
    assert masked.sent
    assert masked.failure
    assert masked.failure.partial == Response(200, (), LEFT_OUT.encode())
    assert (masked.sent.headers, masked.sent.body) == ((), LEFT_OUT.encode())
    assert masked.request == one.request


def test_long_texts_of_escapes_take_no_longer_than_others() -> None:
    one = replace(accepted(request(userId="anaMaria")), answer=Response(500, (), b"\\" * 300_000 + b"x"))
    with within(1):
        Masker(Mask(people=True))(Kept(one))


@pytest.mark.parametrize("place", ["properties", "eventValue", "own", "answer"])
def test_an_id_of_digits_is_hidden_as_a_number_too(place: str) -> None:
    event = {
        "properties": {"properties": '{"customer": 987654321}'},
        "eventValue": {"eventValue": 987654321.0},
        "own": {"own": [{"member": 987654321}]},
    }.get(place, {})
    one = accepted(request(event, userId="987654321"))
    answered = replace(one, answer=Response(400, (), b'{"id":987654321}' if place == "answer" else b""))
    masked = Masker(Mask(people=True))(Kept(answered))
    assert traces("987654321", masked) == []
    assert masked.exchange.sent
    assert 987654321 not in set(numbers(masked.exchange.request.root))
    assert traces("user-1", masked.exchange.sent.body) != []


def numbers(value: Json) -> Iterator[float]:
    """Yield every number in ``value``, and those in the JSON that a text holds."""
    for _, one in walk(value):
        if isinstance(one, str) and one.startswith("{"):
            yield from numbers(freeze(json.loads(one)))
        elif isinstance(one, int | float):
            yield one


@pytest.mark.parametrize(
    ("value", "said", "shown"),
    [
        (55123456, "55123456 is wrong", "value-1 is wrong"),
        (55.1234, "the 55.1234 of 155.1234 and 55.12345", "the value-1 of 155.1234 and 55.12345"),
        (55123456, "1551234567 and a55123456", "1551234567 and a55123456"),
        (123, "123 is wrong", "123 is wrong"),
    ],
)
def test_a_number_in_properties_is_sought_where_it_stands_alone(value: float, said: str, shown: str) -> None:
    one = accepted(request({"properties": json.dumps({"phone": value})}))
    answer = Response(400, (), f"<p>{said}".encode(), message=said)
    masked = Masker(Mask(properties=True))(Kept(replace(one, answer=answer), Annotation(note=said)))
    assert masked.annotation.note == shown
    assert masked.exchange.response
    assert masked.exchange.response.message == shown
    assert masked.exchange.response.body == f"<p>{shown}".encode()


def test_a_number_on_a_wire_that_is_no_json() -> None:
    one = accepted(request({"properties": '{"phone": 55123456}'}))
    assert one.sent
    broken = replace(one, sent=replace(one.sent, body=b'{"properties": "{\\"phone\\":55123456}"'))
    assert traces("55123456", Masker(Mask(properties=True))(Kept(broken))) == []


@pytest.mark.parametrize("user", ["Ana@example.com", "ÄNNE", "Straße", "İstanbul", "ΟΔΟΣ"])
def test_upper_and_lower_case_are_alike(user: str) -> None:
    said = f"{user.lower()} {user.upper()} {user.swapcase()} {user}"
    one = replace(accepted(request(userId=user)), answer=Response(400, (), said.encode(), message=said))
    masked = Masker(Mask(people=True))(Kept(one))
    assert masked.exchange.response
    for form in (user, user.lower(), user.upper(), user.swapcase()):
        if len(form) == len(user):  # the others are other letters
            assert form not in (masked.exchange.response.message or "")
            assert form.encode() not in masked.exchange.response.body


def test_values_that_differ_in_case_keep_their_own_names() -> None:
    one = accepted(request(userId="anaMaria", sessionId="ANAMARIA"))
    masked = Masker(Mask(people=True))(
        Kept(replace(one, answer=Response(400, (), b"", message="ANAMARIA anaMaria")))
    )
    assert masked.exchange.response
    assert masked.exchange.response.message == "session-1 user-1"


def test_tags_are_hidden_and_stay_tags() -> None:
    given_ = Kept(accepted(request(userId="Jürgen")), Annotation(tags=("for-jürgen", "J%C3%BCrgen", "vip")))
    assert Masker(Mask(people=True))(given_).annotation.tags == ("for-user-1", "user-1", "vip")
    escaped = Kept(given_.exchange, Annotation(tags=("J\\u00fcr\\x67en",)))
    assert Masker(Mask(people=True))(escaped).annotation.tags == ("(left-out)",)


def test_a_note_may_name_people_that_other_exchanges_hold() -> None:
    given_ = Kept(accepted(), Annotation(note="as for bob@example.com"))
    assert Masker(Mask(people=True))(given_).annotation.note == NOTE_LEFT_OUT
    assert Masker(Mask(trackers=True))(given_).annotation.note == "as for bob@example.com"
    assert Masker(Mask(people=True))(Kept(given_.exchange)).annotation.note == ""
