"""A refusal for want of a permission: who has to allow what, and the IAM statement that does."""

import json
import re
from dataclasses import dataclass
from typing import Final

from events_console.domain.wording import quoted

ACTION: Final = "personalize:PutEvents"
STATEMENT: Final = json.dumps({"Effect": "Allow", "Action": ACTION, "Resource": "*"})
_FOR_ENDPOINT: Final = json.dumps({"Effect": "Allow", "Principal": "*", "Action": ACTION, "Resource": "*"})
_USER: Final = re.compile(
    r"User: (arn:[^\s:]{1,20}:[a-z0-9-]{0,20}:[^\s:]{0,20}:[0-9]{0,12}:[^\s]{1,600}|anonymous)"
    r" is not authorized to perform: "
)
_ACTION: Final = re.compile(r"not authorized to perform: ([^\s,;:]{1,64}:[^\s,;]{1,128}|\*)")
_POLICY: Final = re.compile(
    r"(?:because no|(with an explicit deny in) an?) "
    r"((?:identity-based|resource-based|session|service control|resource control|VPC endpoint) policy"
    r"|permissions boundary)\b"
)
_WHOSE: Final = re.compile(
    r"arn:[^:]+:(?:iam|sts)::([0-9]{12}):(?:(user|role)/(?:[^/]+/)*|(assumed-role)/)([^/]+)(?:/[^/]*)?"
)
_PERMISSION_SET: Final = re.compile(r"AWSReservedSSO_(.+)_[0-9a-f]{16}")  # the role that it becomes
_NOT_ALONE: Final = frozenset({"permissions boundary", "session policy", "service control policy"})
_PLACES: Final = {
    "identity-based policy": "a policy of {who}",
    "permissions boundary": "the permissions boundary of {who}",
    "session policy": "the session policy with which the session of {who} was begun",
    "service control policy": "the service control policies that the organization has for the account",
    "resource control policy": "the resource control policies that the organization has for the account",
    "VPC endpoint policy": "the policy of the VPC endpoint that the request goes through",
    "resource-based policy": "the resource-based policy",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What to do, in sentences, and the IAM statement to add where one can help, as JSON."""

    advice: str
    statement: str | None = None


def read(message: str) -> Refusal:
    """Return what a message "User: … is not authorized to perform: …" asks for, as far as it tells.

    Its end names the kind of policy that lacks an Allow, or denies, since AWS adds that; see "Troubleshoot
    access denied error messages" in the IAM User Guide. An explicit deny outweighs every Allow.
    """
    user, action, policy = (said.search(message) for said in (_USER, _ACTION, _POLICY))
    who = _who(user[1]) if user else "these credentials"
    if user and user[1] == "anonymous":
        return Refusal("It came unsigned: choose a connection with keys.")
    wanted = action[1].rstrip(".") if action else ACTION
    if wanted != ACTION:
        # A statement for whatever an answer names would let any server choose what is granted.
        return Refusal(
            f"The permission that it lacks is not {ACTION} but {quoted(wanted)}: "
            f"ask those who manage the account whether {who} should have that."
        )
    kind = policy[2] if policy else None
    place = _PLACES[kind or "identity-based policy"].format(who=who)
    if (policy and policy[1]) or (policy is None and "explicit deny" in message):
        where = place if policy else "a policy that it does not name"
        return Refusal(
            f"A Deny in {where} outweighs every Allow, so that another statement does not help: "
            f"ask those who manage that policy to except {ACTION} from the Deny."
        )
    statement = _FOR_ENDPOINT if kind == "VPC endpoint policy" else STATEMENT
    besides = f" A policy of {who} has to allow it as well." if kind in _NOT_ALONE else ""
    return Refusal(f"Have this statement added to {place}: {statement}.{besides}", statement)


def _who(arn: str) -> str:
    found = _WHOSE.fullmatch(arn)
    if not found:
        return quoted(arn)
    account, kind, _, name = found.groups()
    if permission_set := _PERMISSION_SET.fullmatch(name):
        return f"the IAM Identity Center permission set {quoted(permission_set[1])} in account {account}"
    return f"the {'user' if kind == 'user' else 'role'} {quoted(name)} in account {account}"
