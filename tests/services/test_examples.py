import time
from uuid import uuid4

import pytest

from events_console.domain import lint, long_document
from events_console.domain.lint import Context
from events_console.domain.placeholders import Resolver
from events_console.domain.problem import Severity
from events_console.forms import json_request
from events_console.sandbox import connection as built_in
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.server import Sandbox
from events_console.sandbox.signature import new_key
from events_console.services import examples
from events_console.services.examples import EXAMPLES, Example
from events_console.services.history import History
from events_console.services.sender import Sender
from tests.support import opener

SOUND = [example for example in EXAMPLES if example.name != "problems"]
each = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
each_sound = pytest.mark.parametrize("example", SOUND, ids=lambda example: example.name)


def _checked(example: Example) -> lint.Validation:
    context = Context(now=time.time(), local=time.mktime, stamps=True)
    return lint.validate(example.read(), context)


@each
def test_an_example_is_for_the_sandbox_and_says_in_one_sentence_what_it_shows(example: Example) -> None:
    assert example.read().text("trackingId") == SAMPLE_TRACKING_ID
    assert example.about.endswith(".")
    assert example.about.count(".") == 1


def test_no_two_examples_are_alike_or_called_alike() -> None:
    assert len({example.title for example in EXAMPLES}) == len(EXAMPLES)
    requests = [json_request.write(example.read()) for example in EXAMPLES]
    assert len(set(requests)) == len(EXAMPLES)
    assert EXAMPLES[0].read() == examples.sandbox()


@each_sound
def test_nothing_is_wrong_with_an_example(example: Example) -> None:
    found = _checked(example).severities()

    assert not found[Severity.ERROR]
    assert not found[Severity.WARNING]


def test_exactly_five_things_are_wrong_with_the_one_that_shows_problems() -> None:
    (example,) = (one for one in EXAMPLES if one.name == "problems")

    found = _checked(example)

    assert found.severities()[Severity.ERROR] == 5
    assert [row for row, problems in enumerate(found.rows) if problems] == [0, 1, 2, 3, 4]


def test_the_long_document_has_200_events_of_50_users() -> None:
    (example,) = (one for one in EXAMPLES if one.name == "long")
    request = example.read()

    assert long_document.is_long(request)
    assert len(request.events) == 200
    assert len({request.event(row).get("userId") for row in range(200)}) == 50


@each_sound
def test_the_sandbox_accepts_an_example(example: Example, history: History) -> None:
    with Sandbox(key=new_key()) as sandbox:
        connection = built_in.connection(sandbox)
        sender = Sender(history, opener(built_in.credentials(sandbox)))
        resolver = Resolver(time.time(), lambda: str(uuid4()))
        first = next(long_document.parts(example.read())).request

        answered = sender.send(sender.prepare(resolver.request(first), connection, stamp=True), connection)

    assert answered.response
    assert answered.response.status == 200
