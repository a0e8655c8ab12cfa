"""The dialog of connections, with the real file, a real keyring and the real sandbox behind it."""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from events_console import paths
from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.services.identity import Check
from events_console.ui import style
from events_console.ui.connection_dialog import ConnectionDialog
from events_console.ui.connection_outcome import OutcomePanel
from events_console.ui.parts import ElidedLabel
from events_console.ui.profile_import import ProfileImport
from events_console.ui.tasks import Tasks
from tests.keyring_session import KeyringSession, keyring_session, needs_keyring
from tests.ui.connection_desk import ConnectionDesk, connection_desk

KEYS = Credentials("AKIACANARYKEYID", "CANARY/secret", "CANARY/token")
QA = Connection("QA", ConnectionKind.DEVELOPMENT, "eu-west-1", keys=KeySource.KEYRING)
PROD = Connection("Prod", ConnectionKind.PRODUCTION, "us-east-1", keys=KeySource.PROFILE, profile="prod")


@pytest.fixture
def desk() -> Iterator[ConnectionDesk]:
    with connection_desk() as made:
        yield made


@pytest.fixture
def show(
    desk: ConnectionDesk, tasks: Tasks, window: QWidget, qtbot: QtBot
) -> Callable[..., ConnectionDialog]:
    """Open the dialog on a connection, by default the first that is kept, else the built-in one."""

    def opened(current: Connection | None = None) -> ConnectionDialog:
        dialog = ConnectionDialog(desk.keeper, desk.built_in, tasks, window)
        kept = desk.keeper.connections.read()
        assert isinstance(kept, tuple)
        wanted = current or (kept[0] if kept else desk.built_in)
        dialog.open_on(wanted)
        qtbot.waitUntil(lambda: dialog.list.count() == 1 + len(kept) and dialog.editor.shown == wanted)
        return dialog

    return opened


def kept(desk: ConnectionDesk, connection: Connection, keys: Credentials | None = None) -> Connection:
    saved = desk.keeper.save(connection, keys)
    assert isinstance(saved, Connection)
    return saved


def answer(dialog: QWidget, text: str, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: any(box.isVisible() for box in dialog.findChildren(QMessageBox)))
    box = next(box for box in dialog.findChildren(QMessageBox) if box.isVisible())
    pressed = (one for one in box.findChildren(QPushButton) if one.text().replace("&", "") == text)
    qtbot.mouseClick(next(pressed), Qt.MouseButton.LeftButton)


def rename(dialog: ConnectionDialog, name: str, qtbot: QtBot) -> None:
    dialog.editor.form.name.selectAll()
    qtbot.keyClicks(dialog.editor.form.name, name)


def told(dialog: ConnectionDialog, text: str, qtbot: QtBot) -> None:
    """Wait until the dialog has said ``text``."""
    outcome = dialog.editor.outcome
    qtbot.waitUntil(
        lambda: outcome.isVisible() and text in f"{outcome.headline.text()} {outcome.advice.text()}",
        timeout=10_000,
    )


def go_to(dialog: ConnectionDialog, place: int) -> None:
    dialog.list.setCurrentRow(place)


# The list ------------------------------------------------------------------------------------------------


