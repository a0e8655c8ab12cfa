"""The fields as a person meets them, against the service model they stand for."""

from events_console.domain import service_model
from events_console.domain.fields import EVENT_FIELDS, REQUEST_FIELDS, event_field, label_of
from events_console.domain.json_value import tokens
from events_console.domain.service_model import Shape


def _shape_at(shape: Shape, path: str) -> Shape:
    for step in tokens(path):
        shape = shape.members[step]
    return shape


def test_every_field_of_the_model_has_a_column_and_no_other() -> None:
    request, event = service_model.put_events().input, service_model.event_shape()
    assert {field.name for field in REQUEST_FIELDS} == request.members.keys() - {"eventList"}
    assert {field.name for field in EVENT_FIELDS} == event.members.keys()
    assert {field.name for field in REQUEST_FIELDS if field.required} == {*request.required} - {"eventList"}
    assert {field.name for field in EVENT_FIELDS if field.required} == {*event.required}


def test_the_kind_of_a_field_fits_its_type_in_the_model() -> None:
    kinds = {"float": "NUMBER", "timestamp": "TIME", "list": "LIST", "string": "TEXT"}
    for field in EVENT_FIELDS:
        shape = _shape_at(service_model.event_shape(), field.path)
        assert field.kind.name == ("PROPERTIES" if shape.json_value else kinds[shape.type])


def test_the_hint_of_properties_names_the_limit_of_the_model() -> None:
    field = event_field("/properties")
    assert field
    assert f"{service_model.event_shape().members['properties'].max:,} characters" in field.hint


def test_labels_are_in_words_and_foreign_names_stay() -> None:
    assert label_of("sentAt") == "Sent at"
    assert label_of("eventAttributionSource") == "Attribution source"
    assert label_of("eventList") == "Events"
    assert label_of("tackingId") == "tackingId"


def test_a_pointer_leads_to_the_field_that_it_is_in() -> None:
    for field in EVENT_FIELDS:
        assert event_field(field.path) is field
        assert event_field(f"/{field.name}") is field
        assert event_field(f"{field.path}/0/x") is field
    assert event_field("") is None
    assert event_field("/own") is None
    assert event_field("/sentAtX") is None
