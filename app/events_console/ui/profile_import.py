"""Choosing profiles of the AWS CLI to make connections of."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.domain.wording import counted
from events_console.services.keeping import free_name
from events_console.services.profiles import Profile
from events_console.ui import style
from events_console.ui.form_rows import Check
from events_console.ui.parts import Card, ElidedLabel, button, label, row

_SIZE: Final = (680, 420)
_REGION: Final = "us-east-1"  # of a profile that names none
_NOTHING: Final = "The AWS CLI has no profile yet: run aws configure, or aws configure sso, and come back."
_MADE: Final = (
    "Each becomes a Development connection that takes its keys from the profile. "
    "Mark those with real data as Production afterwards."
)


class ProfileImport(QDialog):
    """Lists profiles with a check box each. Signals: ``imported(tuple[Connection, ...])``, not kept yet."""

    imported = Signal(object)

    def __init__(self, profiles: Sequence[Profile], kept: Iterable[Connection], parent: QWidget) -> None:
        """Offer ``profiles``; those that ``kept`` connections use already are marked, and left alone."""
        super().__init__(parent)
        self.setWindowTitle("Import profiles")
        self.resize(*_SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kept = tuple(kept)
        self.checks = {profile: Check(profile.name) for profile in profiles}
        self.take = button("Import", self._take, "primary")
        self.take.setDefault(True)
        self._every = button("Select all", self._select_all, "link")
        cancel = button("Cancel", self.reject)
        for each in (self._every, cancel, self.take):
            each.setAutoDefault(each is self.take)
            each.setFixedHeight(style.CONTROL_HEIGHT)
        box = QVBoxLayout(self)
        box.setSpacing(style.GAP)
        box.addWidget(label(_MADE if profiles else _NOTHING, wrap=True))
        box.addWidget(self._table(), 1)
        box.addLayout(row(self._every, None, cancel, self.take, spacing=8))
        self._follow()

    def _table(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, style.GAP, 0)
        grid.setHorizontalSpacing(style.PADDING)
        grid.setVerticalSpacing(0)
        there = {one.profile for one in self._kept if one.keys is KeySource.PROFILE}
        for column, title in enumerate(("Profile", "Keys", "Region")):
            grid.addWidget(label(title, "muted"), 0, column)
            grid.setColumnStretch(column, (0, 3, 3)[column])
        for place, (profile, check) in enumerate(self.checks.items(), 1):
            is_there = profile.name in there
            region = profile.region or f"{_REGION} (none given)"
            check.setEnabled(not is_there)
            check.setMinimumHeight(style.CONTROL_HEIGHT)
            check.setAccessibleDescription(
                f"{profile.keys}, {region}{', imported already' if is_there else ''}"
            )
            check.toggled.connect(lambda _: self._follow())
            grid.addWidget(check, place, 0)
            grid.addWidget(ElidedLabel(profile.keys, "muted"), place, 1)
            grid.addWidget(ElidedLabel("✓ imported" if is_there else region, "muted"), place, 2)
        grid.setRowStretch(len(self.checks) + 1, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        card = Card("Profiles")
        card.box.addWidget(scroll)
        return card

    def _select_all(self) -> None:
        for check in self.checks.values():
            check.setChecked(check.isEnabled())

    def _follow(self) -> None:
        chosen = sum(check.isChecked() for check in self.checks.values())
        self.take.setText(f"Import {counted(chosen, 'profile')}" if chosen else "Import")
        self.take.setEnabled(chosen > 0)
        self._every.setEnabled(any(check.isEnabled() for check in self.checks.values()))

    def _take(self) -> None:
        made: list[Connection] = []
        for profile, check in self.checks.items():
            if check.isChecked():
                name = free_name(profile.name, (*self._kept, *made))
                region = profile.region or _REGION
                kind = ConnectionKind.DEVELOPMENT
                made.append(Connection(name, kind, region, keys=KeySource.PROFILE, profile=profile.name))
        self.accept()
        self.imported.emit(tuple(made))
