import json
from urllib.parse import quote

import pytest

from events_console.domain.json_value import dumps
from events_console.forms import FORMS, Shell, Target
from events_console.forms.json_request import read
from events_console.ui.masked_ids import Mask

USER, SESSION = "anna@example.com", "anna@example.com/2026-11-22"


@pytest.fixture
def mask() -> Mask:
    made = Mask()
    made.learn("userId", USER)
    made.learn("sessionId", SESSION)
    return made


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (USER, "user-1"),
        (f"User {USER} in {SESSION}.", "User user-1 in session-1."),
        (USER.upper(), "user-1"),
        (f"?user={quote(USER, safe='')}&x=1", "?user=user-1&x=1"),
        (json.dumps({"a": json.dumps({"b": USER})}), json.dumps({"a": json.dumps({"b": "user-1"})})),
        ("anna@ex\u200bample.com", "user-1"),
        ("Anna and example.org", "Anna and example.org"),
    ],
)
def test_an_id_goes_by_its_other_name_wherever_it_stands(mask: Mask, text: str, shown: str) -> None:
    assert mask.text(text) == shown


def test_the_same_id_has_the_same_name_and_another_one_has_another(mask: Mask) -> None:
    mask.learn("user_id", "berta")

    assert mask.text(f"{USER} berta {USER}") == "user-1 user-2 user-1"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ('{"userId": "carla-77"}', "carla-77"),
        ('{"properties": "{\\"anonymousId\\": \\"carla-77\\"}"}', "carla-77"),
        ("Value 'track-0815' at 'trackingId' failed to satisfy constraint", "track-0815"),
        ("arn:aws:personalize:eu-west-1:123456789012:event-tracker/shop is gone", "123456789012"),
        ("The keys are AKIAIOSFODNN7EXAMPLE.", "AKIAIOSFODNN7EXAMPLE"),
        ("Credential=TESTKEY/20261122/us-east-1/personalize/aws4_request", "TESTKEY"),
        ("Account 123456789012 answers", "123456789012"),
        ("https://events.corp.example:8443/events cannot be reached", "events.corp.example"),
        ("https://vpce-0abc.personalize-events.eu-west-1.vpce.amazonaws.com/events", "vpce-0abc"),
        ("vpce-0abc.personalize-events.eu-west-1.vpce.amazonaws.com refused", "vpce-0abc"),
        (json.dumps({"userId": 'a "carla-77" \\'}), "carla-77"),
        (json.dumps({"a": json.dumps({"b": json.dumps({"userId": 'a "carla-77"', "c": 1})})}), "carla-77"),
        ('{"sessionId": ["carla-77"]}', "carla-77"),
        ('{"sessionId": [\n  1,\n  "carla-77"\n]}', "carla-77"),
        ('{"sessionId": 77}', "77"),
        ("Value 'O'Carla-77' at 'userId' failed", "Carla-77"),
    ],
)
def test_a_text_that_tells_of_a_value_hides_it_by_itself(text: str, hidden: str) -> None:
    assert hidden not in Mask().text(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://personalize-events.eu-west-1.amazonaws.com/events",
        "http://127.0.0.1:40213/events",
        '{"itemId": "123456789012", "eventType": "View"}',
        "",
    ],
)
def test_public_hosts_items_and_types_stay(mask: Mask, text: str) -> None:
    assert mask.text(text) == text


