"""Start-up is sacred: what is there, and what is not yet, when the window is painted for the first time."""

import json
import subprocess
import sys

PAINTED = """
import json, linecache, sys
from events_console.ui import application, session
show = session.Session.show
def shown(self, file):
    self.window.painted.disconnect()
    self.window.painted.connect(tell)
    show(self, file)
    self.window.painted.disconnect(self._warm_up)
def tell():
    read = [name for name in linecache.cache if "events_console" in name]
    print(json.dumps([sorted(sys.modules), read]), flush=True)
    import os; os._exit(0)
session.Session.show = shown
application.run()
"""
LATER = {
    "boto3",
    "botocore",
    "difflib",
    "jsonschema",
    "keyring",
    "sqlite3",
    "events_console.domain.lint.registry",
    "events_console.services.history",
    "events_console.ui.completion",
    "events_console.ui.event_inspector",
    "events_console.ui.history_pane",
    "events_console.ui.response_pane",
}


def test_the_first_paint_waits_for_nothing_that_can_come_later() -> None:
    done = subprocess.run([sys.executable, "-c", PAINTED], capture_output=True, text=True, check=True)
    modules, read = json.loads(done.stdout)
    assert "events_console.ui.main_window" in modules
    assert LATER.intersection(modules) == set()
    assert read == [], "PySide has read the source of modules"