def test_the_sandbox_comes_first_and_says_why_it_cannot_be_changed(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog]
) -> None:
    kept(desk, QA)
    kept(desk, PROD)
    dialog = show(desk.built_in)
    spoken = [dialog.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == [
        "Sandbox, Sandbox · us-east-1 · the sandbox’s key",
        "Prod, Production · us-east-1 · profile prod",
        "QA, Development · eu-west-1 · own access key",
    ]
    assert not any(each.isEnabled() for each in (dialog.duplicate, dialog.delete, dialog.save))
    assert not dialog.editor.form.isVisible()
    assert any(
        "cannot be changed or deleted" in one.text() for one in dialog.findChildren(QLabel) if one.isVisible()
    )


@pytest.mark.parametrize(
    "use",
    [
        lambda dialog: QtBot.keyClick(dialog.list, Qt.Key.Key_Return),
        lambda dialog: dialog.list.itemDoubleClicked.emit(dialog.list.currentItem()),
        lambda dialog: dialog.use.click(),
    ],
)
def test_enter_on_a_line_a_double_click_and_the_button_use_the_connection(
    use: Callable[[ConnectionDialog], object],
    desk: ConnectionDesk,
    show: Callable[..., ConnectionDialog],
    qtbot: QtBot,
) -> None:
    saved = kept(desk, PROD)
    dialog = show()
    dialog.list.setFocus()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        use(dialog)
    assert chosen.args == [saved]
    assert not dialog.isVisible()


def test_the_badge_can_be_told_from_the_selected_line(
    qapp: QApplication, desk: ConnectionDesk, show: Callable[..., ConnectionDialog]
) -> None:
    kept(desk, QA)
    for theme in (style.DARK, style.LIGHT):
        style.apply(qapp, theme)
        dialog = show()
        badge = next(one for one in dialog.list.findChildren(QLabel) if one.text() == "Development")
        at = badge.mapTo(dialog.list.viewport(), badge.rect().center())
        image = dialog.list.viewport().grab().toImage()
        line = image.pixelColor(2, at.y())
        assert line.name().upper() == theme.info.tint
        edges = (image.pixelColor(at.x(), at.y() + y) for y in range(-12, -8))  # above the letters
        assert max(abs(edge.lightness() - line.lightness()) for edge in edges) > 60


def test_a_damaged_file_is_told(show: Callable[..., ConnectionDialog], qtbot: QtBot) -> None:
    paths.connections_file().write_text("{", encoding="utf-8")
    dialog = show()
    told(dialog, "is damaged: mend it, or remove it.", qtbot)


# Keeping -------------------------------------------------------------------------------------------------


@pytest.fixture
def keyring() -> Iterator[KeyringSession]:
    with keyring_session() as running:
        yield running
        gc.collect()  # keyring leaves sockets to the collector: now, not in a test that minds them


leaves_sockets = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@needs_keyring
@leaves_sockets
def test_a_new_connection_is_kept_with_its_keys_which_never_come_back(
    keyring: KeyringSession,  # noqa: ARG001  # before the desk, whose vault takes it
    desk: ConnectionDesk,
    show: Callable[..., ConnectionDialog],
    qtbot: QtBot,
) -> None:
    dialog = show()
    form = dialog.editor.form
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(form.name, "QA")  # in place of the name it has, which is selected
    form.keys.source.setCurrentIndex(0)
    for line, text in zip(
        (form.keys.key_id, form.keys.secret, form.keys.token),
        (KEYS.access_key_id, KEYS.secret_access_key, KEYS.session_token),
        strict=True,
    ):
        qtbot.keyClicks(line, text)
    with qtbot.waitSignal(dialog.changed, timeout=10_000):
        qtbot.keyClick(form.keys.token, Qt.Key.Key_Return)
    told(dialog, "“QA” is saved.", qtbot)
    (saved,) = desk.keeper.connections.all()
    assert desk.keeper.vault.lasting
    assert saved == Connection(
        "QA", ConnectionKind.DEVELOPMENT, "us-east-1", keys=KeySource.KEYRING, id=saved.id
    )
    assert desk.keeper.find(saved) == KEYS
    qtbot.waitUntil(lambda: form.keys.key_id.placeholderText() == KEYS.access_key_id, timeout=10_000)
    assert form.keys.secret.placeholderText() == "kept; type to replace it"
    assert not any(line.text() for line in (form.keys.key_id, form.keys.secret, form.keys.token))
    assert not dialog.save.isEnabled()


@needs_keyring
@leaves_sockets
def test_where_the_keyring_refuses_what_was_typed_stays(
    keyring: KeyringSession, desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    kept(desk, QA)
    dialog = show()
    form = dialog.editor.form
    qtbot.keyClicks(form.keys.key_id, "AKIANEW")
    qtbot.keyClicks(form.keys.secret, "secret")
    keyring.lock()
    dialog.save.click()
    told(dialog, "Not saved: The keys could not be stored, because the keyring is locked", qtbot)
    assert (form.keys.key_id.text(), form.keys.secret.text()) == ("AKIANEW", "secret")
    assert dialog.save.isEnabled()
    assert form.isEnabled()


@needs_keyring
@leaves_sockets
def test_keys_are_forgotten_after_asking_and_deleted_with_the_connection(
    keyring: KeyringSession,  # noqa: ARG001  # as above
    desk: ConnectionDesk,
    show: Callable[..., ConnectionDialog],
    qtbot: QtBot,
) -> None:
    saved = kept(desk, QA, KEYS)
    dialog = show()
    forget = dialog.editor.form.keys.forget
    qtbot.waitUntil(forget.isVisible, timeout=10_000)
    forget.click()
    answer(dialog, "Cancel", qtbot)
    assert desk.keeper.find(saved) == KEYS
    forget.click()
    answer(dialog, "Forget keys", qtbot)
    told(dialog, "The keys are forgotten.", qtbot)
    assert desk.keeper.find(saved) is None
    kept(desk, saved, KEYS)
    dialog.delete.click()
    asked = next(box for box in dialog.findChildren(QMessageBox) if "Delete" in box.text())
    assert asked.informativeText().startswith("Its keys are removed from the keyring as well")
    with qtbot.waitSignal(dialog.changed, timeout=10_000):
        answer(dialog, "Delete", qtbot)
    told(dialog, "“QA” is deleted, and its keys with it.", qtbot)
    assert (desk.keeper.connections.read(), desk.keeper.find(saved)) == ((), None)
    assert dialog.list.count() == 1


def test_without_a_keyring_it_says_that_keys_will_be_forgotten(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    kept(desk, QA)
    dialog = show()
    labels = dialog.editor.form.findChildren(QLabel)
    qtbot.waitUntil(
        lambda: any(
            "▲ No keys are kept for it yet. Keys are forgotten when the" in one.text() for one in labels
        )
    )


@pytest.mark.parametrize(
    ("connection", "told_then"),
    [
        (QA, "deleted. No keyring can be reached from here: if one has its keys, they are still there."),
        (PROD, "“Prod” is deleted. "),
    ],
)
def test_without_a_keyring_it_does_not_say_that_keys_were_deleted(
    desk: ConnectionDesk,
    show: Callable[..., ConnectionDialog],
    qtbot: QtBot,
    connection: Connection,
    told_then: str,
) -> None:
    kept(desk, connection)
    dialog = show()
    assert not desk.keeper.vault.lasting
    dialog.delete.click()
    assert "keyring" not in dialog.findChildren(QMessageBox)[0].informativeText()
    answer(dialog, "Delete", qtbot)
    told(dialog, told_then, qtbot)
    assert "keys with it" not in dialog.editor.outcome.headline.text()


def test_whoever_deletes_is_told_that_the_profile_stays(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog]
) -> None:
    kept(desk, PROD)
    dialog = show()
    dialog.delete.click()
    (box,) = dialog.findChildren(QMessageBox)
    assert box.informativeText() == "The profile “prod” of the AWS CLI stays as it is."


def test_a_name_that_looks_like_html_is_shown_as_it_is(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog]
) -> None:
    kept(desk, replace(PROD, name="<h1>Safe</h1>"))
    dialog = show()
    dialog.delete.click()
    (box,) = dialog.findChildren(QMessageBox)
    assert box.text() == "Delete the connection “<h1>Safe</h1>”?"
    assert box.textFormat() is Qt.TextFormat.PlainText


def test_ctrl_s_saves_and_a_change_is_a_change_of_the_file(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    saved = kept(desk, PROD)
    dialog = show()
    rename(dialog, "Live", qtbot)
    with qtbot.waitSignal(dialog.changed):
        qtbot.keyClick(dialog.editor.form.name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.keeper.connections.read() == (replace(saved, name="Live"),)
    assert dialog.list.currentItem().data(Qt.ItemDataRole.UserRole).name == "Live"


def test_what_is_wrong_is_not_saved_and_gets_the_focus(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    saved = kept(desk, PROD)
    dialog = show()
    form = dialog.editor.form
    form.more.click()
    qtbot.keyClicks(form.route.endpoint, "http://events.example.com")
    for press, what in ((dialog.save, "saved"), (dialog.test, "tested")):
        form.name.setFocus()
        press.click()
        told(dialog, f"Not {what}: Requests to events.example.com would travel unencrypted", qtbot)
        assert dialog.focusWidget() is form.route.endpoint
    assert desk.keeper.connections.read() == (saved,)


def test_where_the_disk_refuses_what_was_typed_stays_and_a_closed_dialog_comes_back(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(desk, PROD)
    dialog = show()
    rename(dialog, "Live", qtbot)

    def refuse(_self: Path, _target: Path) -> None:
        time.sleep(0.2)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        dialog.save.click()
        assert not dialog.save.isEnabled()
        dialog.close()
        assert not dialog.isVisible()
        told(
            dialog, "Not saved: The connection cannot be written: [Errno 28] No space left on device.", qtbot
        )
    assert dialog.isVisible()
    assert dialog.editor.form.name.text() == "Live"
    dialog.save.click()
    told(dialog, "“Live” is saved.", qtbot)


def test_a_warning_stands_whole_beneath_its_field(
    qapp: QApplication, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    style.apply(qapp, style.LIGHT)
    dialog = show()
    dialog.add.click()
    keys = dialog.editor.form.keys
    keys.source.setCurrentIndex(0)
    for line, text in ((keys.key_id, "ASIAIOSFODNN7EXAMPLE"), (keys.secret, "x" * 40)):
        qtbot.wait(50)  # the heights of before are laid out
        qtbot.keyClicks(line, text)
    qtbot.wait(50)
    (warning,) = (one for one in dialog.findChildren(QLabel) if one.text().startswith("▲ An ID that begins"))
    assert warning.height() >= warning.heightForWidth(warning.width())
    assert (
        warning.mapTo(dialog, QPoint(0, 0)).y()
        >= keys.token.mapTo(dialog, QPoint(0, style.CONTROL_HEIGHT)).y()
    )


# Leaving -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "leave",
    [
        lambda dialog: go_to(dialog, 0),
        lambda dialog: dialog.add.click(),
        lambda dialog: dialog.duplicate.click(),
        lambda dialog: dialog.close(),
        lambda dialog: dialog.reject(),
        lambda dialog: dialog.list.used.emit(dialog.editor.shown),
    ],
)
def test_whoever_would_lose_changes_is_asked_and_may_stay(
    leave: Callable[[ConnectionDialog], object],
    desk: ConnectionDesk,
    show: Callable[..., ConnectionDialog],
    qtbot: QtBot,
) -> None:
    saved = kept(desk, PROD)
    dialog = show()
    rename(dialog, "Live", qtbot)
    leave(dialog)
    answer(dialog, "Keep editing", qtbot)
    qtbot.waitUntil(lambda: dialog.list.currentRow() == 1)
    assert dialog.isVisible()
    assert (dialog.editor.shown, dialog.editor.form.name.text()) == (saved, "Live")
    assert desk.keeper.connections.read() == (saved,)


def test_changes_are_saved_or_discarded_on_the_way(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    saved = kept(desk, PROD)
    dialog = show()
    rename(dialog, "Live", qtbot)
    go_to(dialog, 0)
    answer(dialog, "Discard", qtbot)
    assert dialog.editor.shown == desk.built_in
    assert desk.keeper.connections.read() == (saved,)
    go_to(dialog, 1)
    assert dialog.editor.form.name.text() == "Prod"
    rename(dialog, "Live", qtbot)
    dialog.close()
    answer(dialog, "Save", qtbot)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert desk.keeper.connections.read() == (replace(saved, name="Live"),)


def test_changes_that_cannot_be_saved_keep_the_dialog_open(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    kept(desk, PROD)
    dialog = show()
    rename(dialog, "Sandbox", qtbot)
    dialog.close()
    answer(dialog, "Save", qtbot)
    told(dialog, "Not saved: There is a connection “Sandbox” already", qtbot)
    assert dialog.isVisible()


def test_without_changes_nobody_is_asked(desk: ConnectionDesk, show: Callable[..., ConnectionDialog]) -> None:
    kept(desk, PROD)
    dialog = show()
    dialog.add.click()
    assert dialog.list.count() == 3
    go_to(dialog, 1)
    assert dialog.list.count() == 2
    dialog.close()
    assert not dialog.isVisible()
    assert not dialog.findChildren(QMessageBox)


def test_a_duplicate_has_a_name_of_its_own_and_no_keys(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    first = kept(desk, QA, KEYS)
    dialog = show()
    dialog.duplicate.click()
    assert dialog.editor.form.name.text() == "QA copy"
    assert dialog.use.text() == "Save and use"
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.use.click()
    copy = chosen.args[0]
    assert desk.keeper.connections.read() == (first, copy)
    assert copy == replace(first, name="QA copy", id=copy.id)
    assert desk.keeper.find(copy) is None


def test_a_new_one_is_discarded_without_touching_the_file(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog]
) -> None:
    dialog = show()
    dialog.add.click()
    assert dialog.delete.text() == "Discard"
    dialog.delete.click()
    assert dialog.editor.shown == desk.built_in
    assert not paths.connections_file().exists()


# Testing -------------------------------------------------------------------------------------------------


def test_a_test_says_whose_keys_these_are_behind_a_mask(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    dialog = show()
    with qtbot.waitSignal(dialog.identified, timeout=10_000) as identified:
        dialog.test.click()
    outcome = dialog.editor.outcome
    assert (
        outcome.headline.text()
        == "✓ The keys are good: they are those of arn:aws:iam::••••••••9012:user/sandbox."
    )
    outcome.show_account.click()
    assert "arn:aws:iam::123456789012:user/sandbox" in outcome.headline.text()
    outcome.show_account.click()
    assert "123456789012" not in outcome.headline.text()
    connection, check = identified.args
    assert (connection, check.account) == (desk.built_in, "123456789012")


def test_what_is_typed_is_tested_before_it_is_kept(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    dialog = show()
    dialog.add.click()
    form, key = dialog.editor.form, desk.sandbox.key
    form.keys.source.setCurrentIndex(0)
    form.more.click()
    qtbot.keyClicks(form.route.endpoint, desk.sandbox.url)
    qtbot.keyClicks(form.keys.key_id, key.access_key_id)
    qtbot.keyClicks(form.keys.secret, key.secret_access_key)
    dialog.test.click()
    told(dialog, "There are keys to sign with", qtbot)
    assert desk.keeper.connections.read() == ()
    assert form.typed() == Credentials(key.access_key_id, key.secret_access_key)


def test_a_failed_test_says_what_happened_and_what_to_do(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    desk.sandbox.set_faults(["clock-skew"])
    dialog = show()
    dialog.test.click()
    told(dialog, "✕ AWS refused the signature: this computer's clock is 2 h", qtbot)
    assert dialog.editor.outcome.advice.text()


def test_an_account_is_masked_when_a_test_fails_as_well(qtbot: QtBot) -> None:
    panel = OutcomePanel()
    qtbot.addWidget(panel)
    said = "AWS refused: arn:aws:sts::123456789012:assumed-role/x/me may not do that at 123456789012."
    panel.show_check(Check(False, said, "Ask arn:aws:iam::123456789012:root."))
    assert panel.headline.text() == f"✕ {said.replace(':123456789012:', ':••••••••9012:')}"
    assert panel.advice.text() == "Ask arn:aws:iam::••••••••9012:root."
    panel.show_account.click()
    assert panel.headline.text() == f"✕ {said}"
    panel.show_check(Check(False, "There is no route.", "Try again."))
    assert not panel.show_account.isVisible()


def test_a_slow_test_shows_that_it_goes_on_and_can_be_left(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    desk.sandbox.set_faults(["hang"])
    dialog = show()
    outcome = dialog.editor.outcome
    dialog.test.click()
    assert not outcome.isVisible()
    qtbot.waitUntil(outcome.progress.isVisible)
    assert outcome.headline.text() == "Testing “Sandbox”…"
    outcome.cancel.click()
    assert not outcome.isVisible()
    with qtbot.assertNotEmitted(dialog.identified, wait=200):
        desk.sandbox.stop()


def test_an_edit_ends_the_test_of_what_was_there_before(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    kept(desk, replace(PROD, keys=KeySource.SANDBOX, profile=None, endpoint_url=desk.sandbox.url))
    desk.sandbox.set_faults(["delay=0.3"])
    dialog = show()
    dialog.test.click()
    with qtbot.assertNotEmitted(dialog.identified, wait=600):
        rename(dialog, "Live", qtbot)
    assert not dialog.editor.outcome.isVisible()


# Importing -----------------------------------------------------------------------------------------------

PROFILES = """
[default]
region = eu-west-1
[profile qa]
role_arn = arn:aws:iam::123456789012:role/tester
source_profile = default
[profile prod]
sso_account_id = 123456789012
sso_role_name = tester
[profile shop-live]
credential_process = vault get
[profile base]
role_arn = arn:aws:iam::123456789012:role/tester
credential_source = Environment
"""


def importer(dialog: ConnectionDialog, qtbot: QtBot) -> ProfileImport:
    dialog.import_.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ProfileImport)))
    return dialog.findChildren(ProfileImport)[0]


def test_profiles_become_connections(
    desk: ConnectionDesk, show: Callable[..., ConnectionDialog], home: Path, qtbot: QtBot
) -> None:
    (home / ".aws" / "config").write_text(PROFILES, encoding="utf-8")
    kept(desk, PROD)
    dialog = show()
    qtbot.waitUntil(lambda: dialog.editor.form.keys.profile.count() == 5)
    choose = importer(dialog, qtbot)
    assert not choose.take.isEnabled()
    spoken = {one.text(): (one.isEnabled(), one.accessibleDescription()) for one in choose.checks.values()}
    assert spoken == {
        "default": (True, "no keys, eu-west-1"),
        "qa": (True, "role tester via default, which has no keys, us-east-1 (none given)"),
        "prod": (False, "SSO, us-east-1 (none given), imported already"),
        "shop-live": (True, "program, us-east-1 (none given)"),
        "base": (True, "role tester via Environment, us-east-1 (none given)"),
    }
    labels = choose.findChildren(ElidedLabel)
    assert [one.full_text() for one in labels].count("us-east-1 (none given)") == 4
    assert [one.text() for one in choose.findChildren(QLabel)].count("✓ imported") == 1
    shown = {one.full_text(): one.property("role") for one in labels}
    assert (shown["▲ no keys"], shown["SSO"]) == ("warning", "muted")
    next(one for one in choose.findChildren(QPushButton) if one.text() == "Select all").click()
    assert [one.text() for one in choose.checks.values() if one.isChecked()] == ["shop-live", "base"]
    assert [one.currentText() for one in choose.kinds.values() if one.isVisible()] == [
        "Development",
        "Development",
        "Production",
        "Development",
    ]
    next(iter(choose.kinds.values())).setCurrentIndex(1)
    next(iter(choose.checks.values())).click()
    assert choose.take.text() == "Import 3 profiles"
    choose.take.click()
    told(dialog, "3 connections made.", qtbot)
    made = desk.keeper.connections.all()
    assert [(one.name, one.kind, one.region, one.keys, one.profile) for one in made] == [
        ("base", ConnectionKind.DEVELOPMENT, "us-east-1", KeySource.PROFILE, "base"),
        ("default", ConnectionKind.PRODUCTION, "eu-west-1", KeySource.PROFILE, "default"),
        ("Prod", ConnectionKind.PRODUCTION, "us-east-1", KeySource.PROFILE, "prod"),
        ("shop-live", ConnectionKind.PRODUCTION, "us-east-1", KeySource.PROFILE, "shop-live"),
    ]
    assert dialog.list.count() == 5


def test_a_new_connection_takes_the_first_profile_that_has_keys(
    show: Callable[..., ConnectionDialog], home: Path, qtbot: QtBot
) -> None:
    (home / ".aws" / "config").write_text(PROFILES, encoding="utf-8")
    dialog = show()
    form = dialog.editor.form
    qtbot.waitUntil(lambda: form.keys.profile.count() == 5)
    dialog.add.click()
    made = form.connection()
    assert (made.name, made.profile, made.kind) == ("New connection", "prod", ConnectionKind.PRODUCTION)


def test_a_file_of_profiles_that_cannot_be_read_is_told(
    show: Callable[..., ConnectionDialog], home: Path, qtbot: QtBot
) -> None:
    (home / ".aws" / "config").write_text("region = eu-west-1\n", encoding="utf-8")
    dialog = show()

    def is_told() -> bool:
        dialog.import_.click()
        for box in dialog.findChildren(QDialog):
            box.close()
        return "stands before the first [section]" in dialog.editor.outcome.headline.text()

    qtbot.waitUntil(is_told, timeout=10_000)


def test_without_profiles_it_says_how_to_make_one(
    show: Callable[..., ConnectionDialog], qtbot: QtBot
) -> None:
    choose = importer(show(), qtbot)
    assert any("run aws configure" in one.text() for one in choose.findChildren(QLabel))
