"""The services that the sandbox stands in for, and how the protocol of each of them words an answer."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from http import HTTPStatus
from typing import Final

from events_console.sandbox.wire import Reply

_STS: Final = "https://sts.amazonaws.com/doc/2011-06-15/"
_STS_CODES: Final = {
    "UnrecognizedClientException": "InvalidClientTokenId",
    "InvalidSignatureException": "SignatureDoesNotMatch",
    "InternalServerException": "InternalFailure",
}


@dataclass(frozen=True, slots=True)
class Service:
    """A service: what its requests are signed for, and its form of an answer with a request ID."""

    signing_name: str
    worded: Callable[[Reply, str], Reply]


def typed(reply: Reply) -> Reply:
    """Return a failure that names its error in the body too, for a client of either JSON protocol."""
    return replace(reply, body=json.dumps({"__type": reply.error, **json.loads(reply.body)}).encode())


def _as_it_is(reply: Reply, _request_id: str) -> Reply:
    return reply


def _json_1_1(reply: Reply, _request_id: str) -> Reply:
    reply = replace(reply, content_type="application/x-amz-json-1.1")
    if not reply.error:
        return reply
    status = 400 if reply.status == HTTPStatus.FORBIDDEN else reply.status  # a wrong signature, say
    return replace(typed(reply), status=status)


def _query(reply: Reply, request_id: str) -> Reply:
    """Wrap the XML of a result, or the failure, in what the query protocol has around it."""
    number = f"<RequestId>{request_id}</RequestId>"
    if reply.error:
        code = _STS_CODES.get(reply.error, reply.error.removesuffix("Exception"))
        message = escape(json.loads(reply.body)["message"], quote=False)
        at_fault = "Receiver" if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR else "Sender"
        error = f"<Error><Type>{at_fault}</Type><Code>{code}</Code><Message>{message}</Message></Error>"
        text = f'<ErrorResponse xmlns="{_STS}">{error}{number}</ErrorResponse>'
        return replace(reply, error=code, body=text.encode(), content_type="text/xml")
    text = f"{reply.body.decode()}<ResponseMetadata>{number}</ResponseMetadata>"
    text = f'<GetCallerIdentityResponse xmlns="{_STS}">{text}</GetCallerIdentityResponse>'
    return replace(reply, body=text.encode(), content_type="text/xml")


PERSONALIZE_EVENTS: Final = Service("personalize", _as_it_is)
PERSONALIZE: Final = Service("personalize", _json_1_1)
STS: Final = Service("sts", _query)
