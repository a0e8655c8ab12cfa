"""What every form has in common."""

import pytest

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.forms import FORMS, Form, Target


@pytest.mark.parametrize("form", [form for form in FORMS if form.writes], ids=lambda form: form.name)
def test_names_that_nothing_fills_in_are_noted(form: Form) -> None:
    event = Object(eventType="{{kind}}", sentAt="{{now}}", properties='{"a": "{{item.id}} {{kind}}"}')
    other = Object(eventType="View")
    filled = Request(
        Object(trackingId="T", sessionId="{{uuid}}", eventList=(event.with_member("itemId", "i"),))
    )
    assert form.write(filled, Target("eu-west-1")).notes[-1] == (
        "{{kind}} and {{item.id}} are still to be filled in."
    )
    one = form.write(Request(Object(trackingId="{{T}}", eventList=(other,))), Target("eu-west-1"))
    assert one.notes[-1] == "{{T}} is still to be filled in."
    none = form.write(
        Request(Object(trackingId="T", sessionId="{{uuid}}", eventList=(other,))), Target("eu-west-1")
    )
    assert not any("filled in." in note for note in none.notes)
