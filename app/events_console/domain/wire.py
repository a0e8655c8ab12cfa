"""A request on the wire: its exact body, and what is signed of it by AWS Signature Version 4.

Source of the rules: "Create a signed AWS API request" in the IAM user guide.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlsplit

from events_console.domain.exchange import Headers
from events_console.domain.request import Request

ALGORITHM: Final = "AWS4-HMAC-SHA256"
_AUTHORIZATION: Final = re.compile(
    rf"{ALGORITHM} Credential=[^,]*/(?P<scope>[0-9]{{8}}/[^/,]+/[^/,]+/aws4_request), "
    r"SignedHeaders=(?P<names>[^, ]+), Signature=[0-9a-f]+"
)
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Signing:
    """What was signed, without key ID, session token and signature.

    ``canonical_request`` has the values of secret headers hidden; the hash in ``string_to_sign`` is that of
    the one that was really signed, another where there is a session token.
    """

    canonical_request: str
    string_to_sign: str

    @property
    def scope(self) -> str:
        """Where and when the signature counts: "20261121/eu-west-1/personalize/aws4_request"."""
        return self.string_to_sign.split("\n")[2]

    @property
    def signed_headers(self) -> str:
        """The names of the headers that cannot be changed any more: "content-type;host;x-amz-date"."""
        return self.canonical_request.split("\n")[-2]

    @property
    def is_whole(self) -> bool:
        """Whether the canonical request is the signed one to the letter, because nothing had to be hidden."""
        return self.string_to_sign.endswith(_hash(self.canonical_request))


def signing(method: str, url: str, headers: Headers, shown: Headers, body: bytes) -> Signing | None:
    """Return what was signed of a request as it leaves; None if it does not bear such a signature.

    ``shown`` are its ``headers`` with secrets hidden, which alone are kept.
    """
    given = {name.lower(): value for name, value in headers}
    found = _AUTHORIZATION.fullmatch(given.get("authorization", ""))
    if not found or "x-amz-date" not in given:
        return None
    names = found["names"].split(";")
    signed = canonical_request(method, url, headers, body, names)
    return Signing(
        canonical_request(method, url, shown, body, names),
        "\n".join((ALGORITHM, given["x-amz-date"], found["scope"], _hash(signed))),
    )


def canonical_request(method: str, url: str, headers: Headers, body: bytes, signed: Iterable[str]) -> str:
    """Return what the signature of a request covers; ``signed`` names its headers that count, in any case.

    ``url`` is escaped as it leaves. The header x-amz-content-sha256, where it is there, speaks for the body.
    """
    values: dict[str, list[str]] = {name.lower(): [] for name in signed}
    digest = sha256(body).hexdigest()
    for name, value in headers:
        if name.lower() in values:
            values[name.lower()].append(" ".join(value.split()))
        if name.lower() == "x-amz-content-sha256":
            digest = value
    parts, names = urlsplit(url), sorted(values)
    pairs = sorted(pair.partition("=")[::2] for pair in parts.query.split("&")) if parts.query else []
    return "\n".join(
        (
            method.upper(),
            _canonical_path(parts.path),
            "&".join(f"{name}={value}" for name, value in pairs),
            *(f"{name}:{','.join(values[name])}" for name in names),
            "",
            ";".join(names),
            digest,
        )
    )


def target(url: str) -> str:
    """Return what the request line names of ``url``: its path and its query."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"


def host(url: str) -> str:
    """Return the Host header of a request to ``url``: in lower case, with the port unless it is the usual."""
    parts = urlsplit(url)
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    usual = parts.port is None or parts.port == _DEFAULT_PORTS.get(parts.scheme)
    return name if usual else f"{name}:{parts.port}"


def text(request: Request) -> str:
    """Return the body of ``request``: the document as it stands, right or wrong, in boto3's JSON format.

    It is ASCII on one line.
    """
    return json.dumps(request.root)


def body(request: Request, most: int) -> tuple[str, int]:
    """Return the first ``most`` characters of the body of ``request``, and its length in bytes.

    The body is ASCII: one character is one byte. It is made piece by piece, because making the 30 MB of
    100,000 events at once would stop every other thread.
    """
    beginning, size = "", 0
    for piece in _pieces(request):
        if len(beginning) < most:
            beginning += piece[: most - len(beginning)]
        size += len(piece)
    return beginning, size


def _pieces(request: Request) -> Iterator[str]:
    opening = "{"
    for name, value in request.root.items():
        yield f"{opening}{json.dumps(name)}: "
        opening = ", "
        if isinstance(value, tuple) and value:
            for number, item in enumerate(value):
                yield f"{', ' if number else '['}{json.dumps(item)}"
            yield "]"
        else:
            yield json.dumps(value)
    yield "}" if request.root else "{}"


def _canonical_path(path: str) -> str:
    """Return ``path`` without steps that lead nowhere (RFC 3986, 5.2.4), escaped once more."""
    kept: list[str] = []
    for step in path.split("/"):
        if step == "..":
            del kept[-1:]
        elif step not in {"", "."}:
            kept.append(step)
    end = "/" if kept and path.endswith("/") else ""
    return quote(f"/{'/'.join(kept)}{end}", safe="/~")


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
