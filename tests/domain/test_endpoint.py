"""Endpoints: the hosts are botocore's, and keys go to no other without somebody's word."""

from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointProviderError
from botocore.loaders import create_loader
from hypothesis import given
from hypothesis import strategies as st

from events_console.domain import endpoint
from events_console.domain.connection import Connection, ConnectionKind, KeySource

PLACE = Connection("Place", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.KEYRING)
REAL = "AKIAIOSFODNN7EXAMPLE"
AWS = "https://personalize-events.eu-west-1.amazonaws.com"
REGIONS = [
    region
    for partition in create_loader().load_data("partitions")["partitions"]
    for region in partition["regions"]
    if not region.endswith("-global")
]


@cache
def rules(service: str) -> EndpointProvider:
    """What botocore follows to find a host."""
    loader = create_loader()
    return EndpointProvider(
        loader.load_service_model(service, "endpoint-rule-set-1"), loader.load_data("partitions")
    )


@pytest.mark.parametrize("service", ["personalize-events", "personalize", "sts"])
@pytest.mark.parametrize("region", REGIONS)
def test_a_region_leads_where_botocore_would_go(region: str, service: str) -> None:
    for fips, dual_stack in product((False, True), repeat=2):
        place = replace(PLACE, region=region, fips=fips, dual_stack=dual_stack)
        try:
            theirs = rules(service).resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual_stack)
        except EndpointProviderError:
            continue  # there is none of this kind
        assert endpoint.url(place, service) == theirs.url
        assert endpoint.is_aws(endpoint.host(theirs.url))
        assert endpoint.refusal(place, REAL, theirs.url) is None


@pytest.mark.parametrize("service", ["personalize", "sts"])
def test_an_endpoint_of_its_own_serves_everything_unless_it_is_one_of_aws(service: str) -> None:
    own = replace(PLACE, endpoint_url="https://example.com/prefix")
    assert endpoint.url(own) == endpoint.url(own, service) == "https://example.com/prefix"
    vpc = "https://vpce-0a-1b.personalize-events.eu-west-1.vpce.amazonaws.com"
    private = replace(PLACE, endpoint_url=vpc)
    assert endpoint.url(private) == vpc
    assert endpoint.url(private, service) == f"https://{service}.eu-west-1.amazonaws.com"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://Example.COM:8443/x", "example.com"),
        ("https://example.com./", "example.com"),
        ("http://[::1]:80", "::1"),
        ("nonsense", ""),
        ("http://[::1", ""),
        ("https://personalize-events.eu-west-1.amazonaws.com@evil.example", "evil.example"),
    ],
)
def test_the_host_of_an_address(address: str, host: str) -> None:
    assert endpoint.host(address) == host


@pytest.mark.parametrize(
    "name",
    ["127.0.0.1", "127.9.9.9", "localhost", "api.localhost", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::"],  # noqa: S104  # it leads here
)
def test_names_of_this_computer(name: str) -> None:
    assert endpoint.is_loopback(name)
    place = replace(PLACE, endpoint_url=f"http://{f'[{name}]' if ':' in name else name}:8080")
    assert endpoint.flaw(place) is None
    assert "Real keys never go" in str(endpoint.refusal(place, REAL))
    assert "Real keys never go" in str(endpoint.refusal(replace(place, confirmed_host=name), REAL))
    for disguised in (f" {REAL}", f"\ufeff{REAL}", f"{REAL}\r", REAL.lower()):
        assert "Real keys never go" in str(endpoint.refusal(place, disguised))
    assert endpoint.refusal(place, "test") is None
    assert endpoint.refusal(place, None) is None


@pytest.mark.parametrize("name", ["10.0.0.1", "localhost.example", "mylocalhost", "::2", "", "128.0.0.1"])
def test_names_of_other_computers(name: str) -> None:
    assert not endpoint.is_loopback(name)


FLAWS = {
    "http://personalize-events.eu-west-1.amazonaws.com": "unencrypted",
    "http://localhost.evil.example": "unencrypted",
    "http://10.0.0.1:8080": "unencrypted",
    "https://personalize-events.eu-west-1.amazonaws.com@evil.example": "“@”",
    "https://user:password@example.com": "“@”",
    "https://evil.example\\@personalize-events.eu-west-1.amazonaws.com": "“@”",
    "https://evil.example\\.personalize-events.eu-west-1.amazonaws.com": "character",
    "https://evil%2Eexample": "character",
    "https://example.com/a\\b": "character",
    "https://xn--mazon-3ve.com": "plain ASCII",
    "https://аmazon.com": "plain ASCII",  # noqa: RUF001  # that is the point
    "https://example.com/?x=1": "query",
    "https://example.com/#x": "query",
    "https://exa mple.com": "blank",
    "https://example.com\t": "blank",
    "https://example\n.com": "blank",
    "ftp://example.com": "no web address",
    "example.com": "no web address",
    "https://": "no web address",
    "https://[::1": "no web address",
    "https://.": "no web address",
    "https://example.com:0": "port",
    "https://example.com:70000": "port",
    "https://example.com:http": "port",
    "http://2130706433": "in disguise",
    "https://2130706433": "in disguise",
    "https://0x7f000001": "in disguise",
    "https://0x7f.1": "in disguise",
    "https://127.1": "in disguise",
    "https://0177.0.0.1": "in disguise",
    "https://127.0.0.1.": None,
    "https://127.0.0.0x1": "in disguise",
    "https://example.1": "in disguise",
    "https://[::1]:8443": None,
    "http://127.0.0.1:8080": None,
    "HTTP://LOCALHOST:8080": None,
    "https://example.com:8443/prefix/": None,
    "https://host_with-dashes.example": None,
}


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
    ],
)
def test_a_password_in_an_endpoint_is_refused_and_not_shown(url: str, shown: str) -> None:
    place = replace(PLACE, endpoint_url=url)
    assert endpoint.url(place) == shown
    why_not = endpoint.flaw(place)
    assert why_not
    assert "“@”" in why_not
    assert "hun" not in why_not


