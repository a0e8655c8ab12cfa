"""Hypothesis strategies for what people type and files hold: any JSON, and requests right and wrong."""

from typing import Final

from hypothesis import strategies as st

from events_console.domain.json_value import Json, Object, dumps, freeze
from events_console.domain.request import Request


def between_bars(text: str) -> list[str]:
    """Return the parts of ``text``, so that a long list of short cases stays short."""
    return text.split("|")


_ODD_TEXTS: Final = between_bars(
    '| |"|\\|42|-1.5e3|true|null|NaN|[|{}|"a"|a, b|{"a": 1}|~/|ü😀|a\nb|\x00|\ud800'
    "|2026-11-20 14:02:09 UTC|2026-11-20|{{now}}|{{ now - 5m }}|{{uuid}}"
)

# freeze joins the halves of a surrogate pair, as JSON text cannot hold them apart.
any_texts: Final = (
    st.text(st.characters(exclude_categories=()), max_size=8) | st.sampled_from(_ODD_TEXTS)
).map(lambda text: str(freeze(text)))
any_numbers: Final = (
    st.integers()
    | st.floats()
    | st.integers(-62135596800, 253402300799)
    | st.sampled_from([10**400, -(10**4299)])
)
any_scalars: Final = st.none() | st.booleans() | any_numbers | any_texts


def _containers(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.lists(inner, max_size=3).map(tuple) | st.dictionaries(any_texts, inner, max_size=3).map(Object)


any_json: Final[st.SearchStrategy[Json]] = st.recursive(any_scalars, _containers, max_leaves=6)
any_objects: Final = st.dictionaries(any_texts, any_json, max_size=4).map(Object)

_ids: Final = st.text("abc-", min_size=1, max_size=3) | st.sampled_from(
    ["x" * 256, "x" * 257, "", "{{uuid}}"]
)
_members: Final[dict[str, st.SearchStrategy[Json]]] = {
    "eventType": _ids,
    "sentAt": st.integers(0, 2_000_000_000) | st.just("{{now-5m}}") | st.just("2026-11-20T14:02:09Z"),
    "itemId": _ids,
    "eventValue": st.floats() | st.just("4.5"),
    "properties": st.just('{"a": 1}') | any_objects,
    "impression": st.lists(_ids, max_size=3).map(tuple) | st.just(("i",) * 26),
    "metricAttribution": st.fixed_dictionaries({}, optional={"eventAttributionSource": any_texts}).map(
        Object
    ),
}
_foreign_names: Final = ("itemID", "item_id", "timestamp", "userId", "eventTyp", "eventtype", "own")
_foreign: Final = st.sampled_from(_foreign_names)

events: Final[st.SearchStrategy[Json]] = (
    st.builds(
        lambda known, odd: Object({**known, **odd}),
        st.fixed_dictionaries({}, optional=_members),
        st.dictionaries(st.sampled_from(sorted(_members)) | _foreign, any_json, max_size=2),
    )
    | any_json
)
"""Events as they come: most members of the right type and near a limit, some of any type or name."""

requests: Final = st.builds(
    lambda head, listed: Request(Object({**head, "eventList": listed})),
    st.dictionaries(
        st.sampled_from(["trackingId", "userId", "sessionId", "tackingId"]), _ids | any_json, max_size=3
    ),
    st.lists(events, max_size=4).map(tuple),
)

_property_texts: Final = (
    st.integers(0, 340).map(lambda levels: f'{{"a": {"[" * levels}{"]" * levels}}}')
    | any_json.map(dumps)
    | any_texts
    | st.sampled_from(
        between_bars(
            '{"a": 1, "a": 2}|{"a": NaN}|{"a": "NaN"}|[-Infinity]|{"a": 1e999}|\ufeff{}|{} |{}x|"{}"'
            '|{"a": 01}|{"a": "\\ud800"}|{"a": "\t"}|{"a": {{now}}}'
        )
    )
)
_known: Final = {**_members, "properties": _property_texts, "eventValue": any_numbers}
_odd_members: Final = st.sampled_from([*_known, *_foreign_names]).flatmap(
    lambda name: st.tuples(st.just(name), _known.get(name, any_json) | any_json)
)
_odd_fields: Final = st.tuples(st.sampled_from(["trackingId", "userId", "sessionId", "own"]), _ids | any_json)


def _nearly(good: Object, odd: st.SearchStrategy[tuple[str, Json]]) -> st.SearchStrategy[Object]:
    """Return ``good`` with up to two members that may be odd."""
    return st.lists(odd, max_size=2).map(lambda pairs: Object({**good, **dict(pairs)}))


_EVENT: Final = Object(eventType="View", sentAt=1)

nearly_good_requests: Final = st.builds(
    lambda head, listed: Request(head.with_member("eventList", listed)),
    _nearly(Object(trackingId="t", sessionId="s"), _odd_fields),
    st.lists(_nearly(_EVENT, _odd_members), min_size=1, max_size=3).map(tuple)
    | st.integers(0, 12).map(lambda number: (_EVENT,) * number)
    | any_json,
)
"""Requests that the service takes but for a few members, so that each mistake is seen alone."""

# Of every plane, with what quoting trips over more often than chance would have it.
unicode_texts: Final = st.text(max_size=12) | st.lists(
    st.sampled_from(
        between_bars(
            "'|\"|\\|`|$|%|^|&|!|\n|\r|\t|\x00|$(date)|${x}|{{|}}|#{x}|%PATH%|\\\"|\\\\|''|C:\\dir\\|😀|ü| |a"
        )
    ),
    max_size=8,
).map("".join)
_live_texts: Final = st.lists(
    unicode_texts | st.sampled_from(["{{now}}", "{{now-5m}}", "{{now+1w}}", "{{uuid}}"]),
    min_size=1,
    max_size=4,
).map("".join)
_model_texts: Final = (unicode_texts | _live_texts).filter(bool)
_finite: Final = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53)
_instants: Final = (
    st.integers(-62135596800, 253402300799)
    | st.floats(0, 4e9)
    | st.integers(0, 4 * 10**12).map(lambda milliseconds: milliseconds / 1000)
    | st.sampled_from(["{{now}}", "{{now-5m}}", "{{now+1w}}"])
)
_model_properties: Final = (
    st.dictionaries(unicode_texts, unicode_texts | _finite | st.booleans() | st.none(), max_size=3)
    .map(lambda pairs: dumps(freeze(pairs)))
    .filter(bool)
    | _model_texts
)
_model_events: Final = st.fixed_dictionaries(
    {"eventType": _model_texts, "sentAt": _instants},
    optional={
        "eventId": _model_texts,
        "eventValue": _finite,
        "itemId": _model_texts,
        "properties": _model_properties,
        "recommendationId": _model_texts,
        "impression": st.lists(_model_texts, min_size=1, max_size=3).map(tuple),
        "metricAttribution": st.fixed_dictionaries({"eventAttributionSource": _model_texts}).map(Object),
    },
).map(Object)

model_requests: Final = st.builds(
    lambda head, listed: Request(Object({**head, "eventList": listed})),
    st.fixed_dictionaries(
        {"trackingId": _model_texts, "sessionId": _model_texts}, optional={"userId": _model_texts}
    ),
    st.lists(_model_events, min_size=1, max_size=3).map(tuple),
)
"""The value space of the service model: each field of its type, any text, any finite number, placeholders."""
