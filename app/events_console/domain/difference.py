"""What a comparison of two requests consists of, and how it is summed up in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from events_console.domain.wording import counted, listed

_NAMED: Final = 3  # events that a summary counts the fields of one by one


class Change(StrEnum):
    """How what stands on the left and on the right go together; both sides of a move may differ as well."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWRITTEN = "written differently"  # but it means the same


@dataclass(frozen=True, slots=True)
class Ignoring:
    """What is not compared: eventIds, times, where the events stand."""

    event_ids: bool = False
    sent_at: bool = False
    order: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The members of events that are not compared."""
        return frozenset(["eventId"] * self.event_ids + ["sentAt"] * self.sent_at)


@dataclass(frozen=True, slots=True)
class Difference:
    """One row: a field, or a member of one, with its text on each side, "" where it is not there.

    The paths are JSON Pointers, None where it is not there; members of the properties, which are a text, have
    the path of that text.
    """

    path_left: str | None
    path_right: str | None
    kind: Change
    left_text: str
    right_text: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one event, with its rows (from 0) on both sides; without rows, those beside the events.

    Of its ``total`` rows so many are ``differing``, and so many only ``rewritten``.
    """

    left: int | None = None
    right: int | None = None
    is_moved: bool = False
    differing: int = 0
    rewritten: int = 0
    total: int = 0

    @property
    def is_head(self) -> bool:
        """Whether it is about the request itself."""
        return self.left is None and self.right is None

    @property
    def is_paired(self) -> bool:
        """Whether it is about an event that both sides have."""
        return self.left is not None and self.right is not None

    @property
    def name(self) -> str:
        """What the group is called: "Request", "Event 2", "Event 2 (4 on the right)"."""
        if self.is_head:
            return "Request"
        if self.left is None or self.right is None or self.left == self.right:
            return f"Event {(self.right or 0) + 1 if self.left is None else self.left + 1:,}"
        return f"Event {self.left + 1:,} ({self.right + 1:,} on the right)"


def summarised(groups: Sequence[Group]) -> str:
    """Return one sentence, which counts the fields of a few events and of more only the events."""
    head, events = groups[0], groups[1:]
    said = [_fields(head.differing, "beside the events")] if head.differing else []
    differing = [each for each in events if each.is_paired and each.differing > each.is_moved]
    if len(differing) > _NAMED:
        said.append(f"fields differ in {counted(len(differing), 'event')}")
    else:
        said += [_fields(each.differing - each.is_moved, f"in {_lower(each.name)}") for each in differing]
    said += _only([each.left for each in events if each.right is None], "left")
    said += _only([each.right for each in events if each.left is None], "right")
    strays = [f"{each.left + 1:,}" for each in events if each.is_moved and each.left is not None]
    if strays:
        said.append(f"{_events(strays)} moved")
    rewritten = sum(each.rewritten for each in groups)
    if rewritten:
        only = "only " if said else ""
        verb = "is" if rewritten == 1 else "are"
        same = "means the same" if rewritten == 1 else "mean the same"
        said.append(f"{counted(rewritten, 'field')} {verb} {only}written differently and {same}")
    text = "; ".join(said) or "nothing differs"
    return f"{text[0].upper()}{text[1:]}."


def _fields(number: int, where: str) -> str:
    return f"{counted(number, 'field')} {'differs' if number == 1 else 'differ'} {where}"


def _only(rows: list[int | None], side: str) -> list[str]:
    numbers = [f"{row + 1:,}" for row in rows if row is not None]
    if not numbers:
        return []
    return [f"{_events(numbers)} {'is' if len(numbers) == 1 else 'are'} only on the {side}"]


def _events(numbers: list[str]) -> str:
    return f"event{'' if len(numbers) == 1 else 's'} {listed(numbers, _NAMED)}"


def _lower(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"
