"""What the sandbox tells of its account to boto3's clients of Amazon Personalize and STS."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import botocore.session
import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st

from events_console.sandbox.account import Account
from events_console.sandbox.conversation import RequestLine
from events_console.sandbox.operations import SAMPLE_TRACKING_ID
from events_console.sandbox.personalize_reads import READS
from events_console.sandbox.server import Sandbox

ARN = "arn:aws:personalize:us-east-1:123456789012:"
JSON_1_1 = {"Content-Type": "application/x-amz-json-1.1"}
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
KINDS = Account().resources.keys()
# What the service leaves out where it does not apply.
OPTIONAL = {"nextToken", "failureReason", "domain", "roleArn", "kmsKeyArn", "latestDatasetUpdate"}


@pytest.fixture
def reads(boto: Any) -> Any:
    return boto("personalize")


def listed(client: Any, operation: str, **parameters: Any) -> list[Any]:
    pages = client.get_paginator(operation).paginate(**parameters)
    return [one for page in pages for kind in page.keys() & KINDS for one in page[kind]]


def target(operation: str) -> dict[str, str]:
    return {**JSON_1_1, "X-Amz-Target": f"AmazonPersonalize.{operation}"}


def post(raw: Any, operation: str, body: bytes, **signed: Any) -> Any:
    return raw.post(body, target="/", headers=target(operation), **signed)


def differences(answer: Any, shape: Any, path: str = "") -> Iterator[str]:
    """Yield where an answer on the wire differs from its shape in the service's model."""
    kinds: dict[str, Any] = {"structure": dict, "list": list, "string": str, "timestamp": (int, float)}
    if not isinstance(answer, kinds[shape.type_name]):
        yield f"{path} is no {shape.type_name}"
    elif shape.type_name == "structure":
        yield from (f"{path}.{name} is not in the model" for name in answer.keys() - shape.members.keys())
        missing = {f"{path}.{name}" for name in shape.members.keys() - answer.keys() - OPTIONAL}
        yield from (f"{place} is missing" for place in missing - {".dataset.trackingId"})  # of other datasets
        for name in answer.keys() & shape.members.keys():
            yield from differences(answer[name], shape.members[name], f"{path}.{name}")
    elif shape.type_name == "list":
        for one in answer:
            yield from differences(one, shape.member, f"{path}[]")


