"""Where requests go and under what care: a named connection, and the credentials that it never holds."""

from dataclasses import dataclass, field
from enum import StrEnum


class ConnectionKind(StrEnum):
    """How careful to be; the value is the word on the badge."""

    SANDBOX = "Sandbox"
    DEVELOPMENT = "Development"
    PRODUCTION = "Production"


class KeySource(StrEnum):
    """Where the keys of a connection come from; the value is what its file says."""

    SANDBOX = "sandbox"  # the key of this installation, which only its sandboxes know
    KEYRING = "keyring"  # entered in the console, and kept by the system's keyring
    PROFILE = "profile"  # whatever a profile of the AWS CLI leads to
    ENVIRONMENT = "environment"  # what the AWS CLI would use without --profile
    UNSIGNED = "unsigned"  # none: as the AWS CLI's --no-sign-request


@dataclass(frozen=True, slots=True)
class Connection:
    """A place to send to, without any secret.

    Attributes:
        name: what people call it; no two have the same.
        kind: how careful to be with it.
        region: of AWS, such as "us-east-1".
        endpoint_url: where to send instead of to the region's own endpoint.
        connect_timeout: seconds; 0 waits without end, as in the AWS CLI.
        read_timeout: the same.
        attempts: how often a request is sent at most; the first one counts.
        keys: where what it signs with comes from.
        profile: of the AWS CLI, for ``KeySource.PROFILE``.
        confirmed_host: the host outside AWS that a person has typed, and to which keys may therefore go.
        fips: whether to use the region's FIPS endpoint.
        dual_stack: whether to use the region's dual-stack endpoint.
        ca_bundle: a file of certificates to trust instead of the usual ones.
        verify_tls: whether a server's certificate is checked at all.
        id: what its keys are kept under, and never changes; empty for one that is not kept.
    """

    name: str
    kind: ConnectionKind
    region: str
    endpoint_url: str | None = None
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    attempts: int = 1
    keys: KeySource = KeySource.UNSIGNED
    profile: str | None = None
    confirmed_host: str | None = None
    fips: bool = False
    dual_stack: bool = False
    ca_bundle: str | None = None
    verify_tls: bool = True
    id: str = ""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Keys to sign with; what is secret stays out of every representation."""

    access_key_id: str
    secret_access_key: str = field(repr=False)
    session_token: str | None = field(default=None, repr=False)
