"""Command lines of the AWS CLI, ``aws personalize-events put-events``, with the event list as JSON."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, TypeAlias

from events_console.domain.json_value import Json, dumps
from events_console.domain.placeholders import NUMERIC, Placeholder, split
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import quoted
from events_console.forms import Reading, Shell, Target, UnreadableError, Writing, body
from events_console.forms.aws_options import OPTIONS, reading_of
from events_console.forms.curl_options import sends_body
from events_console.forms.shell import commands, quote

EventWords: TypeAlias = Callable[[tuple[Json, ...], Shell], tuple[str, ...]]

_OPERATION: Final = "aws personalize-events put-events"
_CONTINUED: Final = {Shell.POSIX: "\\", Shell.POWERSHELL: "`", Shell.CMD: "^"}
_LONGEST: Final = {Shell.CMD: 8_191, Shell.POWERSHELL: 32_767}  # characters of a command line on Windows
_LOADED: Final = re.compile("(?:file|fileb|http|https)://")  # what the AWS CLI opens instead
_UNTYPED: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]"
)  # what a terminal acts on, or loses
_TEXT: Final = re.compile(r'"(?:[^"\\]++|\\.)*"(:)?')
_INSTANT: Final = re.compile(rf'(?<!\\)"({"|".join(sorted(NUMERIC))})": "(\{{\{{[^"]{{1,40}}\}}\}})"')


def read_all(text: str) -> tuple[Reading, ...]:
    """Read every ``put-events`` command of the AWS CLI in ``text``; its other commands are passed over."""
    return body.read_for_shells(text, _read_all)


def _read_all(text: str, shell: Shell | None) -> tuple[Reading, ...]:
    readings: list[Reading] = []
    errors: list[UnreadableError] = []
    others: dict[str, None] = {}
    for command in commands(text, shell):
        if sends_body(command):
            others[
                f"Line {command.words[0].place.line} has a curl command, which is not read here: choose curl."
            ] = None
        try:
            if reading := reading_of(command):
                line = command.words[0].place.line
                title = f"line {line}: {body.title(reading.request)}"
                readings.append(replace(reading, title=title))
        except UnreadableError as error:
            errors.append(error)
    told = [replace(each, notes=(*each.notes, *others)) for each in readings]
    return body.settled(told, errors, f"there is no {_OPERATION} in it; paste the whole command")


def write(request: Request, target: Target) -> Writing:
    """Return the command with one option a line; what no option can say goes into ``--cli-input-json``."""
    return written(request, target, lambda events, shell: (json_text(events, shell),))


def written(request: Request, target: Target, event_words: EventWords) -> Writing:
    """Return the command in which ``event_words`` writes the event list."""
    shell = target.shell
    reason = _unsaid(request, shell)
    lines = [_OPERATION, *_global(target)]
    if reason:
        lines.append(f"--cli-input-json {quote(json_text(request.root, shell), shell)}")
    else:
        lines += _options(request, shell, event_words)
    text = f" {_CONTINUED[shell]}\n  ".join(lines) + "\n"
    return Writing(text, tuple(_notes(request, target, text, reason)))


def json_text(value: Json, shell: Shell) -> str:
    """Return ``value`` as JSON whose placeholders become numbers where those stand in a number's place.

    In cmd it is one line without percent signs, which nothing there can quote.
    """
    if shell is Shell.CMD:
        return dumps(value).replace("%", "\\u0025")
    text = _TEXT.sub(_literal_name, dumps(value, indent=2).replace("\n", "\n  "))
    return _INSTANT.sub(_number, text)


def _literal_name(found: re.Match[str]) -> str:
    """Keep the name of a member from being taken for a placeholder."""
    return body.literal(found[0]) if found[1] else found[0]


def _number(found: re.Match[str]) -> str:
    match split(found[2]):
        case (Placeholder(offset=int()) as only,):
            return f'"{found[1]}": {only}'
        case _:
            return found[0]


def _global(target: Target) -> Iterable[str]:
    named = {"profile": target.profile, "region": target.region, "endpoint-url": target.endpoint_url}
    yield from (_option(name, value, target.shell, live=False) for name, value in named.items() if value)
    if not target.signed:
        yield "--no-sign-request"


def _options(request: Request, shell: Shell, event_words: EventWords) -> Iterable[str]:
    for name, key in OPTIONS.items():
        if key == EVENT_LIST and key in request.root:
            words = [quote(word, shell) for word in event_words(request.events, shell)]
            between = f" {_CONTINUED[shell]}\n    " if len(words) > 1 else " "
            yield between.join((f"--{name}", *words))
        elif key in request.root:
            yield _option(name, request.text(key), shell)


def _option(name: str, value: str, shell: Shell, *, live: bool = True) -> str:
    if value.startswith("-"):
        return quote(f"--{name}={value}", shell, live=live)
    return f"--{name} {quote(value, shell, live=live)}"


def _unsaid(request: Request, shell: Shell) -> str:
    """Return why the options of the command cannot say ``request``, as a sentence; "" where they can."""
    for name, value in request.root.items():
        if name not in OPTIONS.values():
            return f"The AWS CLI has no option for {quoted(name)}, and refuses it in --cli-input-json too."
        if name == EVENT_LIST:
            if not isinstance(value, tuple):
                return "The event list is no list: the AWS CLI refuses it."
        elif not isinstance(value, str):
            return f"{name} is not text: the AWS CLI refuses it."
        elif is_unfit(value, shell):
            return f"{name} is in --cli-input-json: as an option it would be loaded or lose characters."
    return ""


def is_unfit(word: str, shell: Shell) -> bool:
    """Return whether ``word`` would not arrive as the value of an option typed into ``shell``."""
    opened = _LOADED.match(word) or _UNTYPED.search(word)
    return opened is not None or (shell is Shell.CMD and "%" in word)


def _notes(request: Request, target: Target, text: str, reason: str) -> Iterable[str]:
    if reason:
        yield reason
    yield from body.number_notes(request)
    moments = [event.get("sentAt") for event in map(request.event, range(len(request.events)))]
    if any(isinstance(moment, float) and not moment.is_integer() for moment in moments):
        yield "The AWS CLI sends whole seconds: it drops the fraction of sentAt."
    if target.shell is Shell.CMD:
        yield from body.placeholder_notes(request)
    if target.shell is Shell.POWERSHELL and '"' in text:
        yield (
            "This is for PowerShell 7.3 or later: Windows PowerShell 5.1 takes quotation marks out of what it"
            " passes on, there put a backslash before each."
        )
    if len(text) > _LONGEST.get(target.shell, len(text)):
        yield f"Windows takes {_LONGEST[target.shell]:,} characters there: put the JSON in a file, file://…."
