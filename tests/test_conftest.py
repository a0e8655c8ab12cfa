"""What tests/conftest.py promises every test."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPING = """
import pytest
@pytest.mark.skip(reason="no such tool")
def test_skipped(): pass
@pytest.mark.xfail(reason="known", strict=True)
def test_expected_to_fail(): assert False
"""


def test_no_address_but_loopback_can_be_reached(refused_addresses: list[str]) -> None:
    with socket.socket() as client:
        with pytest.raises(RuntimeError, match="loopback"):
            client.connect(("192.0.2.1", 443))
        with pytest.raises(RuntimeError, match="loopback"):
            client.connect_ex(("192.0.2.2", 443))
    with pytest.raises(RuntimeError, match="loopback"):
        socket.create_connection(("personalize-events.us-east-1.amazonaws.com", 443))
    assert refused_addresses == ["192.0.2.1", "192.0.2.2", "personalize-events.us-east-1.amazonaws.com"]
    refused_addresses.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_can_be_reached(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1])).close()


def test_a_name_that_never_exists_is_not_asked_for() -> None:
    with pytest.raises(socket.gaierror):
        socket.create_connection(("nowhere.invalid", 443))


def test_the_environment_knows_no_account_and_no_proxy(home: Path) -> None:
    aws = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
    assert aws.pop("AWS_EC2_METADATA_DISABLED") == "true"
    assert {Path(value).parent for value in aws.values()} == {home / ".aws"}
    assert Path.home() == home
    assert not [name for name in os.environ if name.lower().endswith("_proxy")]


@pytest.mark.parametrize("source", [SKIPPING, "import pytest\npytest.skip('none', allow_module_level=True)"])
def test_on_ci_a_skipped_test_is_a_failure(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    (tmp_path / "test_it.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    monkeypatch.delenv("CI", raising=False)
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode in (0, 5)
    monkeypatch.setenv("CI", "true")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode not in (0, 5)
    assert "On CI a skipped test is a failure: test_it.py" in done.stdout
