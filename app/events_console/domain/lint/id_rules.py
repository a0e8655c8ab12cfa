"""The IDs of a request and its events, and what people and programs write there by mistake."""

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from events_console.domain.json_value import Json, Object, dumps
from events_console.domain.lint.context import ANY_UUID, Context
from events_console.domain.lint.rule import Rule, likewise
from events_console.domain.lint.schema_rules import MISSING_ADVICE, kind_of
from events_console.domain.placeholders import misread
from events_console.domain.problem import Fix, Problem, Severity
from events_console.domain.request import Edit
from events_console.domain.wording import quoted, subject

NULL_LIKE: Final = Rule(
    "id.null-like",
    Severity.ERROR,
    "an ID that is empty, blank or a word for nothing: null, undefined, None, NaN, nil",
    "leaves it out, or makes a new event ID",
)
WHITESPACE: Final = Rule(
    "id.whitespace",
    Severity.WARNING,
    "an ID that begins or ends with a blank, or holds a character that nobody sees",
    "removes them",
)
NOT_TEXT: Final = Rule(
    "id.not-text",
    Severity.ERROR,
    "an ID that is no text: a number, true or false, null, a list or an object",
    "makes text of a number, and leaves out null",
)
SESSION_IS_USER: Final = Rule("id.session-is-user", Severity.WARNING, "a session ID that is the user ID too")
PLACEHOLDER: Final = Rule(
    "id.placeholder",
    Severity.WARNING,
    "what stands for an ID and is none: TRACKING_ID, your-user-id, <userId>, ${userId}, {{user}}, xxxx-xxxx",
)
ITEM_IS_EVENT: Final = Rule(
    "id.item-is-event",
    Severity.WARNING,
    "an item ID that is the event ID too, or one UUID as two different IDs",
)
RULES: Final = (NULL_LIKE, WHITESPACE, NOT_TEXT, SESSION_IS_USER, PLACEHOLDER, ITEM_IS_EVENT)

_OF_REQUEST: Final = ("trackingId", "userId", "sessionId")
_OF_EVENT: Final = ("itemId", "eventId", "recommendationId")
_SHOWN: Final = "impression"
_ID_PATH: Final = re.compile(rf"/(?:{'|'.join((*_OF_REQUEST, *_OF_EVENT))}|{_SHOWN}/[0-9]+)")
_ADVICE: Final = {
    "trackingId": MISSING_ADVICE["trackingId"],
    "sessionId": MISSING_ADVICE["sessionId"],
    "userId": "write the user's ID, or leave it out for an anonymous visitor",
    "itemId": "write the item's ID, or leave it out",
    "eventId": "write a new UUID, or leave it out",
    "recommendationId": "write the ID that came with the recommendation, or leave it out",
    _SHOWN: "write the item's ID, or take it off the list",
}
_REMOVALS: Final = {  # what mends an ID that says nothing
    "eventId": Fix("Make a new event ID", (Edit("/eventId", "{{uuid}}"),)),
    **{
        name: Fix("Leave it out", (Edit(f"/{name}", remove=True),))
        for name in ("userId", "itemId", "recommendationId")
    },
}
_TRIM: Final = "Remove the blanks"
_UNVEIL: Final = "Remove what is not seen"
_TO_TEXT: Final = "Make it text"
_MOST: Final = 1_000  # items of an impression that are looked at; more than 25 are refused anyway
_MOST_TOLD: Final = 3  # of those in which one rule is broken

