"""The lint: everything that is known to be wrong with a document, found row by row.

Each rule takes a value, its placeholders resolved, and returns problems whose paths start at that value. A
rule about one event or the request's own fields is in ``event_check``, one about events among others in
``among_rules``; ``RULES`` is the table of all. Each name here loads its module when it is first asked for:
the first window shows a document before anything checks it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from events_console.domain.lint.checking import Checking
    from events_console.domain.lint.context import Context, Past, Visit
    from events_console.domain.lint.findings import Validation
    from events_console.domain.lint.mending import mended
    from events_console.domain.lint.registry import RULES, validate
    from events_console.domain.lint.rule import Rule

__all__ = ["RULES", "Checking", "Context", "Past", "Rule", "Validation", "Visit", "mended", "validate"]

_HOMES: Final = {
    "Checking": "checking",
    "Context": "context",
    "Past": "context",
    "RULES": "registry",
    "Rule": "rule",
    "Validation": "findings",
    "Visit": "context",
    "mended": "mending",
    "validate": "registry",
}


def __getattr__(name: str) -> object:
    """Return what is called ``name``, and keep it for the next time."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name)
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
