"""A command that has ended, and how the tests call what leads to one."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Ended:
    """A command that has ended, with what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run: TypeAlias = Callable[..., Ended]
Save: TypeAlias = Callable[..., str]
