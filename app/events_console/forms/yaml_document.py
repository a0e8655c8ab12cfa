"""One document of a YAML stream as JSON, from the events of PyYAML's parser.

Only what JSON can say is read: anchors, aliases, merge keys and tags of other types are refused, so that
nothing is constructed, and nothing grows beyond the text.
"""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from events_console.domain.json_value import DEEPEST, Json, Object, freeze, pointer
from events_console.domain.wording import quoted, shortened
from events_console.forms import UnreadableError, yaml_scalars

if TYPE_CHECKING:
    import yaml

_STANDARD: Final = "tag:yaml.org,2002:"
_SCALARS: Final = {"null": type(None), "bool": bool, "int": int, "float": float}
_MOST_REPEATED: Final = 100  # names; each is kept with the path to its place
_MOST_NOTES: Final = 20


class Document:
    """Makes a value of the events of one document; ``notes`` and ``repeated`` grow on the way."""

    def __init__(self, events: Iterator["yaml.Event"]) -> None:
        """Begin after the event that starts the document."""
        import yaml

        self.notes: list[str] = []
        self.repeated: list[tuple[str, int]] = []
        self._yaml = yaml
        self._events = events
        self._path: list[str] = []

    def node(self, event: "yaml.Event") -> Json:
        """Return the value that ``event`` begins."""
        if isinstance(event, self._yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.error("anchors and aliases (& and *) are not read: write the value itself", event)
        if len(self._path) >= DEEPEST:
            raise self.error(f"the values are nested more than {DEEPEST} levels deep: unwrap them", event)
        if isinstance(event, self._yaml.ScalarEvent):
            return self._scalar(event)
        is_list = isinstance(event, self._yaml.SequenceStartEvent)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!", f"{_STANDARD}{'seq' if is_list else 'map'}"):
            raise self._foreign(tag, event)
        return self._items() if is_list else self._members()

    def error(self, message: str, event: "yaml.Event") -> UnreadableError:
        """Return the error that ``message`` is about what ``event`` begins."""
        return UnreadableError(message, *place(event))

    def _items(self) -> Json:
        items: list[Json] = []
        while not isinstance(event := next(self._events), self._yaml.SequenceEndEvent):
            self._path.append(str(len(items)))
            items.append(self.node(event))
            self._path.pop()
        return tuple(items)

    def _members(self) -> Json:
        members: dict[str, Json] = {}
        times: Counter[str] = Counter()
        while not isinstance(event := next(self._events), self._yaml.MappingEndEvent):
            name = self._name(event)
            times[name] += 1
            self._path.append(name)
            members[name] = self.node(next(self._events))
            self._path.pop()
        for name, count in times.items():
            if count > 1 and len(self.repeated) < _MOST_REPEATED:
                self.repeated.append((pointer(*self._path, name), count))
        return Object(members)

    def _name(self, event: "yaml.Event") -> str:
        if not isinstance(event, self._yaml.ScalarEvent):
            if isinstance(event, self._yaml.AliasEvent):
                self.node(event)
            raise self.error("a name must be text, not a list or an object", event)
        if event.value == "<<" and event.implicit[0]:
            raise self.error("merge keys (<<) are not read: write the names and values themselves", event)
        value = self.node(event)
        if not isinstance(value, str):
            self._note(f"The name {quoted(event.value)} is taken for text, as every name in JSON is.")
        return str(freeze(event.value))

    def _scalar(self, event: "yaml.ScalarEvent") -> Json:
        if event.implicit[0]:
            value = self._meaning(event)
            if taken := yaml_scalars.elsewhere(event.value):
                self._differs(event.value, value, taken)
            return value
        tag = event.tag or "!"
        name = tag.removeprefix(_STANDARD)
        if tag == "!" or name == "str":
            return freeze(event.value)
        if tag == name or name not in _SCALARS:
            raise self._foreign(tag, event)
        value = self._meaning(event, as_float=name == "float")
        if type(value) is not _SCALARS[name]:
            raise self.error(
                f"{quoted(event.value)} is not what its tag !!{name} says: remove the tag", event
            )
        return value

    def _meaning(self, event: "yaml.ScalarEvent", *, as_float: bool = False) -> Json:
        try:
            value = yaml_scalars.meaning(event.value)
            return float(value) if as_float and type(value) is int else value
        except (OverflowError, ValueError):
            raise self.error("this number has too many digits to be read: shorten it", event) from None

    def _differs(self, plain: str, value: Json, taken: str) -> None:
        where = shortened(next((name for name in reversed(self._path) if not name.isdecimal()), "it"))
        read = "text" if isinstance(value, str) else f"the number {shortened(str(value))}"
        self._note(
            f"{quoted(plain)} in {where} is {read}, as in YAML 1.2; some readers of YAML take it for {taken}:"
            " put text in quotes, and write numbers plainly."
        )

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes and len(self.notes) < _MOST_NOTES:
            self.notes.append(sentence)

    def _foreign(self, tag: str | None, event: "yaml.Event") -> UnreadableError:
        shown = quoted((tag or "").replace(_STANDARD, "!!"))
        return self.error(
            f"the tag {shown} makes of a value what JSON has not: write the value itself", event
        )


def place(event: "yaml.Event") -> tuple[int, int]:
    """Return the line and the column where ``event`` begins, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)
