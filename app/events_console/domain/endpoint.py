"""Endpoints: where a connection leads to, and which keys may go there.

The hosts follow botocore's rules for ``personalize-events``; what may go where is the project's own rule, so
that keys never leave for a place that a person did not mean.
"""

import re
from collections.abc import Callable
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from events_console.domain.connection import Connection, KeySource

# Beginning of a region → host endings of its partition, the plain one and the dual-stack one.
_PARTITIONS: Final = {
    "cn-": ("amazonaws.com.cn", "api.amazonwebservices.com.cn"),
    "eusc-": ("amazonaws.eu", "api.amazonwebservices.eu"),
    "us-iso-": ("c2s.ic.gov", "api.aws.ic.gov"),
    "us-isob-": ("sc2s.sgov.gov", "api.aws.scloud"),
    "eu-isoe-": ("cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
    "us-isof-": ("csp.hci.ic.gov", "api.aws.hci.ic.gov"),
    "": ("amazonaws.com", "api.aws"),
}
_ENDINGS: Final = "|".join(re.escape(ending) for pair in _PARTITIONS.values() for ending in pair)
# Anybody can have a host under amazonaws.com, a bucket or a virtual machine: only the service's own count.
# A place without a region's number is none of them: s3.amazonaws.com has everybody's buckets below it.
_PLACE: Final = r"[a-z]{2,}(?:-[a-z]+)+-[0-9]+"
_AWS_HOST: Final = re.compile(
    rf"(?:personalize(?:-events)?|sts)(?:-fips)?\.{_PLACE}\.(?:{_ENDINGS})"
    rf"|[a-z0-9-]+\.personalize(?:-events)?(?:-fips)?\.{_PLACE}\.vpce\.(?:{_ENDINGS})"
)
_UNDER_AWS: Final = re.compile(rf".+\.(?:{_ENDINGS})")
# What every parser of URLs reads alike: others take a backslash for the end of a host.
_ADDRESS: Final = re.compile(
    r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?(?:/[^\\]*)?", re.IGNORECASE | re.ASCII
)
_NUMBER: Final = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")  # resolvers take it for an IPv4 address
# Up to the last "@", which browsers and Unicode also read in its small and its full width; a scheme is kept.
_USER: Final = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)?.*[@﹫＠]", re.DOTALL)  # noqa: RUF001
_REGION: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_REAL_KEY: Final = re.compile(r"A[A-Z0-9]{15,127}")  # IAM: IDs begin with AKIA, ASIA and the like
_NO_KEY_SIGN: Final = re.compile("[^A-Z0-9]")  # a blank or another sign before a key makes no other key of it


def url(connection: Connection, service: str = "personalize-events") -> str:
    """Return the URL that requests for ``service`` go to.

    An endpoint of the connection's own serves the other services as well, unless it is one of AWS. A user or
    password that somebody wrote into it is left out: what leads there is shown and kept.
    """
    own = connection.endpoint_url
    if own and (service == "personalize-events" or not is_aws(host(own))):
        return without_user(own)
    plain, dual = next(
        pair for beginning, pair in _PARTITIONS.items() if connection.region.startswith(beginning)
    )
    # In GovCloud the plain endpoint of STS is the one for FIPS.
    is_fips_anyway = (
        service == "sts" and connection.region.startswith("us-gov-") and not connection.dual_stack
    )
    fips = "-fips" if connection.fips and not is_fips_anyway else ""
    return f"https://{service}{fips}.{connection.region}.{dual if connection.dual_stack else plain}"


def without_user(address: str) -> str:
    """Return a URL without the user and the password that somebody wrote into it."""
    return _USER.sub(r"\1", address)


def host(address: str) -> str:
    """Return the host in a URL, in lower case, without brackets, port and last dot; "" if there is none."""
    return (_split(address).hostname or "").removesuffix(".")


def is_loopback(name: str) -> bool:
    """Return whether a host is this computer, by whichever of its names and addresses."""
    try:
        address = ip_address(name)
    except ValueError:
        return f".{name}".endswith(".localhost")  # RFC 6761
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_loopback or address.is_unspecified


def is_aws(name: str) -> bool:
    """Return whether a host is one of the service's own."""
    return _AWS_HOST.fullmatch(name) is not None


