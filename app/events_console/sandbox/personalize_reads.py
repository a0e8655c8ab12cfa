"""What the sandbox answers to the operations of Amazon Personalize that read: List… and Describe….

They are alike: a kind of resource, such as "dataset", is listed as ``datasets`` and known by ``datasetArn``.
Unverified: the service's words for a resource that there is not, and its number of resources on a page.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from events_console.sandbox.account import Account, Resource
from events_console.sandbox.wire import Reply, failure

Parameters = Mapping[str, Any]

_PAGE: Final = 2  # resources at most, as the service may: whoever forgets the next page notices it here
_MAX_PAGE: Final = 100
_MAX_ARN: Final = 256
_ARN: Final = r"arn:([a-z\d-]+):personalize:.*:.*:.+"
_SUMMARY: Final = frozenset(
    {"name", "status", "creationDateTime", "lastUpdatedDateTime", "failureReason", "domain", "datasetType"}
)


def _describe(kind: str, body: bytes, account: Account) -> Reply:
    arn = f"{kind}Arn"
    given = _parameters(body, {arn: str}, required=(arn,))
    if isinstance(given, Reply):
        return given
    for resource in account.resources[f"{kind}s"]:
        if resource[arn] == given[arn]:
            return _success({kind: resource})
    return failure(400, "ResourceNotFoundException", f"Could not find the specified resource: {given[arn]}")


def _list(kind: str, filters: tuple[str, ...], body: bytes, account: Account) -> Reply:
    given = _parameters(body, {"nextToken": str, "maxResults": int, **dict.fromkeys(filters, str)})
    if isinstance(given, Reply):
        return given
    everything = account.resources[f"{kind}s"]
    found = [one for one in everything if all(given.get(name, one[name]) == one[name] for name in filters)]
    tokens = [_token(kind, given, one) for one in found]
    token = given.get("nextToken")
    if token is not None and token not in tokens:
        return failure(400, "InvalidNextTokenException", "The token is not valid.")
    start = 0 if token is None else tokens.index(token)
    end = start + min(given.get("maxResults", _PAGE), _PAGE)
    shown = _SUMMARY | {f"{kind}Arn"}
    page = [{name: one[name] for name in one if name in shown} for one in found[start:end]]
    return _success({f"{kind}s": page, **({"nextToken": tokens[end]} if end < len(tokens) else {})})


def _token(kind: str, given: Parameters, first: Resource) -> str:
    """Return the token of the page that begins with ``first``; it is good for this list alone."""
    page = (kind, given.get("datasetGroupArn"), first[f"{kind}Arn"])
    return hashlib.sha256(repr(page).encode()).hexdigest()


def _success(answer: Parameters) -> Reply:
    return Reply(200, body=json.dumps(answer).encode())


def _parameters(body: bytes, types: Mapping[str, type], required: tuple[str, ...] = ()) -> Parameters | Reply:
    """Return those of the parameters in ``types`` that are given, or the refusal."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        return failure(400, "SerializationException", "The request is not a JSON object")
    given = {name: document[name] for name in types if document.get(name) is not None}
    for name, value in given.items():
        if not isinstance(value, types[name]) or isinstance(value, bool):
            return failure(400, "SerializationException", f"{name} is of the wrong type")
    if violations := list(_violations(given, required)):
        errors = "error" if len(violations) == 1 else "errors"
        message = f"{len(violations)} validation {errors} detected: {'; '.join(violations)}"
        return failure(400, "InvalidInputException", message)
    return given


def _violations(given: Parameters, required: tuple[str, ...]) -> Iterator[str]:
    for name in required:
        if name not in given:
            yield f"Value null at '{name}' failed to satisfy constraint: Member must not be null"
    for name, value in given.items():
        failed = f"at '{name}' failed to satisfy constraint: Member must"
        if name == "maxResults" and value < 1:
            yield f"Value '{value}' {failed} have value greater than or equal to 1"
        elif name == "maxResults" and value > _MAX_PAGE:
            yield f"Value '{value}' {failed} have value less than or equal to {_MAX_PAGE}"
        elif name.endswith("Arn") and len(value) > _MAX_ARN:
            yield f"Value {failed} have length less than or equal to {_MAX_ARN}"
        elif name.endswith("Arn") and not re.fullmatch(_ARN, value):
            yield f"Value '{value}' {failed} satisfy regular expression pattern: {_ARN}"


READS: Final[Mapping[str, Callable[[bytes, Account], Reply]]] = MappingProxyType(
    {
        "DescribeDataset": partial(_describe, "dataset"),
        "DescribeDatasetGroup": partial(_describe, "datasetGroup"),
        "DescribeEventTracker": partial(_describe, "eventTracker"),
        "DescribeSchema": partial(_describe, "schema"),
        "ListDatasetGroups": partial(_list, "datasetGroup", ()),
        "ListDatasets": partial(_list, "dataset", ("datasetGroupArn",)),
        "ListEventTrackers": partial(_list, "eventTracker", ("datasetGroupArn",)),
    }
)
