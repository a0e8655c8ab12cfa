"""Where documents are to be found beside the window: their files, or the exchanges that they are from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from events_console.domain.request import Request
from events_console.services import replaced
from events_console.services.drafts import Origin
from events_console.ui.undo_stack import MOST_STEPS

if TYPE_CHECKING:
    from events_console.services.sender import Sender


@dataclass(frozen=True, slots=True)
class Standing:
    """The file of a document or the exchange it is from, and what of it was to be found elsewhere then."""

    file: Origin | None = None
    safe: tuple[Request, str | None] | None = None
    exchange_id: str | None = None

    def is_as_it_was(self, request: Request, json_text: str | None) -> bool:
        """Return whether the document is what was to be found elsewhere when it came from there."""
        return self.safe is not None and self.safe[0] is request and self.safe[1] == json_text

    def finder(self, request: Request, json_text: str | None, service: "Sender | None") -> Callable[[], bool]:
        """Return what finds out, on any thread, whether the document is to be found elsewhere now."""
        if not self.is_as_it_was(request, json_text):
            return lambda: False
        if exchange_id := self.exchange_id:
            return lambda: service is not None and service.is_kept(exchange_id, request)
        file = self.file
        return lambda: file is None or replaced.is_in_file(file)


class Standings:
    """The standing of each document that undo may lead back to, by ``Console.document``."""

    def __init__(self) -> None:
        """Know of no document."""
        self._known: dict[object, Standing] = {}

    def of(self, document: object) -> Standing:
        """Return what is known of ``document``."""
        return self._known.get(document, Standing())

    def note(self, document: object, standing: Standing) -> None:
        """Know this of ``document`` from now on, and forget what undo does not lead back to any more."""
        self._known[document] = standing
        if len(self._known) > MOST_STEPS + 1:
            del self._known[next(iter(self._known))]
