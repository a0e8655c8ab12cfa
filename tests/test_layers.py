"""What each layer may import: domain <- forms <- services <- sandbox <- cli, ui."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parents[1] / "app" / "events_console"
MODULES = {
    ".".join(file.relative_to(APP).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(APP.rglob("*.py"))
}

BELOW = ("domain", "forms", "services", "sandbox")
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "__init__": (),
    "__main__": (*BELOW, "cli", "ui", "paths"),
    "paths": (),
    **{layer: (*BELOW[: position + 1], "paths") for position, layer in enumerate(BELOW)},
    "cli": (*BELOW, "cli", "paths"),
    "ui": (*BELOW, "ui", "paths"),
}
ONLY_IN = {
    "PySide6": ("ui",),
    "shiboken6": ("ui",),
    "boto3": ("services",),
    "botocore": ("services", "sandbox"),
    "keyring": ("services",),
    "sqlite3": ("services",),
}
PURE = ("domain", "forms")
IMPURE = {
    "http.client",
    "http.server",
    "os",
    "pathlib",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "time",
}


def violations(module: str, source: str) -> Iterator[str]:
    """What a module of events_console, by its name inside the package, imports against the table."""
    layer = module.partition(".")[0]
    if layer not in MAY_IMPORT:
        yield f"{layer} is no layer of architecture.md"
        return
    tree = ast.parse(source)
    late = set(_run_late(tree))
    for node in ast.walk(tree):
        for name in _imported(node):
            yield from _wrong(layer, name, late=node in late)
        if layer in PURE and isinstance(node, ast.Attribute) and ast.unparse(node.value) == "paths":
            yield from _wrong(layer, f"events_console.paths.{node.attr}", late=True)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names]
    return []


def _run_late(tree: ast.AST) -> Iterator[ast.AST]:
    """Whatever is not run by importing the module: function bodies, and what only type checkers read."""
    for node in ast.walk(tree):
        for_types = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if for_types or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ast.walk(node)


def _wrong(layer: str, name: str, *, late: bool) -> Iterator[str]:
    package, _, inner = name.partition(".")
    target, _, member = inner.partition(".")
    if not package:
        yield f"{name} is a relative import"
    elif package == "events_console":
        if target != "__version__" and target not in MAY_IMPORT[layer]:
            yield f"{layer} imports {name}"
        if target == "paths" and layer in PURE and member not in ("", "resource"):
            yield f"{layer} imports {name}, and may import paths.resource alone"
    elif layer not in ONLY_IN.get(package, (layer,)):
        yield f"{layer} imports {name}"
    elif package == "jsonschema" and not late:
        yield f"{name} is imported when the module is"
    elif layer in PURE and not IMPURE.isdisjoint((package, f"{package}.{target}")):
        yield f"{layer} imports {name}, and is pure"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_its_layer_may(module: str) -> None:
    assert not list(violations(module, MODULES[module].read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("domain.request", "from events_console.forms import json_request"),
        ("domain.request", "from events_console import services"),
        ("domain.request", "import events_console.ui.console"),
        ("forms.yaml_request", "def read(): from events_console.services import sender"),
        ("services.sender", "from events_console.sandbox.server import Sandbox"),
        ("sandbox.server", "from events_console.cli import main"),
        ("cli.send", "from events_console.ui.console import Console"),
        ("ui.console", "from events_console.cli import send"),
        ("paths", "from events_console.domain import request"),
        ("domain.service_model", "from events_console.paths import history_file"),
        ("domain.service_model", "from events_console import paths\npaths.history_file()"),
        ("cli.send", "from PySide6.QtCore import QObject"),
        ("__main__", "import PySide6"),
        ("ui.console", "import boto3"),
        ("sandbox.server", "import boto3"),
        ("ui.console", "def send():\n    from botocore.session import Session"),
        ("cli.send", "import keyring"),
        ("ui.history_pane", "import sqlite3"),
        ("domain.schema", "import jsonschema"),
        ("services.sender", "from jsonschema import validators"),
        ("domain.request", "import os"),
        ("forms.json_request", "from time import time"),
        ("ui.console", "from . import tasks"),
        ("ui.console", "from .tasks import Tasks"),
        ("utils", ""),
    ],
)
def test_each_rule_has_teeth(module: str, source: str) -> None:
    assert len(list(violations(module, source))) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("domain.service_model", "from events_console.paths import resource"),
        ("domain.service_model", "from events_console import paths\npaths.resource('a')"),
        ("domain.schema", "def validator():\n    import jsonschema"),
        ("domain.schema", "if TYPE_CHECKING:\n    import jsonschema"),
        ("sandbox.signature", "from botocore.auth import SigV4Auth"),
        ("services.history", "import sqlite3\nfrom events_console import __version__, paths"),
        ("__main__", "from events_console import cli, ui"),
    ],
)
def test_what_the_table_allows_is_allowed(module: str, source: str) -> None:
    assert not list(violations(module, source))


@pytest.mark.parametrize(
    ("module", "late"),
    [
        ("events_console.ui.main_window", {"boto3", "botocore", "jsonschema", "keyring"}),
        ("events_console.__main__", {"boto3", "botocore", "jsonschema", "keyring", "PySide6"}),
    ],
)
def test_a_start_loads_nothing_heavy(module: str, late: set[str]) -> None:
    program = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not late & set(done.stdout.split())
