"""The dialog of the connections: the list of them, the one looked at, and what can be done with it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.services import profiles
from events_console.services.keeping import Keeper, free_name
from events_console.services.profiles import Profile
from events_console.ui import style
from events_console.ui.connection_editor import ConnectionEditor
from events_console.ui.connection_list import ConnectionList
from events_console.ui.language import tr
from events_console.ui.parts import button, message_box, row
from events_console.ui.profile_import import ProfileImport
from events_console.ui.sizes import fit
from events_console.ui.tasks import Tasks

_SIZE: Final = (920, 660)
_LIST_WIDTH: Final = 268
_REGION: Final = "us-east-1"  # of a new connection that has no profile


class ConnectionDialog(QDialog):
    """Lists, edits and tests connections; one is made for the window, and opened as often as it is needed.

    Signals: ``changed()`` after any change on disk; ``chosen(Connection)`` to use one from now on;
    ``identified(Connection, Check)`` with what a test has found.
    """

    changed = Signal()
    chosen = Signal(object)
    identified = Signal(object, object)

    def __init__(self, keeper: Keeper, built_in: Connection, tasks: Tasks, parent: QWidget) -> None:
        """Offer the ``built_in`` connection and those of ``keeper``."""
        super().__init__(parent)
        self.setWindowTitle(tr("Connections"))
        self._keeper, self._built_in, self._tasks = keeper, built_in, tasks
        self._kept: tuple[Connection, ...] = ()
        self._profiles: tuple[Profile, ...] | str = ()  # or why they cannot be read
        self.list = ConnectionList()
        self.editor = ConnectionEditor(keeper, built_in, tasks)
        self._make_buttons()
        self._arrange()
        self._connect()
        self._offer()

    def open_on(self, current: Connection) -> None:
        """Open the dialog with ``current`` selected."""
        if not self.editor.is_busy:  # else what is being saved is looked at still
            self._tasks.run(self._keeper.connections.read, partial(self._take_list, current))
            self._tasks.run(_read_profiles, self._take_profiles)
        self.open()

    def reject(self) -> None:
        """Close, after asking where that would lose something."""
        close = super().reject
        if self.editor.is_busy:
            close()  # it comes back if saving fails
        else:
            self._leave(close)

    def _make_buttons(self) -> None:
        self.add = button(tr("Add"), lambda: self._leave(self._add), tip=tr("Begin a new connection"))
        self.duplicate = button(
            tr("Duplicate"),
            lambda: self._leave(self._duplicate),
            tip=tr("Begin a new one like this, without its keys"),
        )
        self.delete = button(tr("Delete…"), self._ask_to_delete, tip=tr("Delete this connection"))
        self.import_ = button(
            tr("Import profiles…"), self._import, tip=tr("Make connections of the AWS CLI’s profiles")
        )
        self.test = button(
            tr("Test"), self.editor.test, tip=tr("See whether keys and endpoint are good; no event is sent")
        )
        self.use = button(tr("Use this connection"), self._use, tip=tr("Send with it from now on"))
        self.save = button(tr("Save"), self._save, "primary", tr("Keep what the form says (Ctrl+S)"))
        self.close_ = button(tr("Close"), self.reject)
        others = (self.add, self.duplicate, self.delete, self.import_, self.test, self.use, self.close_)
        for each in (*others, self.save):
            each.setAutoDefault(each is self.save)
            each.setFixedHeight(style.control_height())
        self.save.setDefault(True)

    def _arrange(self) -> None:
        fit(self, *_SIZE)
        self.list.setMinimumWidth(_LIST_WIDTH)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addLayout(row(self.add, self.duplicate, self.delete, spacing=4))
        left.addWidget(self.import_)
        right.setSpacing(style.GAP)
        right.addWidget(self.editor, 1)
        right.addLayout(row(self.test, None, self.use, self.save, self.close_, spacing=8))
        box = QHBoxLayout(self)
        box.setSpacing(style.PADDING)
        box.addLayout(left)
        box.addLayout(right, 1)

    def _connect(self) -> None:
        self.list.selected.connect(self._go_to)
        self.list.used.connect(lambda _: self._leave(self._use_shown))
        self.editor.state_changed.connect(self._offer)
        self.editor.saved.connect(self._take_saved)
        self.editor.deleted.connect(self._take_deleted)
        self.editor.keys_forgotten.connect(self.changed)
        self.editor.identified.connect(self.identified)
        self.editor.failed.connect(self.open)
        self.editor.form.forget_requested.connect(self._ask_to_forget)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._save)

    def _take_list(self, current: Connection, found: tuple[Connection, ...] | str) -> None:
        kept = () if isinstance(found, str) else found
        now = next((one for one in kept if one.id == current.id), self._built_in)
        self._show(now, kept)
        if now != current and not isinstance(found, str):  # somebody else has changed the one in use
            self.changed.emit()
        trouble = found if isinstance(found, str) else self._keeper.connections.notice
        if trouble:
            self.editor.outcome.tell("warning", trouble)

    def _take_profiles(self, found: tuple[Profile, ...] | str) -> None:
        self._profiles = found
        self.editor.form.keys.offer(() if isinstance(found, str) else found)

    def _show(
        self, connection: Connection, kept: tuple[Connection, ...] | None = None, *, is_new: bool = False
    ) -> None:
        if kept is not None:
            self._kept = tuple(sorted(kept, key=lambda one: one.name.casefold()))
        listed = (self._built_in, *self._kept)
        self.list.show_connections(listed, connection, connection if is_new else None)
        self.editor.show_connection(connection, self._kept, is_new=is_new)

    def _offer(self) -> None:
        editor, idle = self.editor, not self.editor.is_busy
        for each in (self.list, self.add, self.import_, self.test, self.use):
            each.setEnabled(idle)
        for each in (self.duplicate, self.delete):
            each.setEnabled(idle and editor.is_own)
        self.delete.setText(tr("Delete…") if not editor.is_new else tr("Discard"))
        self.save.setEnabled(idle and editor.is_unsaved)
        self.use.setText(tr("Save and use") if editor.is_unsaved else tr("Use this connection"))

    def _go_to(self, connection: Connection) -> None:
        if self.editor.is_changed:
            # Afterwards: the list is not done yet with the selection that it tells of.
            QTimer.singleShot(0, self, partial(self.list.point_to, self.editor.shown))
        self._leave(partial(self._show, connection))

    def _leave(self, then: Callable[[], object]) -> None:
        """Do ``then`` once nothing that was typed would be lost by it."""
        if not self.editor.is_changed:
            then()
            return
        name = self.editor.form.connection().name or tr("This connection")
        told = tr("“{name}” has changes that are not saved.").format(name=name)
        box = message_box(QMessageBox.Icon.Question, tr("Unsaved changes"), told, self)
        save = box.addButton(tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(tr("Keep editing"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(keep)
        save.clicked.connect(lambda: self.editor.save(then))
        discard.clicked.connect(lambda: self._discard(then))
        box.open()

    def _discard(self, then: Callable[[], object] = lambda: None) -> None:
        self._show(self._built_in if self.editor.is_new else self.editor.shown)
        then()

    def _save(self) -> None:
        if self.save.isEnabled():
            self.editor.save()

    def _use(self) -> None:
        if self.editor.is_unsaved:
            self.editor.save(self._use_shown)
        else:
            self._use_shown()

    def _use_shown(self) -> None:
        self.chosen.emit(self.editor.shown)
        self.accept()

    def _add(self) -> None:
        profiles = () if isinstance(self._profiles, str) else self._profiles
        known = next((one for one in profiles if one.is_complete), None)
        blank = Connection(tr("New connection"), ConnectionKind.DEVELOPMENT, _REGION, keys=KeySource.KEYRING)
        self._begin(replace(known.connection(), name=blank.name) if known else blank)

    def _duplicate(self) -> None:
        name = tr("{name} copy").format(name=self.editor.shown.name)
        self._begin(replace(self.editor.shown, name=name))

    def _begin(self, connection: Connection) -> None:
        named = replace(connection, name=free_name(connection.name, self._kept), id=str(uuid4()))
        self._show(named, is_new=True)
        self.editor.form.name.setFocus()
        self.editor.form.name.selectAll()

    def _import(self) -> None:
        if isinstance(self._profiles, str):
            self.editor.outcome.tell("error", self._profiles)
            return
        dialog = ProfileImport(self._profiles, self._kept, self)
        dialog.imported.connect(lambda made: self._leave(partial(self.editor.save_all, made)))
        dialog.open()

    def _take_saved(self, saved: tuple[Connection, ...]) -> None:
        ids = {one.id for one in saved}
        self._show(saved[0], (*(one for one in self._kept if one.id not in ids), *saved))
        self.changed.emit()

    def _take_deleted(self, gone: Connection) -> None:
        self._show(self._built_in, tuple(one for one in self._kept if one.id != gone.id))
        self.changed.emit()

    def _ask_to_delete(self) -> None:
        if self.editor.is_new:
            self._leave(self._discard)
            return
        gone, lost = self.editor.shown, tr("It cannot be brought back.")
        if gone.keys is KeySource.PROFILE:
            lost = tr("The profile “{name}” of the AWS CLI stays as it is.").format(name=gone.profile)
        elif gone.keys is KeySource.KEYRING and self._keeper.vault.lasting:
            lost = tr("Its keys are removed from the keyring as well, and cannot be brought back.")
        asked = tr("Delete the connection “{name}”?").format(name=gone.name)
        self._ask(asked, lost, tr("Delete"), self.editor.delete)

    def _ask_to_forget(self) -> None:
        lost = tr("Nothing can be signed with this connection before keys are entered again.")
        asked = tr("Forget the keys of “{name}”?").format(name=self.editor.shown.name)
        self._ask(asked, lost, tr("Forget keys"), self.editor.forget_keys)

    def _ask(self, question: str, lost: str, verb: str, do: Callable[[], object]) -> None:
        box = message_box(QMessageBox.Icon.Warning, verb, question, self, lost)
        yes = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        yes.clicked.connect(lambda _checked: do())
        box.open()


def _read_profiles() -> tuple[Profile, ...] | str:
    try:
        return profiles.profiles()
    except ValueError as error:
        return str(error)
