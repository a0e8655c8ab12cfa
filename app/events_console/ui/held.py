"""A request that waits until it can be sent."""

from dataclasses import dataclass

from events_console.domain.request import Request
from events_console.ui.language import tr


@dataclass(frozen=True, slots=True)
class Held:
    """A request that is sent as soon as it is checked or, once it is, as soon as something can be sent."""

    request: Request
    checked: bool

    @property
    def until(self) -> str:
        """What it waits for, in words."""
        return tr("the sandbox is ready") if self.checked else tr("it is checked")