# A digit, among signs of which no rule speaks: what nearly all IDs have, and nothing that stands for one.
_PLAIN: Final = r"[A-Za-z_.:/+=@-]*[0-9][A-Za-z0-9_.:/+=@-]*"
_is_plain: Final = re.compile(_PLAIN).fullmatch
_are_plain: Final = re.compile(rf"{_PLAIN}(?:\|{_PLAIN})*").fullmatch
_QUOTES: Final = frozenset({"''", '""', "``"})
_NOTHING: Final = (
    frozenset({"null", "undefined", "none", "nan", "nil", "(null)", "[object object]", "[object undefined]"})
    | _QUOTES
)
# Controls, the soft hyphen, what has no width, directions and byte order marks; of those that have no width,
# two belong to some scripts and to emoji, within a text.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_BLANKS: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_JOINERS: Final = "\u200c\u200d"
_LONGEST_NOTHING: Final = max(map(len, _NOTHING))
_LONGEST_STAND_IN: Final = 60  # characters
_LONGEST: Final = 256  # characters of an ID, as the service has it; longer ones are not remembered
_TEMPLATE: Final = re.compile(
    r"[$#]\{[^{}]*\}"  # ${userId} of shells and JavaScript, #{user_id} of Ruby, anywhere
    r"|^(?:<[^<>]+>|\[[A-Za-z][A-Za-z _-]+\]|\{[A-Za-z_]\w*\}|%[A-Za-z_]{3,}%|\$[A-Za-z_]\w*|__[A-Z_]+__)$",
    re.ASCII,
)
_NAME_OF_ID: Final = re.compile(
    "(?:insert|enter|put|replacewith)?(?:your|my|the|some|an?)?(?:event)?"
    "(?:track(?:ing|er)|user|session|visit|visitor|item|product|event|recommendation)id(?:(?:goes)?here|placeholder)?"
)
_LEAST_CROSSES: Final = 3  # "xxx"
_STAND_INS: Final = frozenset({"string", "placeholder", "changeme", "todo", "fixme", "tbd"})
_UUID: Final = re.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_UUID_LENGTH: Final = 36


def is_id(path: str) -> bool:
    """Return whether ``path`` (from the event or the request) leads to an ID."""
    return _ID_PATH.fullmatch(path) is not None


def event(event: Object, context: Context) -> Iterable[Problem]:  # noqa: ARG001  # all rules are called alike
    """Return what is wrong with the IDs of one event."""
    found = _each(event, _OF_EVENT)
    shown = event.get(_SHOWN)
    if isinstance(shown, tuple):
        found += _of_impression(shown)
    item, event_id, recommendation = map(event.get, _OF_EVENT)
    if isinstance(item, str) and not found and _are_same(item, event_id):
        message = (
            f"Item ID is {quoted(item)}, the event ID as well, so the event may count for no item of yours: "
            "write the item's own ID."
        )
        found.append(ITEM_IS_EVENT.at("/itemId", message))
    if recommendation is not None:
        found += _same_uuid(event, "recommendationId", "itemId", "eventId")
    return found


def request(root: Object, context: Context) -> Iterable[Problem]:  # noqa: ARG001  # all rules are called alike
    """Return what is wrong with the IDs of the request itself."""
    found = _each(root, _OF_REQUEST)
    tracker, user, session = map(root.get, _OF_REQUEST)
    if isinstance(user, str) and not found and _are_same(user, session):
        message = (
            "Session ID is the same as user ID, so all visits of the user are one to the service: "
            f"{MISSING_ADVICE['sessionId']}."
        )
        found.append(SESSION_IS_USER.at("/sessionId", message))
    if tracker is not None:
        found += _same_uuid(root, "trackingId", "userId", "sessionId")
    return found


def _each(holder: Object, names: Iterable[str]) -> list[Problem]:
    found: list[Problem] = []
    for name in names:
        if name in holder:
            value = holder[name]
            if rule := broken(value):
                found.append(_told(rule, f"/{name}", name, value))
    return found


