"""The proxy between here and a host: what botocore would use, without who may use it."""

import pytest

from events_console.services.proxies import in_force, proxy_for

URL = "https://personalize-events.eu-west-1.amazonaws.com"


def test_without_settings_there_is_none() -> None:
    assert proxy_for(URL) is None


@pytest.mark.parametrize(
    "value",
    [
        "http://proxy.example:8080",
        "proxy.example:8080",
        "http://somebody:secret@proxy.example:8080",
        "somebody:se%2Fcr%40t@proxy.example:8080",
    ],
)
def test_host_and_port_are_told_and_nothing_secret(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", value)
    assert proxy_for(URL) == "proxy.example:8080"


def test_hosts_that_are_left_out_are_reached_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:8080")
    assert proxy_for("http://events.example.com") is None  # that is another scheme
    monkeypatch.setenv("NO_PROXY", ".amazonaws.com")
    assert proxy_for(URL) is None


def test_this_computer_is_never_reached_through_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:8080")
    assert proxy_for("http://127.0.0.1:9000") is None
    assert proxy_for("http://localhost:9000") is None
    assert proxy_for("http://events.example.com") == "proxy.example:8080"


@pytest.mark.parametrize("value", ["//proxy.example:8080/", "http://somebody:se/cr@t#?@proxy.example"])
def test_what_is_no_address_is_not_shown_and_refused_when_it_is_used(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", value)
    assert proxy_for(URL) is None
    with pytest.raises(ValueError, match=r"^HTTPS_PROXY in the environment is no web address: ") as caught:
        in_force(URL)
    assert value not in str(caught.value)
