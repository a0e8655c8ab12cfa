"""The text in properties: a JSON object, or a problem that says what it is instead."""

import pytest

from events_console.domain.json_value import Json, Object
from events_console.domain.lint.properties_rules import properties
from events_console.domain.problem import Severity


def _rules(value: Json) -> list[str]:
    return [problem.rule for problem in properties(Object({"properties": value}))]


@pytest.mark.parametrize(
    "text",
    [
        "{a:1",
        "",
        "{}x",
        "'{}'",
        '{"a": 1,}',
        "{" * 100_000,
        "[" * 100_000,
        "NULL",
        "\ufeff{}",
        '{"a": NaN}',
        "NaN",
    ],
)
def test_what_is_no_json_is_named_with_its_place(text: str) -> None:
    found = list(properties(Object({"properties": text})))
    assert [problem.rule for problem in found] == (["properties.not-json"] if text else [])
    for problem in found:
        assert problem.path == "/properties"
        assert "line 1, column" in problem.message


@pytest.mark.parametrize("text", ["[]", "1", "null", '"{}"', "true", "[" * 500 + "]" * 500])
def test_json_that_is_no_object_is_told_from_it(text: str) -> None:
    assert _rules(text) == ["properties.not-object"]


@pytest.mark.parametrize(
    "value",
    [
        "{}",
        ' {"a": {"b": [1]}} ',
        '{"a": "{{now}}"}',
        '{"a": {"a": 1}, "b": {"a": 1}}',
        '{"a": ' + "[" * 500 + "]" * 500 + "}",
        Object(),
        7,
        None,
    ],
)
def test_an_object_is_right_and_what_is_no_text_is_another_rule_s(value: Json) -> None:
    assert _rules(value) == []


def test_a_name_that_is_given_again_is_a_warning() -> None:
    found = list(properties(Object(properties='{"a": {"b": 1, "b": 2}, "a": 1, "a": 2}')))
    assert [(one.path, one.rule, one.severity) for one in found] == [
        ("/properties", "properties.duplicate-key", Severity.WARNING)
    ] * 2
    assert [one.message for one in found] == [
        f"“{name}” is given {times} times in the properties, of which only the last may count: keep one."
        for name, times in (("b", 2), ("a", 3))
    ]


def test_an_event_that_is_none_has_no_properties() -> None:
    assert list(properties("event")) == []
    assert list(properties(Object())) == []
