"""What a refusal for want of a permission says: who, which policy, and the statement that helps."""

import json

import pytest

from events_console.domain.permission import STATEMENT, read

USER = "arn:aws:iam::123456789012:user/team/sandbox"
ROLE = "arn:aws:sts::123456789012:assumed-role/Tester/session@x"
SET = "arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Send-Events_0123456789abcdef/me"


def denied(arn: str, why: str = "", action: str = "personalize:PutEvents") -> str:
    resource = "arn:aws:personalize:us-east-1:123456789012:*"
    return f"User: {arn} is not authorized to perform: {action} on resource: {resource}{why}"


def test_the_statement_is_one() -> None:
    assert json.loads(STATEMENT) == {"Effect": "Allow", "Action": "personalize:PutEvents", "Resource": "*"}


@pytest.mark.parametrize(
    ("arn", "who"),
    [
        (USER, "the user “sandbox” in account 123456789012"),
        (ROLE, "the role “Tester” in account 123456789012"),
        ("arn:aws-cn:iam::123456789012:role/a/b/Deep", "the role “Deep” in account 123456789012"),
        (SET, "the IAM Identity Center permission set “Send-Events” in account 123456789012"),
        ("arn:aws:iam::123456789012:root", "“arn:aws:iam::123456789012:root”"),
    ],
)
@pytest.mark.parametrize(
    "why", ["", " because no identity-based policy allows the personalize:PutEvents action"]
)
def test_the_principal_is_named_as_the_place_for_the_statement(arn: str, who: str, why: str) -> None:
    refusal = read(denied(arn, why))
    assert refusal.advice == f"Have this statement added to a policy of {who}: {STATEMENT}."
    assert refusal.statement == STATEMENT


ME = "the role “Tester” in account 123456789012"
BESIDES = f" A policy of {ME} has to allow it as well."


@pytest.mark.parametrize(
    ("policy", "place", "besides"),
    [
        ("permissions boundary", f"the permissions boundary of {ME}", BESIDES),
        ("session policy", f"the session policy with which the session of {ME} was begun", BESIDES),
        (
            "service control policy",
            "the service control policies that the organization has for the account",
            BESIDES,
        ),
        ("resource-based policy", "the resource-based policy", ""),
    ],
)
def test_each_kind_of_policy_is_told(policy: str, place: str, besides: str) -> None:
    why = f" because no {policy} allows the personalize:PutEvents action"
    refusal = read(denied(ROLE, why))
    assert refusal.advice == f"Have this statement added to {place}: {STATEMENT}.{besides}"
    assert refusal.statement == STATEMENT
    forbidden = read(denied(ROLE, f" with an explicit deny in a {policy}"))
    assert forbidden.statement is None
    assert forbidden.advice.startswith(f"A Deny in {place} outweighs every Allow, so that ")


def test_an_endpoints_policy_names_who_may() -> None:
    refusal = read(denied(USER, " because no VPC endpoint policy allows the personalize:PutEvents action"))
    assert refusal.statement
    assert json.loads(refusal.statement)["Principal"] == "*"


def test_an_explicit_deny_that_is_in_no_named_policy() -> None:
    refusal = read(denied(USER, " with an explicit deny"))
    assert refusal.statement is None
    assert refusal.advice.startswith("A Deny in a policy that it does not name outweighs every Allow")


def test_nothing_is_granted_that_only_the_answer_asks_for() -> None:
    refusal = read(denied(USER, action="iam:PassRole"))
    assert refusal.statement is None
    assert refusal.advice.startswith("The permission that it lacks is not personalize:PutEvents but “iam:Pa")


@pytest.mark.parametrize(
    "action", ["iam:*", "*:*", "*", "personalize:Get*", "s3-object-lambda:Get?", "a:b/c"]
)
@pytest.mark.parametrize("user", [f"User: {USER} is ", "User: me is ", ""])
def test_whatever_action_was_refused_is_told(user: str, action: str) -> None:
    refusal = read(f"{user}not authorized to perform: {action} on resource: *")
    assert refusal.statement is None
    assert refusal.advice.startswith(
        f"The permission that it lacks is not personalize:PutEvents but “{action}”: "
    )


def test_a_full_stop_is_no_part_of_the_action() -> None:
    assert read(f"User: {USER} is not authorized to perform: personalize:PutEvents.").statement == STATEMENT


def test_who_has_not_signed_lacks_keys_rather_than_permissions() -> None:
    assert read(denied("anonymous")).advice == "It came unsigned: choose a connection with keys."


@pytest.mark.parametrize("message", ["", "Access denied", "User: x is not", "User: arn:" + "a:" * 100_000])
def test_another_message_has_the_statement_too(message: str) -> None:
    expected = f"Have this statement added to a policy of these credentials: {STATEMENT}."
    assert read(message).advice == expected
