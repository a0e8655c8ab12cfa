"""The top of the window: where requests go, in words."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.ui.connection_banner import ConnectionBanner, facts
from events_console.ui.connection_bar import MANAGE_SHORTCUT, ConnectionBar
from events_console.ui.console import Console

SANDBOX = Connection(
    "Sandbox", ConnectionKind.SANDBOX, "us-east-1", "http://127.0.0.1:9000", keys=KeySource.SANDBOX
)
QA = Connection(
    "QA & more", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.PROFILE, profile="qa", id="1"
)
HOST = "personalize-events.eu-west-1.amazonaws.com"
PROD = replace(QA, name="Live", kind=ConnectionKind.PRODUCTION, id="2")


@pytest.fixture
def bar(console: Console, qtbot: QtBot) -> ConnectionBar:
    actions = QAction("Search actions"), QAction("Send")
    made = ConnectionBar(console, *actions, panes=())
    qtbot.addWidget(made)
    made.resize(1200, 40)
    made.show()
    return made


def shown(bar: ConnectionBar) -> str:
    texts = [one.accessibleName() or one.text() for one in bar.findChildren(QLabel) if one.isVisible()]
    return " | ".join(text for text in texts if text)


def test_it_names_kind_region_and_host(bar: ConnectionBar) -> None:
    bar.show_connection(SANDBOX)
    assert shown(bar) == "● Sandbox | us-east-1 · 127.0.0.1:9000 · stays on this computer"
    bar.show_connection(replace(QA, kind=ConnectionKind.SANDBOX))
    assert shown(bar) == "● Sandbox | eu-west-1 · personalize-events.eu-west-1.amazonaws.com"
    bar.show_connection(QA)
    assert shown(bar) == "● Development | eu-west-1 · personalize-events.eu-west-1.amazonaws.com"
    assert bar.button.text() == "QA && more"
    assert bar.button.accessibleName() == "Connection QA & more, Development: choose another"
    bar.show_connection(replace(QA, name="Q" * 80))
    assert "…" in bar.button.text()
    assert "Q" * 80 in bar.button.toolTip()


def test_production_says_whether_it_is_armed_and_how_to_arm_it(bar: ConnectionBar, qtbot: QtBot) -> None:
    bar.show_connection(PROD)
    assert "● Production · not armed" in shown(bar)
    with qtbot.waitSignal(bar.arm_requested):
        bar.arm.click()
    bar.show_connection(PROD, 23)
    assert "● Production · armed: 23 left" in shown(bar)
    assert not bar.arm.isVisible()
    bar.show_connection(PROD, 0)
    assert "not armed" in shown(bar)
    bar.show_connection(QA)
    assert "armed" not in shown(bar)
    assert not bar.arm.isVisible()


def test_the_menu_offers_every_connection_with_its_kind(bar: ConnectionBar, qtbot: QtBot) -> None:
    bar.offer((SANDBOX, QA, PROD), QA)
    *others, gap, manage = bar.menu.actions()
    assert gap.isSeparator()
    assert [(one.text(), one.isChecked()) for one in others] == [
        ("Sandbox\tSandbox", False),
        ("QA && more\tDevelopment", True),
        ("Live\tProduction", False),
    ]
    with qtbot.waitSignal(bar.chosen) as chosen:
        others[2].trigger()
    assert chosen.args == [PROD]
    with qtbot.waitSignal(bar.manage_requested):
        manage.trigger()
    assert manage.text() == f"Manage connections…\t{MANAGE_SHORTCUT}"
    bar.offer((SANDBOX,), SANDBOX)
    assert len(bar.menu.actions()) == 3


def test_the_account_is_masked_and_goes_with_the_connection(bar: ConnectionBar) -> None:
    bar.show_connection(QA)
    assert not bar.account.isVisible()
    bar.show_account("123456789012")
    assert bar.account.text() == "••••••••9012"
    bar.account.click()
    assert bar.account.text() == "123456789012"
    bar.account.click()
    assert bar.account.text() == "••••••••9012"
    bar.show_connection(QA)
    assert bar.account.isVisible()
    bar.show_connection(PROD)
    assert not bar.account.isVisible()


def test_it_fits_the_smallest_window(bar: ConnectionBar) -> None:
    bar.show_connection(replace(PROD, name="Q" * 80))
    bar.show_account("123456789012")
    bar.resize(836, 40)
    assert bar.minimumSizeHint().width() <= 836
    assert not bar.account.isVisible()


def narrow(bar: ConnectionBar, until: Callable[[], bool]) -> None:
    """Make the bar as narrow as it takes."""
    for width in range(bar.width(), 400, -10):
        if not until():
            bar.resize(width, 40)
    assert until()


def where(bar: ConnectionBar) -> str:
    return " ".join(one.text() for one in bar.findChildren(QLabel))


def test_where_requests_go_has_room_before_the_words_of_the_search(bar: ConnectionBar, qtbot: QtBot) -> None:
    bar.show_connection(PROD)
    bar.show_account("123456789012")
    search = next(one for one in bar.findChildren(QPushButton) if one.accessibleName() == "Search actions")
    assert search.text().strip() == "Search actions"
    narrow(bar, lambda: not search.text())
    assert (search.accessibleName(), search.toolTip()) == ("Search actions", "Search actions")
    qtbot.waitUntil(lambda: HOST in where(bar))
    assert bar.account.isVisible()
    narrow(bar, lambda: not bar.account.isVisible())
    qtbot.waitUntil(lambda: HOST in where(bar))
    bar.resize(1200, 40)
    assert search.text().strip() == "Search actions"
    assert bar.account.isVisible()


@pytest.mark.parametrize(
    ("connection", "proxy", "lasting", "told"),
    [
        (QA, None, False, ()),
        (SANDBOX, None, False, ()),
        (replace(QA, keys=KeySource.KEYRING), None, True, ()),
        (replace(QA, keys=KeySource.KEYRING), None, False, ("▲ The keys are kept in memory alone",)),
        (QA, "proxy.example:8080", True, ("through the proxy proxy.example:8080.",)),
        (
            replace(QA, endpoint_url="https://e.example", verify_tls=False, confirmed_host="e.example"),
            None,
            True,
            (
                "▲ The certificate of e.example is not checked",
                "▲ Keys go to e.example, which is no host of AWS",
            ),
        ),
        (replace(QA, endpoint_url="https://e.example", confirmed_host="f.example"), None, True, ()),
        (
            replace(
                QA, endpoint_url="https://e.example", confirmed_host="e.example", keys=KeySource.UNSIGNED
            ),
            None,
            True,
            (),
        ),
    ],
)
def test_what_nobody_may_overlook(
    connection: Connection, proxy: str | None, lasting: bool, told: tuple[str, ...]
) -> None:
    found = facts(connection, proxy, lasting=lasting)
    assert len(found) == len(told)
    assert all(part in sentence for part, sentence in zip(told, found, strict=True))


def test_the_banner_is_there_as_long_as_it_has_something_to_say(qtbot: QtBot) -> None:
    banner = ConnectionBanner()
    qtbot.addWidget(banner)
    banner.show_facts(("▲ One.", "Two."))
    assert banner.isVisible()
    assert banner.property("role") == "banner-warning"
    assert [one.text() for one in banner.findChildren(QLabel)] == ["▲ One.\nTwo."]
    banner.show_facts(("Two.",))
    assert banner.property("role") == "banner-info"
    banner.show_facts(())
    assert not banner.isVisible()


def test_a_fault_of_the_sandbox_is_told_with_a_way_back(bar: ConnectionBar, qtbot: QtBot) -> None:
    bar.show_fault("throttle")
    bar.show_connection(SANDBOX)
    assert shown(bar).startswith("● Sandbox · answers: throttle | ")
    with qtbot.waitSignal(bar.normal_requested):
        qtbot.mouseClick(bar.normal, Qt.MouseButton.LeftButton)
    bar.show_connection(QA)
    assert "throttle" not in shown(bar)
    assert not bar.normal.isVisible()
    bar.show_connection(SANDBOX)
    bar.show_fault("")
    assert "answers" not in shown(bar)
    assert not bar.normal.isVisible()
