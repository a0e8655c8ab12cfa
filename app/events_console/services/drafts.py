"""The draft: what stands in the window, kept through a restart or a crash."""

from dataclasses import dataclass
from pathlib import Path

from events_console.domain.json_value import Object, dumps
from events_console.domain.request import Request
from events_console.services.files import read_object, write_atomically


@dataclass(frozen=True, slots=True)
class Draft:
    """The document, and the text of the JSON view while no document can be made of it."""

    request: Request
    json_text: str | None = None


def load(path: Path) -> Draft | None:
    """Return the draft kept in ``path``; None where there is none, or a damaged one, which is set aside."""
    kept = read_object(path, "request")
    if kept is None:
        return None
    request, text = kept["request"], kept.get("json_text")
    root = request if isinstance(request, Object) else Object()
    return Draft(Request(root), text if isinstance(text, str) else None)


def save(path: Path, draft: Draft) -> None:
    """Keep ``draft`` in ``path``; OSError where it cannot be written."""
    write_atomically(path, dumps(Object(request=draft.request.root, json_text=draft.json_text)) + "\n")