@pytest.mark.parametrize("keys", KeySource)
@pytest.mark.parametrize(("address", "words"), FLAWS.items())
def test_an_address_that_cannot_be_used_says_why(address: str, words: str | None, keys: KeySource) -> None:
    place = replace(PLACE, endpoint_url=address, keys=keys)
    found = endpoint.flaw(place)
    assert (found is None) is (words is None)
    if words:
        assert words in str(found)
        assert endpoint.refusal(place, None) == endpoint.refusal(place, REAL) == found


@pytest.mark.parametrize(
    "region", ["", "eu_west_1", "eu-west-1.evil.example/", "EU-WEST-1", "-", "é", "a" * 64]
)
def test_what_is_no_region_says_so(region: str) -> None:
    assert "is not a region" in str(endpoint.flaw(replace(PLACE, region=region)))


@pytest.mark.parametrize(
    "address",
    [
        None,
        AWS,
        "https://vpce-0a.personalize-events.eu-west-1.vpce.amazonaws.com",
        "https://bucket.s3.amazonaws.com",
        "https://personalize-events.s3.amazonaws.com",
        "https://sts.s3-website-us-east-1.amazonaws.com",
        "https://personalize.elb.amazonaws.com",
        "https://personalize-events.compute-1.amazonaws.com",
        "https://abc.execute-api.eu-west-1.amazonaws.com",
    ],
)
def test_tls_is_always_checked_for_hosts_of_aws(address: str | None) -> None:
    place = replace(PLACE, endpoint_url=address, verify_tls=False)
    assert "certificate checked" in str(endpoint.flaw(place))
    assert endpoint.flaw(replace(place, endpoint_url="https://example.com")) is None


FOREIGN = [
    "https://personalize-events.eu-west-1.amazonaws.com.evil.example",
    "https://evil-amazonaws.com",
    "https://amazonaws.com",
    "https://personalize-events.eu-west-1.evilamazonaws.com",
    "https://bucket.s3.amazonaws.com",
    "https://personalize-events.s3.eu-west-1.amazonaws.com",
    "https://personalize-events.eu-west-1.elb.amazonaws.com",
    "https://ec2-1-2-3-4.compute-1.amazonaws.com",
    "https://personalize-events.eu-west-1.awsapps.com",
    "https://evil.vpce-svc-0a.eu-west-1.vpce.amazonaws.com",
    "https://[2001:db8::1]",
    "https://10.0.0.1",
]


@pytest.mark.parametrize("address", FOREIGN)
def test_keys_go_to_no_other_host_unless_its_name_was_typed(address: str) -> None:
    place = replace(PLACE, endpoint_url=address)
    host = endpoint.host(address)
    assert "no host of Amazon Personalize" in str(endpoint.refusal(place, REAL))
    assert "no host of Amazon Personalize" in str(endpoint.refusal(place, "test"))
    assert endpoint.refusal(place, None) is None
    assert endpoint.refusal(replace(place, confirmed_host=f" {host.upper()}. "), REAL) is None
    assert endpoint.refusal(replace(place, confirmed_host="another.example"), REAL)
    assert endpoint.refusal(replace(place, confirmed_host=""), REAL)


@pytest.mark.parametrize("address", [AWS.upper(), f"{AWS}.", f"{AWS}:443", f"{AWS}:8443/x"])
def test_the_same_host_may_be_written_in_other_ways(address: str) -> None:
    assert endpoint.refusal(replace(PLACE, endpoint_url=address), REAL) is None


def test_a_confirmation_holds_for_the_address_of_the_request() -> None:
    place = replace(PLACE, endpoint_url="https://example.com", confirmed_host="example.com")
    assert endpoint.refusal(place, REAL, "https://evil.example/events")


def test_the_sandbox_key_stays_here() -> None:
    place = replace(PLACE, keys=KeySource.SANDBOX)
    assert "worth nothing" in str(endpoint.refusal(place, "SANDBOX1"))
    assert endpoint.refusal(replace(place, endpoint_url="http://127.0.0.1:1"), "SANDBOX1") is None


@given(address=st.text(max_size=40) | st.text("htps:/@.[]%\\#?0x1a-", max_size=40).map("https://".__add__))
def test_whatever_is_typed_is_refused_or_harmless(address: str) -> None:
    why = endpoint.refusal(replace(PLACE, endpoint_url=address), REAL)
    assert why or not address or endpoint.is_aws(endpoint.host(address))


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("personalize-events.eu-west-1.amazonaws.com", "eu-west-1"),
        ("personalize-events-fips.us-gov-west-1.api.aws", "us-gov-west-1"),
        ("personalize-events.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("vpce-ab-1.personalize-events.us-east-1.vpce.amazonaws.com", "us-east-1"),
        ("personalize-events.eu-west-1.amazonaws.com.evil.example", None),
        ("127.0.0.1", None),
        ("", None),
    ],
)
def test_the_region_of_a_host(name: str, region: str | None) -> None:
    assert endpoint.region_of(name) == region