def arns(account: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each resource's Describe operation and ARN."""
    for kind, resources in account.items():
        one = kind.removesuffix("s")
        for resource in resources:
            yield f"Describe{one[0].upper()}{one[1:]}", resource[f"{one}Arn"]


def test_every_answer_is_as_the_service_s_model_says(raw: Any) -> None:
    model = botocore.session.get_session().get_service_model("personalize")
    lists: list[tuple[str, dict[str, str]]] = [(name, {}) for name in READS if name.startswith("List")]
    described = [
        (name, {model.operation_model(name).input_shape.required_members[0]: arn})
        for name, arn in arns(Account().resources)
    ]
    assert {name for name, _ in [*lists, *described]} == READS.keys()
    for name, parameters in [*lists, *described]:
        answer = post(raw, name, json.dumps(parameters).encode())
        assert (answer.status, answer.headers["content-type"]) == (200, "application/x-amz-json-1.1")
        content = json.loads(answer.body)
        assert content
        # The model's shapes require no member; the service sends all that apply.
        assert not list(differences(content, model.operation_model(name).output_shape))


def test_each_member_keeps_the_pattern_of_the_model() -> None:
    names = [one["name"] for kind in Account(["mine"]).resources.values() for one in kind]
    assert all(re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9\-_]{0,62}", name) for name in names)
    assert all(re.fullmatch(rf"{ARN}[a-z-]+/.+", arn) for _, arn in arns(Account(["mine"]).resources))


def test_the_trackers_there_are(reads: Any, lines: list[RequestLine]) -> None:
    trackers = listed(reads, "list_event_trackers")
    assert [(one["name"], one["status"]) for one in trackers] == [
        ("flights-tracker", "ACTIVE"),
        ("shop-tracker", "ACTIVE"),
        ("films-tracker", "CREATE IN_PROGRESS"),
    ]
    assert trackers[0]["creationDateTime"] == datetime(2025, 1, 3, 11, 0, 0, 118000, UTC)
    assert [(line.method, line.path, line.operation, line.status) for line in lines] == [
        ("POST", "/", "ListEventTrackers", 200)
    ] * 2
    sample = reads.describe_event_tracker(eventTrackerArn=trackers[0]["eventTrackerArn"])["eventTracker"]
    assert sample["trackingId"] == SAMPLE_TRACKING_ID
    assert sample["datasetGroupArn"] == f"{ARN}dataset-group/flights"


@pytest.mark.parametrize("page", [1, 2, 100])
def test_pages_have_no_more_than_was_asked_for_and_lose_nothing(reads: Any, page: int) -> None:
    pages = list(reads.get_paginator("list_event_trackers").paginate(PaginationConfig={"PageSize": page}))
    assert all(1 <= len(one["eventTrackers"]) <= page for one in pages)
    assert len(pages) > 1
    everything = [one["eventTrackerArn"] for each in pages for one in each["eventTrackers"]]
    assert len(everything) == len(set(everything)) == 3


def test_trackers_and_datasets_of_one_dataset_group(reads: Any) -> None:
    shop = f"{ARN}dataset-group/shop"
    assert [one["name"] for one in listed(reads, "list_event_trackers", datasetGroupArn=shop)] == [
        "shop-tracker"
    ]
    datasets = listed(reads, "list_datasets", datasetGroupArn=shop)
    assert [one["datasetType"] for one in datasets] == ["ITEMS", "INTERACTIONS"]
    assert listed(reads, "list_event_trackers", datasetGroupArn=f"{ARN}dataset-group/other") == []
    assert reads.describe_dataset_group(datasetGroupArn=shop)["datasetGroup"]["domain"] == "ECOMMERCE"


def test_from_a_tracker_to_the_fields_of_its_events(reads: Any) -> None:
    groups = listed(reads, "list_dataset_groups")
    assert [one.get("domain") for one in groups] == [None, "ECOMMERCE", "VIDEO_ON_DEMAND"]
    for group in groups:
        datasets = listed(reads, "list_datasets", datasetGroupArn=group["datasetGroupArn"])
        (arn,) = (one["datasetArn"] for one in datasets if one["datasetType"] == "INTERACTIONS")
        dataset = reads.describe_dataset(datasetArn=arn)["dataset"]
        schema = reads.describe_schema(schemaArn=dataset["schemaArn"])["schema"]
        assert schema.get("domain") == group.get("domain")
        avro = json.loads(schema["schema"])
        assert (avro["type"], avro["name"]) == ("record", "Interactions")
        assert {"USER_ID", "ITEM_ID", "TIMESTAMP"} < {field["name"] for field in avro["fields"]}


def test_every_reference_leads_somewhere() -> None:
    account = Account(["mine"]).resources
    groups = [one["datasetGroupArn"] for one in account["datasetGroups"]]
    schemas = {one["schemaArn"] for one in account["schemas"]}
    assert sorted(one["datasetGroupArn"] for one in account["eventTrackers"]) == sorted(groups)
    assert {one["datasetGroupArn"] for one in account["datasets"]} < set(groups)
    assert {one["schemaArn"] for one in account["datasets"]} == schemas


def test_given_tracking_ids_are_those_of_trackers(raw: Any, document: dict[str, Any]) -> None:
    given = ["mine", "it's \udcff", "mine", SAMPLE_TRACKING_ID]
    with Sandbox(key=raw.sandbox.key, tracking_ids=given) as sandbox:
        raw.sandbox = sandbox
        account = Account(given).resources
        known = {one["trackingId"]: one for one in account["eventTrackers"] if one["status"] == "ACTIVE"}
        assert (
            len(account["eventTrackers"])
            == len({one["eventTrackerArn"] for one in account["eventTrackers"]})
            == 5
        )
        assert known.keys() >= set(given)
        for tracking_id, tracker in known.items():
            body = json.dumps({"eventTrackerArn": tracker["eventTrackerArn"]}).encode()
            told = json.loads(post(raw, "DescribeEventTracker", body).body)["eventTracker"]
            assert told["trackingId"] == tracking_id
            assert raw.post(json.dumps(document | {"trackingId": tracking_id}).encode()).status == 200


def test_a_tracker_that_is_not_active_takes_no_events(boto: Any, document: dict[str, Any]) -> None:
    document["trackingId"] = Account().resources["eventTrackers"][2]["trackingId"]
    with pytest.raises(ClientError, match="is not active: CREATE IN_PROGRESS") as raised:
        boto().put_events(**document)
    assert raised.value.response["Error"]["Code"] == "InvalidInputException"


def test_a_resource_that_there_is_not(reads: Any) -> None:
    with pytest.raises(reads.exceptions.ResourceNotFoundException, match="event-tracker/none") as raised:
        reads.describe_event_tracker(eventTrackerArn=f"{ARN}event-tracker/none")
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    with pytest.raises(reads.exceptions.ResourceNotFoundException):
        reads.describe_schema(schemaArn=f"{ARN}event-tracker/a4c2d07e")


def test_a_token_is_good_for_its_own_list_alone(reads: Any) -> None:
    token = reads.list_event_trackers(maxResults=1)["nextToken"]
    elsewhere: list[tuple[Any, dict[str, str]]] = [
        (reads.list_event_trackers, {"nextToken": "made up"}),
        (reads.list_event_trackers, {"nextToken": token, "datasetGroupArn": f"{ARN}dataset-group/shop"}),
        (reads.list_datasets, {"nextToken": token}),
    ]
    for call, parameters in elsewhere:
        with pytest.raises(reads.exceptions.InvalidNextTokenException, match="The token is not valid"):
            call(**parameters)


@pytest.mark.parametrize(
    ("operation", "parameters", "error", "words"),
    [
        (
            "DescribeEventTracker",
            {},
            "InvalidInputException",
            (
                "1 validation error detected: Value null at 'eventTrackerArn' failed to satisfy constraint: "
                "Member must not be null"
            ),
        ),
        (
            "DescribeDataset",
            {"datasetArn": "shop"},
            "InvalidInputException",
            (
                "1 validation error detected: Value 'shop' at 'datasetArn' failed to satisfy constraint: "
                r"Member must satisfy regular expression pattern: arn:([a-z\d-]+):personalize:.*:.*:.+"
            ),
        ),
        (
            "DescribeDataset",
            {"datasetArn": "x" * 257},
            "InvalidInputException",
            (
                "1 validation error detected: Value at 'datasetArn' failed to satisfy constraint: "
                "Member must have length less than or equal to 256"
            ),
        ),
        (
            "ListDatasets",
            {"maxResults": 0, "datasetGroupArn": "x"},
            "InvalidInputException",
            (
                "2 validation errors detected: Value '0' at 'maxResults' failed to satisfy constraint: "
                "Member must have value greater than or equal to 1; Value 'x' at 'datasetGroupArn' failed to "
                "satisfy constraint: Member must satisfy regular expression pattern: "
                r"arn:([a-z\d-]+):personalize:.*:.*:.+"
            ),
        ),
        (
            "ListDatasetGroups",
            {"maxResults": 101},
            "InvalidInputException",
            (
                "1 validation error detected: Value '101' at 'maxResults' failed to satisfy constraint: "
                "Member must have value less than or equal to 100"
            ),
        ),
        ("ListDatasets", {"maxResults": "2"}, "SerializationException", "maxResults is of the wrong type"),
        ("ListDatasets", {"maxResults": True}, "SerializationException", "maxResults is of the wrong type"),
        ("ListDatasets", {"nextToken": 1}, "SerializationException", "nextToken is of the wrong type"),
        ("DescribeSchema", [], "SerializationException", "The request is not a JSON object"),
    ],
)
def test_what_the_service_would_not_take(
    raw: Any, operation: str, parameters: Any, error: str, words: str
) -> None:
    answer = post(raw, operation, json.dumps(parameters).encode())
    assert (answer.status, json.loads(answer.body)) == (400, {"__type": error, "message": words})
    assert answer.error is None  # this protocol has it in the body


def test_an_unknown_parameter_is_ignored(raw: Any) -> None:
    answer = post(raw, "ListDatasetGroups", b'{"datasetGroupArn": "x", "nextToken": null}')
    assert len(json.loads(answer.body)["datasetGroups"]) == 2


def test_the_signature_is_checked(raw: Any, lines: list[RequestLine]) -> None:
    answers = [
        raw.send("POST", "/", b"{}", target("ListDatasets")),
        post(raw, "ListDatasets", b"{}", service="sts"),
        raw.post(b"Action=GetCallerIdentity&Version=2011-06-15", target="/", headers=FORM),
    ]
    assert [json.loads(answer.body)["__type"] for answer in answers[:2]] == [
        "MissingAuthenticationTokenException",
        "InvalidSignatureException",
    ]
    assert b"Credential should be scoped to correct service: 'sts'." in answers[2].body
    assert [(line.operation, line.status, line.error) for line in lines] == [
        ("ListDatasets", 400, "MissingAuthenticationTokenException"),
        ("ListDatasets", 400, "InvalidSignatureException"),
        ("GetCallerIdentity", 403, "SignatureDoesNotMatch"),
    ]


def test_who_the_caller_is(boto: Any, lines: list[RequestLine]) -> None:
    answer = boto("sts").get_caller_identity()
    metadata = answer.pop("ResponseMetadata")
    assert answer == {
        "UserId": "AIDACKCEVSQ6C2EXAMPLE",
        "Account": "123456789012",
        "Arn": "arn:aws:iam::123456789012:user/sandbox",
    }
    assert metadata["RequestId"] == lines[0].request_id
    assert metadata["HTTPHeaders"]["content-type"] == "text/xml"
    assert lines[0].operation == "GetCallerIdentity"


@pytest.mark.parametrize(
    "form",
    [
        {"Action": "GetCallerIdentity"},
        {"Action": "GetCallerIdentity", "Version": "2010-01-01"},
        {"Action": "AssumeRole", "Version": "2011-06-15"},
        {"Action": "\x1b[2J<&\x00", "Version": "2011-06-15"},
        {},
    ],
)
def test_another_action_of_sts(raw: Any, lines: list[RequestLine], form: dict[str, str]) -> None:
    answer = raw.post(urlencode(form).encode(), service="sts", target="/", headers=FORM)
    assert answer.status == 400
    assert b"<Code>InvalidAction</Code>" in answer.body
    assert (lines[0].operation, lines[0].error) == ("", "InvalidAction")


def test_an_error_of_sts_is_xml_whatever_its_words(raw: Any) -> None:
    headers = FORM | {"Authorization": "x", "X-Amz-Date": "<&>"}
    headers["Authorization"] = "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=s"
    answer = raw.send("POST", "/", b"Action=GetCallerIdentity&Version=2011-06-15", headers)
    assert b"<Message>Date must be in ISO-8601 'basic format'. Got '&lt;&amp;&gt;'.</Message>" in answer.body


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/evil", target("ListDatasets")),
        ("POST", "/events", target("ListDatasets")),
        ("POST", "/evil", {"X-Amz-Target": "/events"}),
        ("POST", "/", {"X-Amz-Target": "/events"}),
        ("GET", "/", target("ListDatasets")),
        ("POST", "/", target("CreateEventTracker")),
        ("POST", "/", {"X-Amz-Target": "ListDatasets"}),
        ("POST", "/", {"X-Amz-Target": "AmazonPersonalize.PutEvents"}),
        ("POST", "/", JSON_1_1),
        ("POST", "/evil", FORM),
        ("GET", "/?Action=GetCallerIdentity&Version=2011-06-15", FORM),
        ("POST", "/", FORM | {"X-Amz-Target": "GetCallerIdentity"}),
        ("POST", "/", {"Content-Type": '";;\xff'}),
    ],
)
def test_what_is_on_no_route(
    raw: Any, lines: list[RequestLine], method: str, path: str, headers: dict[str, str]
) -> None:
    answer = raw.send(method, path, b"{}", headers)
    assert (answer.status, answer.error) == (404, "UnknownOperationException")
    assert json.loads(answer.body)["__type"] == "UnknownOperationException"
    assert (lines[0].operation, lines[0].body) == ("", b"")


@pytest.mark.parametrize("known", [target("ListDatasets"), FORM])
@pytest.mark.parametrize(
    ("further", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Content-Length": "1048577"}, 413),
        ({"Transfer-Encoding": "chunked"}, 411),
    ],
)
def test_the_rules_of_the_server_hold_here_as_well(
    raw: Any, lines: list[RequestLine], known: dict[str, str], further: dict[str, str], status: int
) -> None:
    assert raw.send("POST", "/", b"{}", known | further).status == status
    assert lines[0].body == b""


def test_boto3_names_what_the_sandbox_has_not(reads: Any) -> None:
    with pytest.raises(ClientError, match="The service has no such operation") as raised:
        reads.list_schemas()
    assert raised.value.response["Error"]["Code"] == "UnknownOperationException"


def test_no_signed_body_leads_to_an_error_of_the_server(raw: Any) -> None:
    @given(
        st.sampled_from(sorted(READS)), st.binary(max_size=100) | st.text().map(json.dumps).map(str.encode)
    )
    def never_fails(operation: str, body: bytes) -> None:
        assert post(raw, operation, body).status in {200, 400}

    never_fails()
