"""What expressions mean in any language: exact arithmetic, instants, unknown names, and bounds that hold."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain.json_value import Object, same
from events_console.forms import UnreadableError
from events_console.forms.code_values import Duration, Moment, Unit, Unknown, Value, exactly, number
from events_console.forms.expression import (
    Call,
    Items,
    Literal,
    Members,
    Name,
    Node,
    Operation,
    Other,
    Pieces,
    Place,
)
from events_console.forms.meaning import Meaning
from tests.support import within

NOW = Moment(Fraction(0), from_now=True)
CAVEAT = "Its zone is not known."
VALUES: dict[str, Value] = {
    "now": NOW,
    "seconds": NOW.as_unit(Unit.SECONDS),
    "milliseconds": NOW.as_unit(Unit.MILLISECONDS),
    "text": NOW.as_unit(Unit.TEXT),
    "then": Moment(Fraction(1_700_000_000_123, 1000)),
    "then milliseconds": Moment(Fraction(1_700_000_000_123, 1000), unit=Unit.MILLISECONDS),
    "then text": Moment(Fraction(1_700_000_000), unit=Unit.TEXT),
    "epoch": Moment(Fraction(0)),
    "unsure": Moment(Fraction(5), caveat=CAVEAT),
    "five minutes": Duration(Fraction(300)),
}


def meaning(**names: Node) -> Meaning:
    return Meaning({name: lambda _meaning, call: VALUES[call.function] for name in VALUES}, names)


def calculated(left: float | str, sign: str, right: float | str) -> object:
    """Return what JSON has for an operation; a text is the name of a function of the table."""
    operands = tuple(Call(one) if isinstance(one, str) else Literal(one) for one in (left, right))
    return meaning().json(Operation(sign, operands), "sentAt")


@pytest.mark.parametrize(
    ("left", "sign", "right", "value"),
    [
        *((1, "+", 2, 3), (1.5, "*", 2, 3), (0.1, "+", 0.2, 0.3), (7, "/", 2, 3.5), (1, "-", 2.5, -1.5)),
        *((1_700_000_000.123, "*", 1000, 1_700_000_000_123), (1, "/", 0, "{{1 / 0}}")),
        *((1, "**", 2, "{{1 ** 2}}"), (True, "+", 1, "{{True + 1}}"), (10**399, "/", 3, math.inf)),
        *((10**399, "*", 10, f"{{{{1{'0' * 34}…}}}}"), (math.inf, "-", 1, "{{inf - 1}}")),
        *(("seconds", "-", 300, "{{now-5m}}"), (60, "+", "seconds", "{{now+1m}}")),
        *(("now", "-", "five minutes", "{{now-5m}}"), ("milliseconds", "-", 60_000, "{{now-1m}}")),
        *(("milliseconds", "/", 1000, "{{now}}"), ("seconds", "*", 1000, "{{now}}")),
        *(("then", "+", 1, 1_700_000_001.123), ("then milliseconds", "+", 7, 1_700_000_000_130)),
        *(("then milliseconds", "/", 1000, 1_700_000_000.123), ("then", "-", "epoch", 1_700_000_000.123)),
        *(("then milliseconds", "*", 0.001, 1_700_000_000.123), ("now", "-", "now", 0)),
        *(("now", "-", "then", "{{now - then}}"), ("now", "*", 2, "{{now * 2}}")),
        *(("now", "/", 0, "{{now / 0}}"), (5, "-", "now", "{{5 - now}}")),
    ],
)
def test_arithmetic_is_exact_and_knows_instants(
    left: float | str, sign: str, right: float | str, value: object
) -> None:
    assert calculated(left, sign, right) == value


@given(st.floats(allow_nan=False), st.sampled_from([-1, 1, 1000, 7]))
def test_what_is_multiplied_and_divided_again_is_what_it_was(figure: float, factor: int) -> None:
    node = Operation("/", (Operation("*", (Literal(figure), Literal(factor))), Literal(factor)))
    found = meaning().json(node)
    if isinstance(found, int | float):
        assert float(found) == figure
    else:
        assert not math.isfinite(figure)


def test_signs_alone() -> None:
    assert same(meaning().json(Operation("-", (Literal(0.0),))), -0.0)
    assert same(meaning().json(Operation("-", (Literal(5),))), -5)
    assert same(meaning().json(Operation("+", (Literal(1.5),))), 1.5)
    assert meaning().json(Operation("-", (Name("x"),))) == "{{x}}"


def test_numbers_and_their_fractions() -> None:
    assert [exactly(value) for value in (0.1, 5, True, "5", math.nan)] == [
        Fraction(1, 10),
        5,
        None,
        None,
        None,
    ]
    assert [number(Fraction(figure)) for figure in ("3", "1/2")] == [3, 0.5]
    assert number(Fraction(-(10**400), 3)) == -math.inf


@pytest.mark.parametrize(
    ("name", "member", "value", "note"),
    [
        ("now", "sentAt", "{{now}}", ""),
        ("milliseconds", "sentAt", "{{now}}", "sentAt counts milliseconds there;"),
        ("text", "sentAt", "{{now}}", ""),
        (
            "text",
            "itemId",
            "{{the time as text}}",
            "Only the program knows itemId {{the time as text}}: put a value",
        ),
        ("then", "sentAt", 1_700_000_000.123, ""),
        ("then milliseconds", "sentAt", 1_700_000_000_123, ""),
        ("then text", "sentAt", "2023-11-14T22:13:20Z", ""),
        ("unsure", "sentAt", 5, CAVEAT),
        ("five minutes", "eventValue", 300, ""),
    ],
)
def test_instants_become_what_a_document_has_for_them(
    name: str, member: str, value: object, note: str
) -> None:
    reader = meaning()
    assert reader.json(Call(name), member) == value
    assert [said[: len(note)] for said in reader.notes] == [note] * bool(note)


def test_a_caveat_stays_with_an_instant_that_is_moved() -> None:
    reader = meaning()
    assert reader.json(Operation("+", (Call("unsure"), Literal(1)))) == 6
    assert reader.notes == (CAVEAT,)


def test_text_is_put_together_and_utc_is_said_once() -> None:
    parts = Pieces((Literal("a"), Literal(5), Literal(1.5), Literal(None), Literal(True), Name("x.y")))
    assert meaning().json(parts) == "a51.5nulltrue{{x.y}}"
    assert meaning().json(Operation("+", (Literal("a"), Literal(5)))) == "a5"
    for end in ("Z", "+00:00"):
        assert meaning().json(Operation("+", (Call("text"), Literal(end))), "sentAt") == "{{now}}"


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (Name("user.id"), "{{user.id}}"),
        (Name("now"), "{{variable now}}"),
        (Name("uuid"), "{{variable uuid}}"),
        (Other("a ? {b} : c"), "{{a ? b : c}}"),
        (Other("{}"), "{{value}}"),
        (Other("a b" + "x" * 50), f"{{{{a b{'x' * 32}…}}}}"),
        (Call("get_id", (Literal(1),)), "{{get_id}}"),
        (Call(".id", receiver=Call("get", receiver=Name("a"))), "{{aget.id}}"),
        (Operation("*", (Name("a"), Items(()))), "{{a * a value}}"),
    ],
)
def test_what_is_not_known_becomes_a_placeholder_that_is_noted(node: Node, value: str) -> None:
    reader = meaning()
    assert reader.json(node, "itemId") == value
    assert reader.notes == (f"Only the program knows itemId {value}: put a value in its place.",)


def test_all_that_is_not_known_is_noted_in_one_sentence() -> None:
    reader = meaning()
    names = [Name(f"row.{member}") for member in "abcdef"]
    reader.json(Members(tuple((Literal(f"m{at}"), name) for at, name in enumerate((*names[:2], *names)))))
    assert reader.notes == (
        (
            "Only the program knows m0 {{row.a}}, m1 {{row.b}}, m4 {{row.c}}, m5 {{row.d}} and 2 more:"
            " put values in their place."
        ),
    )
    reader.forget_notes()
    assert not reader.notes


def test_long_names_of_members_differ_where_their_ends_do() -> None:
    path = "event.requestContext.authorizer.claims.user"
    assert meaning().json(Items((Name(f"{path}.id"), Name(f"{path}.name")))) == (
        "{{event.reque…uthorizer.claims.user.id}}",
        "{{event.reque…horizer.claims.user.name}}",
    )


def test_milliseconds_are_noted_with_their_events() -> None:
    reader = meaning()
    events = (Members(((Literal("sentAt"), Call(time)),)) for time in ("milliseconds", "now", "milliseconds"))
    reader.json(Members(((Literal("eventList"), Items(tuple(events))),)))
    assert reader.notes == (
        "sentAt of events 1 and 3 counts milliseconds there; {{now}} stands for Unix seconds.",
    )


def test_the_branch_of_a_condition_that_adds_something_is_taken() -> None:
    reader, empty, full = meaning(), Members(()), Members(((Literal("a"), Literal(1)),))
    assert reader.branch(Place(3), full, empty) == {"a": 1}
    assert reader.branch(Place(4), empty, full) == {"a": 1}
    assert reader.branch(Place(5), empty) is None
    assert reader.branch(Place(6), Literal("a"), Literal("b")) is None
    assert reader.notes == (
        "Line 3 depends on a condition, which is taken to hold.",
        "Line 4 depends on a condition, which is taken not to hold.",
    )


def test_variables_and_their_members_are_looked_up() -> None:
    user = Members(((Literal("id"), Literal("u1")), (Literal("tags"), Items((Name("tag"),)))))
    reader = meaning(user=user, tag=Literal("a"), **{"self.x": Literal(1)})
    found = reader.json(Items((Name("user.id"), Name("user.tags"), Name("user.none"), Name("self.x"))))
    assert found == ("u1", ("a",), "{{user.none}}", 1)
    known: dict[str, Node] = {}
    late = Meaning({}, known)
    known["x"] = Literal(1)
    assert late.json(Name("x")) == 1


def test_members_are_spread_and_given_twice() -> None:
    base = Members(((Literal("a"), Literal(1)), (Literal("b"), Literal(2))))
    reader = meaning(base=base)
    node = Members(
        (
            (Literal("a"), Literal(0)),
            (None, Name("base")),
            (Literal("b"), Literal(3)),
            (None, Name("more")),
            (Literal(5), Literal(None)),
        )
    )
    assert reader.json(node) == Object(a=1, b=3, **{"5": None})
    assert reader.notes == (
        "“b” is given more than once, and only its last value is kept.",
        "What more adds is not known here and is left out.",
    )
    assert meaning().json(Operation("+", (Items((Literal(1),)), Items((Literal(2),))))) == (1, 2)


def test_names_in_terms_of_each_other_come_to_an_end() -> None:
    reader = meaning(a=Name("b"), b=Name("a"), c=Items((Name("c"), Name("c"))))
    assert reader.json(Name("a")) == "{{a}}"
    assert reader.json(Name("c")) == ("{{c}}", "{{c}}")
    doubled = {f"x{n}": Items((Name(f"x{n + 1}", Place(3, 4)),) * 2) for n in range(25)}
    with (
        within(2),
        pytest.raises(
            UnreadableError, match="line 3, column 4: the code puts too many values into each other"
        ),
    ):
        meaning(**doubled, x25=Name("y", Place(3, 4))).json(Name("x0", Place(3, 4)))


def test_depth_and_texts_have_bounds() -> None:
    deep: Node = Literal(1)
    for _ in range(59):
        deep = Items((deep,))
    assert meaning().json(deep)
    with pytest.raises(UnreadableError, match="too many values into each other"):
        meaning().json(Items((deep,)))
    long = Literal("x" * 100_000)
    assert meaning().json(Items((long,) * 10))
    for node in (Items((long,) * 11), Pieces((long,) * 6)):
        with pytest.raises(UnreadableError, match="puts texts together to more than can be read"):
            meaning().json(node)


def test_functions_give_values_that_code_has_no_literals_for() -> None:
    reader = Meaning({"f": lambda inner, call: (inner.value(call.arguments[0]), Unknown("g"))})
    assert reader.json(Call("f", (Literal(1),))) == (1, "{{g}}")