def region_of(name: str) -> str | None:
    """Return the region of a host of the service's own, such as "eu-west-1"; None of any other host."""
    labels = reversed(name.split(".") if is_aws(name) else ())  # a VPC endpoint's name stands before it
    return next((label for label in labels if re.fullmatch(_PLACE, label)), None)


def flaw(connection: Connection) -> str | None:
    """Return, in a sentence, why nothing can go to the endpoint of ``connection``, whatever the keys."""
    if not _REGION.fullmatch(connection.region):
        return f"“{connection.region}” is not a region: write one such as us-east-1."
    if not connection.verify_tls and _UNDER_AWS.fullmatch(host(url(connection))):
        return "Hosts of AWS always have their certificate checked: switch “Verify TLS certificates” on."
    if own := connection.endpoint_url:
        parts = _split(own)
        found = (sentence for is_wrong, sentence in _FLAWS if is_wrong(own, parts))
        return next(found, "").format(host=host(own)) or None
    return None


def refusal(connection: Connection, access_key_id: str | None, address: str | None = None) -> str | None:
    """Return, in a sentence, why a request signed with a key may not go to ``connection``; None if it may.

    ``access_key_id`` is None for an unsigned request, ``address`` another URL than that of PutEvents.
    """
    if wrong := flaw(connection):
        return wrong
    if access_key_id is None:
        return None
    name = host(address or url(connection))
    if connection.keys is KeySource.SANDBOX:
        return (
            None if is_loopback(name) else f"The sandbox’s key is worth nothing at {name}: choose other keys."
        )
    if is_loopback(name):
        real = _REAL_KEY.fullmatch(_NO_KEY_SIGN.sub("", access_key_id.upper()))
        return (
            f"Real keys never go to {name}: choose the sandbox’s key, or to send unsigned." if real else None
        )
    confirmed = (connection.confirmed_host or "").strip().lower().removesuffix(".")
    if is_aws(name) or (name and name == confirmed):
        return None
    return f"{name} is no host of Amazon Personalize: confirm it in the connection by typing its name."


def is_of_server(address: str) -> bool:
    """Return whether a URL names a server of HTTP, and a port that can be one if any."""
    parts = _split(address)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not _has_bad_port(parts)


def _split(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # a bracket without its other half, say
        return SplitResult("", "", "", "", "")


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return _NUMBER.fullmatch(name) is not None
    return False


def _has_bad_port(parts: SplitResult) -> bool:
    try:
        return parts.port == 0
    except ValueError:
        return True


# The first that is true of a URL and its parts says what is wrong with it.
_FLAWS: Final[tuple[tuple[Callable[[str, SplitResult], bool], str], ...]] = (
    (
        lambda own, _: _USER.match(own) is not None,
        "The endpoint contains “@”, as after a password, which would be shown and kept: leave it out.",
    ),
    (
        lambda own, _: not own.isprintable() or " " in own,
        "The endpoint contains a blank or a line break: remove it.",
    ),
    (
        lambda own, parts: parts.scheme not in {"http", "https"} or not host(own),
        "The endpoint is no web address: write one such as https://host or http://127.0.0.1:8080.",
    ),
    (
        lambda own, parts: not own.isascii() or "xn--" in (parts.hostname or ""),
        "The host {host} has letters that look like others: only plain ASCII names are used.",
    ),
    (
        lambda own, _: "?" in own or "#" in own,
        "The endpoint has a query or a fragment: leave out everything from the ? or # on.",
    ),
    (
        lambda _, parts: _has_bad_port(parts),
        "The port of the endpoint is not a number from 1 to 65535: correct it.",
    ),
    (
        lambda own, _: not _ADDRESS.fullmatch(own),
        "The endpoint has a character that a host cannot have: write one such as https://host.",
    ),
    (
        lambda own, _: _is_number(host(own)),
        "The host {host} is an address in disguise: write it with four numbers, such as 127.0.0.1.",
    ),
    (
        lambda own, parts: parts.scheme == "http" and not is_loopback(host(own)),
        "Requests to {host} would travel unencrypted: write https:// in the endpoint.",
    ),
)
