"""What a person adds to an exchange that is kept: a star, a note and tags."""

from dataclasses import dataclass

from events_console.domain.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Annotation:
    """A star, a note of any length, and tags: words without blanks, commas or quotation marks, each once."""

    starred: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """An exchange together with what a person has added to it."""

    exchange: Exchange
    annotation: Annotation = Annotation()


def tags_in(text: str) -> tuple[str, ...]:
    """Return the tags that ``text`` lists, between blanks or commas, each once; "#" before one is dropped."""
    words = text.replace(",", " ").replace('"', " ").split()
    return tuple(dict.fromkeys(tag for word in words if (tag := word.lstrip("#"))))