def _of_impression(shown: tuple[Json, ...]) -> list[Problem]:
    looked_at = shown[:_MOST]
    texts = [item for item in looked_at if isinstance(item, str)]
    if len(texts) == len(looked_at) and _are_plain("|".join(texts)):
        return []
    places: dict[Rule, list[int]] = {}
    for index, item in enumerate(looked_at):
        if rule := broken(item):
            places.setdefault(rule, []).append(index)
    found: list[Problem] = []
    for rule, indices in places.items():
        # It mends the whole list, so that none meets an item where another one stood when it was made.
        fix = _list_fix(rule, shown)
        told = [_told(rule, f"/{_SHOWN}/{index}", _SHOWN, shown[index]) for index in indices[:_MOST_TOLD]]
        problems = [rule.at(problem.path, problem.message, fix) for problem in told]
        found += likewise(problems, len(indices) - _MOST_TOLD, "item")
    return found


def _list_fix(rule: Rule, shown: tuple[Json, ...]) -> Fix | None:
    """Return what mends all items of an impression that break ``rule``, where one can."""
    kept: list[Json]
    safe = True
    if len(shown) > _MOST:
        return None
    if rule is NULL_LIKE:
        label, kept = "Take it off the list", [item for item in shown if not _is_nothing(item)]
    elif rule is WHITESPACE:
        label, kept = _TRIM, [_seen(item) if isinstance(item, str) else item for item in shown]
        safe = all(_is_trimmed(item) for item in shown if isinstance(item, str))
    elif rule is NOT_TEXT:
        label, kept = _TO_TEXT, [_as_text(item) for item in shown if item is not None]
        safe = not any(isinstance(item, float) for item in shown)
        if not all(isinstance(item, str) for item in kept):
            return None
    else:
        return None
    edit = Edit(f"/{_SHOWN}", tuple(kept)) if kept else Edit(f"/{_SHOWN}", remove=True)
    return Fix(label, (edit,), safe=safe)


def _as_text(value: Json) -> Json:
    if type(value) is int:
        return str(value)
    is_number = isinstance(value, float)
    return dumps(value) if is_number else value


def broken(value: Json) -> Rule | None:
    """Return the rule that one ID breaks, if any: the most telling alone."""
    if isinstance(value, str) and _is_plain(value):
        return None
    if not isinstance(value, str):
        # What is not finite is another rule's.
        return NOT_TEXT if not isinstance(value, float) or math.isfinite(value) else None
    return _judged(value) if len(value) <= _LONGEST else _judge(value)


def _judge(text: str) -> Rule | None:
    bare = _seen(text)
    if _is_nothing(bare):
        return NULL_LIKE
    if ("{{" in text and misread(text)) or _stands_for_another(bare):
        return PLACEHOLDER
    return WHITESPACE if len(bare) < len(text) else None


_judged: Final = lru_cache(maxsize=4096)(_judge)


def _seen(text: str) -> str:
    """Return ``text`` without the blanks around it, and without what is not seen."""
    if text.isprintable():
        return text.strip()
    return _UNSEEN.sub("", text).strip(_BLANKS + _JOINERS)


def _is_trimmed(text: str) -> bool:
    """Return whether ``text`` holds nothing within it that is not seen."""
    return text.isprintable() or _seen(text) in text


def _told(rule: Rule, path: str, name: str, value: Json) -> Problem:
    """Return the problem of the ID ``value``, called ``name``, that breaks ``rule``."""
    if not isinstance(value, str):
        return _not_text(path, name, value)
    if rule is NULL_LIKE:
        return _null_like(path, name, value)
    if rule is WHITESPACE:
        return _white(path, value)
    if why := misread(value):
        return PLACEHOLDER.at(path, f"{subject(path)} goes out as it stands, for {why}.")
    message = (
        f"{subject(path)} is {quoted(_seen(value))}, which stands for an ID and is none, but goes out as it "
        f"stands: {_ADVICE[name]}."
    )
    return PLACEHOLDER.at(path, message)


