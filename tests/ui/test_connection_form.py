"""The form of a connection: what it says of what is typed, and that nothing typed changes by accident."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.services.profiles import Profile
from events_console.ui import style
from events_console.ui.connection_form import ConnectionForm
from events_console.ui.form_rows import Chooser

PLACE = Connection(
    "QA", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.PROFILE, profile="qa", id="c1"
)
EVERYTHING = Connection(
    "Prod",
    ConnectionKind.PRODUCTION,
    "us-east-1",
    "https://events.example.com:8443/x",
    2.5,
    7.0,
    3,
    KeySource.KEYRING,
    confirmed_host="events.example.com",
    fips=True,
    dual_stack=True,
    ca_bundle="authority.pem",
    verify_tls=False,
    id="c2",
)


@pytest.fixture
def form(qtbot: QtBot) -> ConnectionForm:
    made = ConnectionForm()
    qtbot.addWidget(made)
    made.keys.offer([Profile("qa", "eu-west-1", "role qa via base with MFA")])
    made.show_connection(PLACE)
    made.resize(620, 900)
    made.show()
    return made


def type_into(field: QLineEdit | QComboBox, text: str, qtbot: QtBot) -> None:
    line = field if isinstance(field, QLineEdit) else field.lineEdit()
    assert line
    line.selectAll()
    qtbot.keyClicks(line, text) if text else qtbot.keyClick(line, Qt.Key.Key_Delete)


def said(form: ConnectionForm) -> str:
    """Return every sentence that stands beneath a field."""
    labels = form.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible() and one.wordWrap() and one.text())


@pytest.mark.parametrize(
    "connection", [PLACE, EVERYTHING, replace(PLACE, keys=KeySource.UNSIGNED, profile=None)]
)
def test_what_is_shown_comes_back_unchanged(form: ConnectionForm, connection: Connection) -> None:
    form.show_connection(connection)
    assert form.connection() == connection
    assert not form.is_changed()
    assert form.flawed() is None


@pytest.mark.parametrize(
    "change",
    [
        {"name": "QA 2"},
        {"region": "us-east-1"},
        {"profile": "other"},
        {"endpoint_url": "https://events.example.com", "confirmed_host": "events.example.com"},
        {"ca_bundle": "x.pem"},
    ],
)
def test_what_is_typed_is_in_the_connection(
    form: ConnectionForm, change: dict[str, str], qtbot: QtBot
) -> None:
    form.more.click()
    fields: dict[str, QLineEdit | QComboBox] = {
        "name": form.name,
        "region": form.region,
        "profile": form.keys.profile,
        "endpoint_url": form.route.endpoint,
        "confirmed_host": form.route.confirmed,
        "ca_bundle": form.route.ca_bundle,
    }
    for name, text in change.items():
        with qtbot.waitSignal(form.edited):
            type_into(fields[name], text, qtbot)
    assert form.connection() == replace(PLACE, **change)  # type: ignore[arg-type]  # texts
    assert form.is_changed()


def test_switches_and_numbers_are_in_the_connection(form: ConnectionForm) -> None:
    form.more.click()
    for check in (form.route.fips, form.route.dual_stack):
        check.click()
    form.route.connect_timeout.setValue(1.5)
    form.route.read_timeout.setValue(0)
    assert (form.route.connect_timeout.text(), form.route.read_timeout.text()) == ("1.5 s", "no limit")
    form.route.attempts.setValue(4)
    changes: dict[str, Any] = {"fips": True, "dual_stack": True, "attempts": 4}
    assert form.connection() == replace(PLACE, connect_timeout=1.5, read_timeout=0, **changes)


@pytest.mark.parametrize(
    ("changes", "others", "sentence"),
    [
        ({"name": ""}, (), "✕ The connection has no name: write one."),
        ({"name": "prod"}, (EVERYTHING,), "✕ There is a connection “prod” already: choose another name."),
        ({"region": "eu west"}, (), "✕ “eu west” is not a region: write one such as us-east-1."),
        ({"profile": ""}, (), "✕ No profile is chosen: choose one, or take the keys from elsewhere."),
        ({"endpoint_url": "http://events.example.com"}, (), "✕ Requests to events.example.com would travel"),
        ({"verify_tls": False}, (), "✕ Hosts of AWS always have their certificate checked"),
    ],
)
def test_what_is_wrong_is_said_beneath_and_keeps_it_from_being_saved(
    form: ConnectionForm, changes: dict[str, Any], others: tuple[Connection, ...], sentence: str
) -> None:
    form.show_connection(replace(PLACE, **changes), others)
    assert sentence in said(form)
    field, why = form.flawed() or (form, "")
    assert f"✕ {why}" in said(form)
    form.go_to(field)
    assert form.focusWidget() is field
    assert field.accessibleDescription() == why


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"region": "mars-1"}, "▲ The service is not known to be in this region"),
        ({"profile": "nobody"}, "▲ The AWS CLI’s files have no profile “nobody” at present."),
        (
            {"endpoint_url": "https://events.example.com"},
            "▲ This is no host of AWS: type its name, events.example",
        ),
        (
            {"endpoint_url": "https://events.example.com", "confirmed_host": "events.example.com"},
            "✓ Keys may go to events.example.com.",
        ),
        ({"endpoint_url": "https://events.example.com", "verify_tls": False}, "▲ Whoever is on the way"),
        (
            {"endpoint_url": "https://events.example.com", "keys": KeySource.SANDBOX},
            "▲ The sandbox’s key is worth",
        ),
        ({"attempts": 3}, "Up to 3 tries where no answer comes"),
        ({"profile": "qa"}, "Its keys: role qa via base with MFA."),
        ({"kind": ConnectionKind.PRODUCTION}, "Nothing is sent before somebody has typed"),
        ({"endpoint_url": "http://127.0.0.1:9"}, "Requests go to http://127.0.0.1:9."),
        ({"fips": True}, "Requests go to https://personalize-events-fips.eu-west-1.amazonaws.com."),
    ],
)
def test_what_is_worth_knowing_is_said_and_does_not_keep_it_from_being_saved(
    form: ConnectionForm, changes: dict[str, Any], sentence: str
) -> None:
    form.show_connection(replace(PLACE, **changes))
    assert sentence in said(form)
    assert form.flawed() is None


def test_a_host_is_confirmed_by_its_whole_name_and_for_itself_alone(
    form: ConnectionForm, qtbot: QtBot
) -> None:
    form.show_connection(replace(PLACE, endpoint_url="https://events.example.com"))
    type_into(form.route.confirmed, "events.example", qtbot)
    assert form.connection().confirmed_host is None
    type_into(form.route.confirmed, "Events.Example.com", qtbot)
    assert form.connection().confirmed_host == "events.example.com"
    type_into(form.route.endpoint, "https://other.example.com", qtbot)
    assert form.connection().confirmed_host is None
    assert form.route.confirmed.isVisible()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"endpoint_url": "http://127.0.0.1:9"},
        {"endpoint_url": "https://personalize-events.us-east-1.amazonaws.com"},
        {"endpoint_url": "https://events.example.com", "keys": KeySource.UNSIGNED},
    ],
)
def test_only_keys_for_a_host_outside_need_confirming(form: ConnectionForm, changes: dict[str, Any]) -> None:
    form.show_connection(replace(PLACE, **changes))
    form.more.setChecked(True)
    assert not form.route.confirmed.isVisible()


def test_what_is_usual_is_folded_away_and_what_is_not_is_never(form: ConnectionForm, qtbot: QtBot) -> None:
    assert not form.route.endpoint.isVisible()
    form.more.click()
    assert form.route.endpoint.isVisible()
    type_into(form.route.ca_bundle, "x.pem", qtbot)
    heading = next(one for one in form.findChildren(QLabel) if one.text().startswith("Endpoint, cert"))
    assert heading.isVisible()
    assert not form.more.isVisible()
    type_into(form.route.ca_bundle, "", qtbot)
    assert not heading.isVisible()
    assert form.more.isVisible()
    form.show_connection(PLACE)
    assert not form.route.endpoint.isVisible()
    form.show_connection(EVERYTHING)
    assert form.route.endpoint.isVisible()


def test_each_source_of_keys_shows_its_own_fields(form: ConnectionForm) -> None:
    keys = form.keys
    shown: list[tuple[bool, bool]] = []
    for place in range(keys.source.count()):
        keys.source.setCurrentIndex(place)
        shown.append((keys.secret.isVisible(), keys.profile.isVisible()))
    assert shown == [(True, False), (False, True), (False, False), (False, False), (False, False)]


def test_keys_are_typed_whole_and_never_readable(form: ConnectionForm, qtbot: QtBot) -> None:
    form.show_connection(replace(PLACE, keys=KeySource.KEYRING, profile=None))
    keys = form.keys
    assert form.typed() is None
    qtbot.keyClicks(keys.secret, " secret ")
    assert "✕ The ID of the access key is missing: an access key has two halves." in said(form)
    qtbot.keyClicks(keys.key_id, "ASIACANARY")
    assert form.flawed() is None
    assert "▲ An ID that begins with ASIA" in said(form)
    qtbot.keyClicks(keys.token, "token")
    assert form.typed() == Credentials("ASIACANARY", "secret", "token")
    assert "secret" not in keys.secret.displayText() + keys.token.displayText()
    assert form.is_changed()
    keys.secret.clear()
    keys.follow()
    assert "✕ The secret is missing: an access key has two halves." in said(form)


def test_kept_keys_are_told_and_do_not_come_back(form: ConnectionForm, qtbot: QtBot) -> None:
    form.show_connection(replace(PLACE, keys=KeySource.KEYRING, profile=None))
    keys = form.keys
    qtbot.keyClicks(keys.key_id, "AKIANEW")
    keys.show_kept("Keys are kept somewhere.", "AKIAKEPT")
    assert keys.key_id.text() == "AKIANEW"  # it was typed while the keyring was asked
    assert (keys.key_id.placeholderText(), keys.secret.placeholderText()) == (
        "AKIAKEPT",
        "kept; type to replace it",
    )
    assert "Keys are kept somewhere." in said(form)
    assert keys.forget.isVisible()
    with qtbot.waitSignal(form.forget_requested):
        keys.forget.click()
    keys.source.setCurrentIndex(1)
    assert form.typed() is None


def test_real_keys_for_this_computer_are_told_to_be_refused(form: ConnectionForm) -> None:
    form.show_connection(
        replace(PLACE, keys=KeySource.KEYRING, profile=None, endpoint_url="http://127.0.0.1:9")
    )
    form.keys.show_kept("Somewhere.", "AKIAIOSFODNN7EXAMPLE")
    form.rows.edited.emit()
    assert "▲ Real keys never go to 127.0.0.1" in said(form)


def test_a_profile_that_lacks_something_is_warned_of(form: ConnectionForm) -> None:
    form.keys.offer([Profile("qa", None, "role x via missing, which does not exist", is_complete=False)])
    assert "▲ Its keys: role x via missing, which does not exist." in said(form)


def test_what_is_chosen_begins_where_what_is_typed_does(qapp: QApplication, qtbot: QtBot) -> None:
    style.apply(qapp, style.LIGHT)
    begins = set()
    for editable in (False, True):
        chooser = Chooser(["HHH"], editable=editable)
        qtbot.addWidget(chooser)
        chooser.setFixedSize(200, style.CONTROL_HEIGHT)
        chooser.show()
        image = chooser.grab().toImage()
        inside = range(3, image.width())
        middle = image.height() // 2
        begins.add(next(x for x in inside if image.pixelColor(x, middle).lightness() < 128))
    assert len(begins) == 1


def test_the_wheel_changes_nothing_that_it_passes(form: ConnectionForm) -> None:
    form.show_connection(EVERYTHING)
    fields: list[QWidget] = [*form.findChildren(QComboBox), *form.findChildren(QAbstractSpinBox)]
    assert len(fields) == 7
    for field in fields:
        field.setFocus()
        place = QPointF(field.rect().center())
        event = QWheelEvent(
            place,
            QPointF(field.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, event)
    assert form.connection() == EVERYTHING


def test_every_stop_has_a_name_and_they_come_in_reading_order(form: ConnectionForm) -> None:
    form.show_connection(EVERYTHING)
    form.keys.show_kept("Somewhere.", "AKIAKEPT")
    stops: list[QWidget] = []
    widget: QWidget = form.name
    while widget not in stops:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(widget)
        widget = widget.nextInFocusChain() or form
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops)
    places = [stop.mapTo(form, stop.rect().center()) for stop in stops]
    assert [place.y() // 8 for place in places] == sorted(place.y() // 8 for place in places)
    assert form.kind.lineEdit() is None


def test_a_time_out_is_written_as_the_language_writes_numbers(form: ConnectionForm, qtbot: QtBot) -> None:
    seconds = form.route.connect_timeout
    seconds.setLocale(QLocale("de"))
    form.show_connection(replace(PLACE, connect_timeout=2.5))
    assert seconds.text() == "2,5 s"
    type_into(seconds.lineEdit(), "0,25", qtbot)
    seconds.interpretText()
    assert form.connection().connect_timeout == 0.25
