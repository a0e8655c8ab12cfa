"""Where a connection leads, and what cannot be an endpoint."""

import re
from typing import Final
from urllib.parse import urlsplit

from events_console.domain.connection import Connection

# Up to the last "@", which browsers and Unicode also read in its small and its full width; a scheme is kept.
_USER: Final = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)?.*[@﹫＠]", re.DOTALL)  # noqa: RUF001


def endpoint(connection: Connection) -> str:
    """Return the URL that ``connection`` leads to, without a user or password that somebody wrote into it.

    personalize-events: the host follows from the region.
    """
    domain = "amazonaws.com.cn" if connection.region.startswith("cn-") else "amazonaws.com"
    url = connection.endpoint_url or f"https://personalize-events.{connection.region}.{domain}"
    return _USER.sub(r"\1", url)


def objection(url: str) -> str | None:
    """Return why ``url`` cannot be an endpoint, without quoting it or a full stop; None if it can."""
    if _USER.match(url):
        return "its endpoint contains “@”, as after a password, which would be shown and kept; leave it out"
    if not is_of_server(url):
        return "its endpoint is not a URL such as https://example.com or http://127.0.0.1:8080"
    return None


def is_of_server(url: str) -> bool:
    """Whether ``url`` names a server of HTTP, and a port that can be one if any."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number or beyond 65535, or a broken IPv6 address
        return False
