"""What an HTTP request has around its body: where it went is told, and nothing of it is kept.

Keys, tokens and cookies stand there. They are dropped, and no note repeats them.
"""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from events_console.domain.endpoint import is_aws
from events_console.domain.service_model import metadata, put_events
from events_console.domain.wording import is_key_like, shortened

_SECRET: Final = re.compile(
    "auth(?!ority$)|token|cookie|secret|credential|passw|api-?key|signature", re.IGNORECASE
)
_URL: Final = re.compile(
    r"\s*(?:(?:[A-Za-z][A-Za-z0-9+.-]*:)?//)?(?:[^/?#]*@)?([^/?#]*)([^?#]*)(.?)", re.DOTALL
)
_REGION: Final = re.compile(r"(?:^|\.)personalize-events(?:-fips)?\.([a-z0-9-]+)\.")
_HOST: Final = re.compile(
    r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?|[^/?#]*\{\{[^/?#]*", re.IGNORECASE
)
_METHOD: Final = re.compile("[A-Za-z]{3,10}")
_HEADER: Final = re.compile(r":?[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_SCOPE: Final = re.compile(r"Credential=[^/\s,]{0,200}/[0-9]{8}/([\w-]{1,40})/([\w-]{1,40})/aws4_request")


class Address(NamedTuple):
    """Where a URL leads: no user, no password, and of its query only whether there is one."""

    host: str
    path: str
    has_query: bool


def address(url: str) -> Address:
    """Take ``url`` apart; it may lack its scheme, or, beginning with a slash, its host.

    What is no host, or may be a key, is left out of it.
    """
    found = _URL.match(url)
    if not found:
        return Address("", "", False)
    host = found[1].strip()
    is_told = _HOST.fullmatch(host) and (is_aws(host.lower()) or not is_key_like(host))
    return Address(host.lower() if is_told else "", found[2].strip(), found[3] == "?")


def path_end(path: str) -> str:
    """Return the last part of ``path``, as what is before it, or looks like a key, may be secret."""
    before, _, last = path.rpartition("/")
    return f"{'/…' if before else ''}/{'…' if is_key_like(last) else last}"


def notes(
    method: str,
    url: str,
    headers: Iterable[tuple[str, str]] = (),
    *,
    signed_for: str = "",
    secrets: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return what to tell about a request to ``url``, of which the body is kept.

    ``signed_for`` is the service of its signature, where that is not in the headers; ``secrets`` are names
    of what held keys beside them.
    """
    listed = tuple(headers)
    place, operation = address(url), put_events()
    scope = next((found for _, value in listed if (found := _SCOPE.search(value))), None)
    region = found[1] if (found := _REGION.search(place.host)) else scope[1] if scope else ""
    service = scope[2] if scope else signed_for
    told = []
    if place.host and "{{" not in place.host:
        name = shortened(place.host)
        where = f"the region {region}" if is_aws(place.host) else f"{name} in {region}" if region else name
        told.append(f"It is for {where}: what you send goes where the connection leads.")
    if method.upper() != operation.method:
        shown = method if _METHOD.fullmatch(method) else "another"
        told.append(f"Its method is {shown}, and PutEvents is a {operation.method}.")
    if (place.path or "{{" not in url) and url and not place.path.endswith(operation.uri):
        told.append(
            f"Its path is {shortened(path_end(place.path))}, and that of PutEvents is {operation.uri}."
        )
    if place.has_query:
        told.append("What follows the ? in its address is left out.")
    if service and service != metadata().signing_name:
        shown = "another service" if is_key_like(service) else service
        told.append(f"It is signed for {shown}, and the service wants {metadata().signing_name} there.")
    names = dict.fromkeys([*secrets, *(_shown(name) for name, _ in listed if _SECRET.search(name))])
    if names:
        told.append(f"{', '.join([*names][:5])}: left out, as keys and cookies never go into a document.")
    return tuple(told)


def _shown(header: str) -> str:
    return shortened(header) if _HEADER.fullmatch(header) and not is_key_like(header) else "A header"
