"""The test of a connection: whose its keys are, whether its endpoint answers, and what is wrong otherwise."""

from dataclasses import dataclass, replace
from typing import Final

from events_console import __version__
from events_console.domain import endpoint
from events_console.domain.connection import Connection, KeySource
from events_console.domain.signature_check import clock
from events_console.services import credential_failures
from events_console.services.sessions import RefusedError, Session, Sessions

_NOTICEABLE: Final = 60.0  # seconds that a clock is off
_FAILED: Final = 500  # with this status HTTP's errors of servers begin


@dataclass(frozen=True, slots=True)
class Check:
    """What a test found.

    ``headline`` says it in a sentence and ``advice`` what to do or bear in mind; ``account`` and ``arn`` are
    those of the keys where AWS has told; ``skew_seconds`` is how far this computer's clock is behind theirs.
    """

    ok: bool
    headline: str
    advice: str
    account: str | None = None
    arn: str | None = None
    skew_seconds: float | None = None


def check(connection: Connection, sessions: Sessions) -> Check:
    """Try ``connection`` without sending an event; nothing is raised.

    It may wait for a person or for the time-outs of the connection: never call it on the window's thread.
    """
    try:
        session = sessions.open(connection)
    except OSError as error:
        return Check(False, f"The keyring does not give the keys of “{connection.name}”.", str(error))
    try:
        found = _identified(session)
    except Exception as error:  # noqa: BLE001  # programs, files, networks and botocore fail in any way
        return _failed(error, connection)
    has_answered = found.arn and endpoint.url(connection, "sts") == endpoint.url(connection)
    return found if has_answered else _reached(session, found)


def _identified(session: Session) -> Check:
    """Return whose keys these are as far as anybody can be asked, without a headline if nobody can."""
    connection = session.connection
    credentials = session.credentials()
    key = credentials.access_key_id if credentials else None
    if why := endpoint.refusal(connection, key):
        raise RefusedError(why)
    if key is None:
        return Check(True, "", "Requests go there unsigned, so that nobody is named.")
    if connection.keys is not KeySource.SANDBOX and not endpoint.is_aws(
        endpoint.host(endpoint.url(connection))
    ):
        return Check(
            True, "", "There are keys to sign with; whether they are good there, only a request shows."
        )
    answer = session.client("sts").get_caller_identity()
    account, arn = answer["Account"], answer["Arn"]
    skew = credential_failures.skew(answer["ResponseMetadata"]["HTTPHeaders"])
    off = f", and {clock(skew)}" if skew and abs(skew) >= _NOTICEABLE else ""
    headline = f"The keys are good: they are those of {arn}{off}."
    return Check(True, headline, "Whether they may send events, only a request shows.", account, arn, skew)


def _reached(session: Session, found: Check) -> Check:
    """Return ``found``, if the endpoint answers whatever it may be: nobody asked it for anything."""
    from botocore.awsrequest import AWSRequest

    address = endpoint.url(session.connection)
    request = AWSRequest("HEAD", address, headers={"User-Agent": f"events-console/{__version__}"}).prepare()
    try:
        client = session.client("personalize-events")
        # What the client itself sends with: its proxy, its time-outs, the certificates that it trusts.
        status = client._endpoint.http_session.send(request).status_code  # noqa: SLF001
    except Exception as error:  # noqa: BLE001  # as above
        happened, advice = _words(error, session.connection, address)
        return replace(found, ok=False, headline=happened, advice=advice)
    if status >= _FAILED:
        headline = f"{address} answers, but with status {status}."
        return replace(found, ok=False, headline=headline, advice="Try again in a moment.")
    return replace(found, headline=found.headline or f"{address} answers.")


def _failed(error: Exception, connection: Connection) -> Check:
    from botocore.exceptions import ClientError

    headers = error.response["ResponseMetadata"]["HTTPHeaders"] if isinstance(error, ClientError) else {}
    words = _words(error, connection, endpoint.url(connection, "sts"))
    return Check(False, *words, skew_seconds=credential_failures.skew(headers))


def _words(error: Exception, connection: Connection, address: str) -> credential_failures.Words:
    from botocore.exceptions import ClientError

    if told := credential_failures.explain(error, connection):
        return told
    if isinstance(error, ClientError):
        return credential_failures.refused(error, connection)
    return credential_failures.unreachable(error, connection, address)
