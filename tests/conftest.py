"""What every test gets: a home of its own, a clean environment, and no network but loopback."""

import ipaddress
import os
import shlex
import socket
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from tests.aws_standin import Aws, Desk

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long one example takes depends on the machine and what else it does; no test shall fail by that.
hypothesis.settings.register_profile("events-console", deadline=None)
hypothesis.settings.load_profile("events-console")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, in an environment without AWS settings, proxies or a session bus."""
    folder = tmp_path_factory.mktemp("home")
    for name in os.environ:
        if name.startswith(("AWS_", "XDG_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name in ("DBUS_SESSION_BUS_ADDRESS", "PYTHON_KEYRING_BACKEND"):
        monkeypatch.delenv(name, raising=False)
    aws = folder / "bin" / "aws"  # its own script bears no blank in the path of the interpreter
    aws.parent.mkdir()
    aws.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m awscli "$@"\n', encoding="utf-8")
    aws.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(aws.parent), os.environ["PATH"])))
    (folder / ".aws").mkdir()
    (folder / "runtime").mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder / "runtime"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(folder / ".aws" / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(folder / ".aws" / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return folder


@pytest.fixture(autouse=True)
def console_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the console keeps its files; it does not exist yet."""
    folder = home / "console"
    monkeypatch.setenv("EVENTS_CONSOLE_HOME", str(folder))
    return folder


@pytest.fixture(scope="session", autouse=True)
def _loopback_only() -> Iterator[list[str]]:
    """Refuse every other address; the list is of those that were refused."""
    refused: list[str] = []
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(host: str | bytes | None) -> None:
        name = host.decode() if isinstance(host, bytes) else host
        if not _is_loopback(name):
            refused.append(str(name))
            message = f"The tests may reach loopback addresses only, not {name!r}."
            raise RuntimeError(message)

    def checked_connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX:
            check(address[0])
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: Any) -> int:
        if self.family != socket.AF_UNIX:
            check(address[0])
        return connect_ex(self, address)

    def checked_getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
        # `.invalid` is reserved never to exist (RFC 6761), so that the answer is known without asking.
        if str(host).endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        check(host)
        return getaddrinfo(host, *args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked_connect)
        patch.setattr(socket.socket, "connect_ex", checked_connect_ex)
        patch.setattr(socket, "getaddrinfo", checked_getaddrinfo)
        yield refused


@pytest.fixture(autouse=True)
def refused_addresses(_loopback_only: list[str]) -> Iterator[list[str]]:
    """The addresses outside that this test tried to reach; a test that leaves one in the list fails."""
    _loopback_only.clear()
    yield _loopback_only
    assert not _loopback_only, f"Something tried to reach {', '.join(_loopback_only)}."


def _is_loopback(host: str | None) -> bool:
    if not host or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session")
def aws_certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("cryptography")
    from tests.aws_standin import make_certificates  # with botocore, which most tests do without

    folder = tmp_path_factory.mktemp("authority")
    make_certificates(folder)
    return folder


@pytest.fixture
def aws(aws_certificates: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator["Aws"]:
    """AWS as the proxy of this environment sees it; whoever trusts its ``ca_bundle`` can talk to it."""
    from tests.aws_standin import Aws

    with Aws(aws_certificates) as running:
        monkeypatch.setenv("HTTPS_PROXY", running.proxy)
        yield running


@pytest.fixture
def desk(aws: "Aws", home: Path, monkeypatch: pytest.MonkeyPatch) -> "Desk":
    """Somebody who reaches that AWS with whatever keys there are."""
    import botocore.credentials
    import botocore.tokens

    from tests.aws_standin import Desk

    desk = Desk(aws, home)
    for provider in (botocore.credentials.SSOProvider, botocore.tokens.SSOTokenProvider):
        # It looked for the home when it was imported.
        monkeypatch.setattr(provider, "_SSO_TOKEN_CACHE_DIR", str(desk.sso_cache))
    return desk


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not hasattr(report, "wasxfail"):
        _fail_if_skipped_on_ci(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped_on_ci(report)
    return report


def _fail_if_skipped_on_ci(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and os.environ.get("CI") == "true":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"On CI a skipped test is a failure: {report.nodeid}: {reason}"
