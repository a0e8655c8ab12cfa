"""Where a connection leads, and what is no endpoint."""

import boto3
import botocore.session
import pytest

from events_console.domain.connection import Connection, ConnectionKind
from events_console.domain.endpoint import endpoint, objection

REGIONS = [*botocore.session.Session().get_available_regions("personalize"), "cn-north-1"]


def _connection(url: str | None, region: str = "eu-west-1") -> Connection:
    return Connection("Any", ConnectionKind.PRODUCTION, region, url)


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_leads_where_boto3_would_go(region: str) -> None:
    client = boto3.Session(region_name=region).client("personalize-events")
    assert endpoint(_connection(None, region)) == client.meta.endpoint_url


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "HTTPS://events.example/base",
        "https://events.example:443/",
    ],
)
def test_an_endpoint_of_its_own_wins(url: str) -> None:
    assert endpoint(_connection(url)) == url
    assert objection(url) is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://bob:hunter2@events.example", "https://events.example"),
        ("https://bob@events.example/base", "https://events.example/base"),
        ("https://bob:hun@ter2@events.example", "https://events.example"),
        ("https://bob:hun/ter2#@events.example", "https://events.example"),
        ("https://bob:hun\nter2@events.example", "https://events.example"),
        ("https://bob:hunter2\uff20events.example", "https://events.example"),
        ("https://bob:hunter2\ufe6bevents.example", "https://events.example"),
        ("https://bob:hunter2@[::1", "https://[::1"),
        ("//bob:hunter2@events.example", "events.example"),
        ("bob:hunter2@events.example", "events.example"),
        ("@", ""),
    ],
)
def test_a_password_in_an_endpoint_is_refused_and_not_shown(url: str, shown: str) -> None:
    assert endpoint(_connection(url)) == shown
    why_not = objection(url)
    assert why_not
    assert "“@”" in why_not
    assert "hun" not in why_not


@pytest.mark.parametrize(
    "url",
    [
        "",
        "personalize",
        "events.example:443",
        "//events.example",
        "http://",
        "http://:80",
        "ftp://events.example",
        "file:///events",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:0",
        "http://127.0.0.1:http",
        "http://[::1",
        "http://\u2100.example",  # one character that stands for a host and a path
    ],
)
def test_what_is_no_url_of_a_server_is_refused(url: str) -> None:
    assert objection(url) == (
        "its endpoint is not a URL such as https://example.com or http://127.0.0.1:8080"
    )