def _white(path: str, text: str) -> Problem:
    bare = _seen(text)
    what, noun, label = "a blank", "blank", _TRIM
    if text.strip() != bare:
        unseen = next(char for char in text if char in _JOINERS or _UNSEEN.match(char))
        what, noun, label = f"an unseen character (U+{ord(unseen):04X})", "character", _UNVEIL
    where = "at its beginning or end" if bare in text else "within it"
    message = (
        f"{subject(path)} is {quoted(text)}, with {what} {where}, so it is another ID than {quoted(bare)}: "
        f"remove the {noun}."
    )
    return WHITESPACE.at(path, message, Fix(label, (Edit(path, bare),), safe=bare in text))


def _not_text(path: str, name: str, value: Json) -> Problem:
    advice, fix = _ADVICE[name], None
    text = _as_text(value)
    if value is None:
        fix = _REMOVALS.get(name)
    elif isinstance(text, str):
        advice = "in JSON, write it in double quotes"
        # 17.0 may have been 17: tools for tables turn whole numbers into such where some are missing.
        fix = Fix(_TO_TEXT, (Edit(path, text),), safe=isinstance(value, int))
    return NOT_TEXT.at(
        path, f"{subject(path)} is {kind_of(value)}, but the service takes text: {advice}.", fix
    )


def _is_nothing(value: Json) -> bool:
    if not isinstance(value, str):
        return value is None
    bare = _seen(value)
    return not bare or (len(bare) <= _LONGEST_NOTHING and bare.casefold() in _NOTHING)


def _null_like(path: str, name: str, text: str) -> Problem:
    if not text:
        told = "is empty, and the service refuses that"
    elif not (bare := _seen(text)):
        told = "is blank, which the service may accept and then ignore"
    elif bare in _QUOTES:
        told = f"is {quoted(text)}, an empty text in quotes, which the service may accept and then ignore"
    else:
        told = f"is the text {quoted(text)}, a word for nothing, which the service may accept and then ignore"
    fix = _REMOVALS.get(name)
    if fix and _seen(text) and name != "eventId":
        # That the word means an anonymous visitor, say, a person must decide.
        fix = replace(fix, safe=False)
    return NULL_LIKE.at(path, f"{subject(path)} {told}: {_ADVICE[name]}.", fix)


def _stands_for_another(bare: str) -> bool:
    """Return whether ``bare`` is what templates and documentation have in the place of an ID.

    A number in it, as in user_id_17, tells one from another, so that it may be an ID of somebody's own.
    """
    if len(bare) > _LONGEST_STAND_IN:
        return False
    if (bare[0] in "<[%$_" or "{" in bare) and _TEMPLATE.search(bare):
        return True
    folded = bare.casefold().replace(" ", "").replace("_", "").replace("-", "")
    if folded in _STAND_INS or (len(folded) >= _LEAST_CROSSES and not folded.strip("x")):
        return True
    return "id" in folded and _NAME_OF_ID.fullmatch(folded) is not None


def _are_same(text: str, other: Json) -> bool:
    """Return whether two IDs are one, which sending does not make up anew; UUIDs are so in any case."""
    if not isinstance(other, str) or ANY_UUID in text:
        return False
    return text == other or (_is_uuid(text) and text.lower() == other.lower())


def _is_uuid(text: str) -> bool:
    return len(text) == _UUID_LENGTH and _UUID.fullmatch(text) is not None


def _same_uuid(holder: Object, name: str, *others: str) -> Iterable[Problem]:
    """Return whether the ID ``name`` is the one UUID that one of ``others`` is."""
    text = holder[name]
    if not isinstance(text, str) or not _is_uuid(text):
        return ()
    other = next((other for other in others if _are_same(text, holder.get(other))), None)
    if other is None:
        return ()
    wrong, right = (other, name) if name in _OF_REQUEST else (name, other)
    message = (
        f"{subject(f'/{wrong}')} and {subject(f'/{right}')} are the same UUID, {quoted(text)}, and one of "
        "them must be wrong: write the right one."
    )
    return (ITEM_IS_EVENT.at(f"/{wrong}", message),)