def test_what_follows_a_hidden_text_within_a_text_stays() -> None:
    text = json.dumps({"properties": json.dumps({"userId": 'a "b" \\', "c": "d"}), "e": "f"})

    assert Mask().text(text) == json.dumps(
        {"properties": json.dumps({"userId": "user-1", "c": "d"}), "e": "f"}
    )


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        ("anna b", "?user=anna+b&x", "?user=user-1&x"),
        ("a+b anna", "?user=a%2Bb+anna", "?user=user-1"),
        ("a😀anna", "'a\\U0001f600anna'", "'user-1'"),
        ("a😀anna", r'"a\ud83d\ude00anna"', '"user-1"'),
        ("Straße", "STRASSE 1", "user-1 1"),
        ("Straße", r"Stra\xdfe, b'Stra\xc3\x9fe'", "user-1, b'user-1'"),
        ("anna", r'{"note": "first\nanna"}', r'{"note": "first\nuser-1"}'),
        ("anna", "?of=%2Fanna", "?of=%2Fuser-1"),
        ("@@@###", "of @@@###.", "of user-1."),
        ("--", '"--" -- 1', '"user-1" -- 1'),
        ("R&D-anna", "&1 R&&D-anna", "&1 user-1"),
    ],
)
def test_an_id_with_any_signs_is_found_however_a_text_writes_it(value: str, text: str, shown: str) -> None:
    mask = Mask()
    mask.learn("userId", value)

    assert mask.text(text) == shown


def test_numbers_and_lists_are_ids_as_well(mask: Mask) -> None:
    mask.learn("sessionId", ("berta-1", 4_711, True, None))

    assert mask.text("berta-1, 4711, True, None") == "session-2, session-3, True, None"


def test_the_host_of_a_connection_is_hidden_in_any_sentence(mask: Mask) -> None:
    mask.learn_address("https://db.internal.corp:8443/path")

    assert mask.text("host db.internal.corp:8443 refused") == "host host-1:8443 refused"


def test_what_is_covered_stays_so_and_an_id_like_a_name_gets_another(mask: Mask) -> None:
    shown = mask.text(f'{{"userId": "{USER}"}}')
    assert mask.text(shown) == shown

    other = Mask()
    other.learn("userId", "user-1")
    assert other.text("user-1") == "user-2"


@pytest.mark.parametrize(
    "user", ["O'Canary-Kurt", 'canary "Kurt"', "back\\canary", "qx", "x9", "--", "'", "é"]
)
def test_no_form_of_a_request_shows_an_id(user: str) -> None:
    event = {"eventType": "View", "itemId": "item", "sentAt": 1_700_000_000}
    own = {"eventType": user, "properties": {"of": user, "list": [user], "anonymousId": "canary-2"}}
    document = {
        "trackingId": "canary-1",
        "userId": user,
        "sessionId": "canary-3",
        "eventList": [event, event | own],
    }
    mask, plain = Mask(), "user-1"
    request = read(json.dumps(document)).request
    expected = json.loads(json.dumps(document).replace(json.dumps(user), json.dumps(plain)))
    expected["eventList"][1]["properties"]["anonymousId"] = "user-2"
    expected |= {"trackingId": "tracker-1", "sessionId": "session-1"}

    covered = mask.request(request)

    assert json.loads(dumps(covered.root)) == expected
    assert request.text("userId") == user
    for form in FORMS:
        for shell in Shell if form.writes else ():
            text = form.write(covered, Target("us-east-1", shell=shell)).text
            assert mask.text(text) == text
            assert "canary" not in text.lower()


def test_a_request_without_ids_is_itself(mask: Mask) -> None:
    request = read('{"userId": "{{uuid}}", "eventList": [{"itemId": "anna"}]}').request

    assert mask.request(request) is request


def test_a_short_id_is_hidden_in_quotation_marks_and_nowhere_else() -> None:
    mask = Mask()
    mask.learn("userId", "3")

    assert mask.text('"userId":"3","eventValue":3') == '"userId":"user-1","eventValue":3'
    assert mask.text("3 of 10 events") == "3 of 10 events"


def test_a_shortened_id_is_hidden_as_well() -> None:
    mask = Mask()
    mask.learn("sessionId", "s" * 30 + "-" + "t" * 30)

    assert "sss" not in mask.text(f"Session ID is “{'s' * 30}-{'t' * 9}…”, which is long.")


def test_a_placeholder_is_no_id() -> None:
    mask = Mask()
    mask.learn("sessionId", "{{uuid}}")

    assert mask.text("{{uuid}}") == "{{uuid}}"


def test_the_label_of_a_widget_hides_an_account_that_stands_alone() -> None:
    assert Mask().label("123456789012") == "account-1"
