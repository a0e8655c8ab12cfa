import json
from urllib.parse import quote

import pytest

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
