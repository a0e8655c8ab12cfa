"""What the words of an ``aws personalize-events put-events`` command mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from events_console.domain.json_text import Parsed
from events_console.domain.json_value import Json, Object
from events_console.domain.problem import Problem
from events_console.domain.request import EVENT_LIST, Request
from events_console.domain.wording import is_key_like, sayable, shortened
from events_console.forms import Reading, UnreadableError, body, envelope, json_request, shorthand
from events_console.forms.expression import Place
from events_console.forms.shell import Command, Word

OPTIONS: Final = {
    "tracking-id": "trackingId",
    "user-id": "userId",
    "session-id": "sessionId",
    "event-list": EVENT_LIST,
}
_SERVICE: Final = ("personalize-events", "put-events")
_INPUTS: Final = ("cli-input-json", "cli-input-yaml")
_SKELETON: Final = "generate-cli-skeleton"
_OF_CONNECTION: Final = frozenset(
    {"profile", "region", "endpoint-url", "ca-bundle", "cli-read-timeout", "cli-connect-timeout"}
)
_OF_OUTPUT: Final = frozenset({"output", "query", "color", "cli-binary-format", "cli-error-format"})
_FLAGS_OF_CONNECTION: Final = frozenset({"no-verify-ssl", "no-sign-request"})
_FLAGS: Final = _FLAGS_OF_CONNECTION | {
    *("debug", "no-paginate", "no-cli-pager", "cli-auto-prompt", "no-cli-auto-prompt", "v2-debug", "version"),
    *("verify-ssl", "sign-request", "paginate"),
}
_WITH_VALUE: Final = frozenset({*OPTIONS, *_INPUTS, *_OF_CONNECTION, *_OF_OUTPUT})
_PROGRAM: Final = re.compile(r"(?:[^\n]*[/\\])?(?:aws2?|awslocal|aws-cli|awscli)(?:\.exe|\.cmd)?(?::\S*)?")
_NEGATIVE: Final = re.compile(r"-[0-9]+|-[0-9]*\.[0-9]+")
_MADE: Final = re.compile(r"\{\{[^{}\n]* [^{}\n]*\}\}\s*")  # what stands for a command has a blank in it
_DASHED: Final = re.compile(r"[‐-―−]{1,2}([a-z][a-z-]{1,30})(?==|\Z)")  # noqa: RUF001  # of word processors
_LOADED: Final = re.compile("(?:file|fileb|http|https)://")
_STANDARD_INPUT: Final = frozenset({"file:///dev/stdin", "fileb:///dev/stdin"})
_VARIABLE: Final = re.compile(r"(AWS_[A-Z_]{1,60})=")
_KEY: Final = re.compile("KEY|SECRET|TOKEN")


def is_put_events(command: Command) -> bool:
    """Return whether ``command`` has the words of the operation."""
    return {*_SERVICE} <= {word.text for word in command.words}


def reading_of(command: Command) -> Reading | None:
    """Return the request that ``command`` sends; None where it is no put-events of the AWS CLI."""
    texts = [word.text for word in command.words]
    if _SERVICE[0] not in texts:
        return None
    start = texts.index(_SERVICE[0])
    programs = [index for index in range(start) if _PROGRAM.fullmatch(texts[index])]
    if not programs:
        return None
    options = _Options(command.stdin)
    options.notes += command.notes
    options.take(command.words[programs[-1] + 1 :])
    if options.positionals[:2] != [*_SERVICE]:
        return None
    options.note_variables((*command.assigned, *_assigned(texts[: programs[-1]])))
    return options.reading(command.words[programs[-1]].place)


def _assigned(texts: list[str]) -> Iterator[str]:
    for text in texts:
        if found := _VARIABLE.match(text):
            yield found[1]


@dataclass
class _Options:
    """The options of a command by name, without their dashes; of one given twice the last counts."""

    stdin: str | None
    values: dict[str, tuple[Word, ...]] = field(default_factory=dict)
    positionals: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    missing: str = "it has none of the options that make a request"  # why there would be nothing in it

    def take(self, words: tuple[Word, ...]) -> None:
        """Sort ``words`` as the AWS CLI does."""
        at = 0
        while at < len(words):
            word = self._undashed(words[at])
            at += 1
            if not _is_option(word):
                self.positionals.append(word.text)
                continue
            name, equals, text = word.text.lstrip("-").partition("=")
            place = Place(word.place.line, word.place.column + len(word.text) - len(text))
            given = [Word(text, place, word.bare)] if equals else []
            while not equals and at < len(words) and len(given) < self._most(name):
                if _is_option(self._undashed(words[at])):
                    break
                given.append(words[at])
                at += 1
            self._put(name, tuple(given), word)

    def reading(self, start: Place) -> Reading:
        """Return the request, with everything that is not part of it in notes."""
        request = Request(self._input())
        for name, key in OPTIONS.items():
            if not (words := self.values.get(name)):
                continue
            value = self._events(words) if key == EVENT_LIST else self._text(name, words)
            if value is None:
                continue
            if key in request.root:
                self.notes.append(f"--{name} counts instead of {key} in the input document.")
            request = request.with_field(key, value)
        self._note_others()
        if not request.root:
            raise UnreadableError(self.missing, start.line, start.column)
        return Reading(request, tuple(self.problems), tuple(dict.fromkeys(self.notes)))

    def note_variables(self, names: tuple[str, ...]) -> None:
        """Tell about the variables of the AWS CLI that are set for the command."""
        keys = [name for name in names if _KEY.search(name)]
        others = [name for name in names if name not in keys and name.startswith("AWS_")]
        if keys:
            self.notes.append(f"{', '.join(keys)}: left out, as keys never go into a document.")
        if others:
            self.notes.append(f"{', '.join(others)}: set in the connection instead, not in the request.")

    def _undashed(self, word: Word) -> Word:
        """Return an option with the dashes of the keyboard."""
        found = _DASHED.match(word.text) if word.bare else None
        if not found or found[1] not in _WITH_VALUE | _FLAGS:
            return word
        self.notes.append(f"The typographic dash before {found[1]} is read as --.")
        return replace(word, text=f"--{word.text[found.start(1) :]}")

    def _most(self, name: str) -> int:
        """Return how many words an option takes at most."""
        if name in _FLAGS:
            return 0
        if name in _WITH_VALUE or name == _SKELETON:
            return 1 if name != "event-list" else 1_000_000
        return 1 if len(self.positionals) >= len(_SERVICE) else 0

    def _put(self, name: str, given: tuple[Word, ...], word: Word) -> None:
        if name in _WITH_VALUE and not given:
            message = f"--{name} has no value; one that begins with - is written --{name}=-…"
            raise UnreadableError(message, word.place.line, word.place.column)
        if name in self.values:
            self.notes.append(f"{_named(name)} is given more than once, and only the last one counts.")
        self.values[name] = given

    def _text(self, name: str, words: tuple[Word, ...]) -> str | None:
        """Return the value of an option; what it would be loaded from is not opened."""
        text = words[0].text
        if text in _STANDARD_INPUT and self.stdin is not None:
            return self.stdin
        if not _LOADED.match(text):
            return text
        self.missing = (
            f"--{name} is loaded from {sayable(text, 'a file')}, which is not opened here: open that file"
        )
        self.notes.append(f"{self.missing}.")
        return None

    def _input(self) -> Object:
        """Return the document of ``--cli-input-json`` or ``--cli-input-yaml``."""
        for name in _INPUTS:
            words = self.values.get(name)
            text = self._text(name, words) if words else None
            if text is None or not words:
                continue
            word = words[0] if text == words[0].text else Word(text)
            if name.endswith("yaml"):
                return _yaml(word)
            if _MADE.fullmatch(text):
                message = f"--{name} is made by a command, which is not run here: paste what it prints"
                raise UnreadableError(message, word.place.line, word.place.column)
            parsed = self._json(word)
            if not isinstance(parsed.value, Object):
                message = f"--{name} needs an object, which begins with {{; events alone go in --event-list"
                raise UnreadableError(message, word.place.line, word.place.column)
            self.problems += json_request.reading_of(parsed).problems
            return parsed.value
        return Object()

    def _events(self, words: tuple[Word, ...]) -> Json:
        """Return the value of ``--event-list``: one list, or events one by one, in JSON or in shorthand."""
        text = self._text("event-list", words)
        if text is None:
            return None
        if text != words[0].text:
            words = (Word(text),)
        if not text.strip().startswith(("[", "{")):
            return tuple(shorthand.read(word.text, _inside(word)) for word in words)
        parsed = [self._json(word) for word in words]
        if len(parsed) == 1 and not isinstance(parsed[0].value, Object):
            self.problems += json_request.reading_of(parsed[0]).problems if parsed[0].repeated else ()
            return parsed[0].value
        repeated = tuple(
            (f"/{row}{path}", times) for row, each in enumerate(parsed) for path, times in each.repeated
        )
        events = tuple(each.value for each in parsed)
        self.problems += json_request.reading_of(Parsed(events, repeated)).problems
        return events

    def _json(self, word: Word) -> Parsed:
        place = _inside(word)
        parsed, notes = body.parse(word.text, place.line, place.column)
        told = [*self.notes]
        self.notes += [
            note for note in notes if not any(note[1:].partition("}}")[0] in each for each in told)
        ]
        return parsed

    def _note_others(self) -> None:
        names = [name for name in self.values if name not in OPTIONS and name not in _INPUTS]
        connection = [name for name in names if name in _OF_CONNECTION | _FLAGS_OF_CONNECTION]
        output = [name for name in names if name in (_OF_OUTPUT | _FLAGS) - _FLAGS_OF_CONNECTION]
        if connection:
            self.notes.append(
                f"{self._listed(connection)}: set in the connection instead, not in the request."
            )
        if output:
            self.notes.append(f"{self._listed(output)}: left out, as it is no part of the request.")
        if _SKELETON in names:
            self.missing = f"with --{_SKELETON} the command prints an example and sends nothing"
            self.notes.append(f"W{self.missing[1:]}.")
        for name in names:
            if name not in {*connection, *output, _SKELETON}:
                self.notes.append(f"{_named(name)} is no option of the command, and is left out.")
        self.notes += [
            f"{sayable(text, 'A word')} belongs to no option and is left out;"
            " put values with blanks in quotes."
            for text in self.positionals[len(_SERVICE) :]
        ]

    def _listed(self, names: list[str]) -> str:
        return ", ".join(" ".join((f"--{name}", *self._shown(name))) for name in names)

    def _shown(self, name: str) -> list[str]:
        texts = [word.text for word in self.values[name]]
        hosts = name == "endpoint-url"
        shown = [
            envelope.address(text).host if hosts else "" if is_key_like(text) else shortened(text)
            for text in texts
        ]
        return [text for text in shown if text]


def _named(option: str) -> str:
    return "An option" if is_key_like(option) else f"--{shortened(option)}"


def _is_option(word: Word) -> bool:
    """Return whether argparse takes ``word`` for an option: not "-", "-5" or what has a blank in it."""
    text = word.text
    if not text.startswith("-") or text == "-" or _NEGATIVE.fullmatch(text):
        return False
    return " " not in text or ("=" in text and text.partition("=")[0][2:] in _WITH_VALUE)


def _inside(word: Word) -> Place:
    return Place(word.place.line, word.place.column + (0 if word.bare else 1))


def _yaml(word: Word) -> Object:
    from events_console.forms import yaml_request

    try:
        return yaml_request.read_all(word.text)[0].request.root
    except UnreadableError as error:
        message = f"in the YAML of --cli-input-yaml: {error}"
        raise UnreadableError(message, word.place.line, word.place.column) from None
