"""Choosing profiles of the AWS CLI to make connections of."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from events_console.domain.connection import Connection, ConnectionKind, KeySource
from events_console.services.keeping import free_name
from events_console.services.profiles import Profile
from events_console.ui import style
from events_console.ui.form_rows import Check, Chooser
from events_console.ui.language import tr
from events_console.ui.parts import Card, ElidedLabel, button, label, row
from events_console.ui.sizes import fit
from events_console.ui.words import tr_word

_SIZE: Final = (760, 500)
_KINDS: Final = (ConnectionKind.DEVELOPMENT, ConnectionKind.PRODUCTION)
_NOTHING: Final = tr(
    "The AWS CLI has no profile yet: run aws configure, or aws configure sso, and come back."
)
_MADE: Final = tr(
    "Each becomes a connection that takes its keys from the profile. Choose Production for those with real "
    "data: nothing is sent with them before somebody has typed the connection’s name."
)


class ProfileImport(QDialog):
    """Lists profiles with a check box each. Signals: ``imported(tuple[Connection, ...])``, not kept yet."""

    imported = Signal(object)

    def __init__(self, profiles: Sequence[Profile], kept: Iterable[Connection], parent: QWidget) -> None:
        """Offer ``profiles``; those that ``kept`` connections use already are marked, and left alone."""
        super().__init__(parent)
        self.setWindowTitle(tr("Import profiles"))
        fit(self, *_SIZE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kept = tuple(kept)
        self.checks = {profile: Check(profile.name) for profile in profiles}
        self.kinds = {profile: Chooser(map(tr_word, _KINDS)) for profile in profiles}
        self.take = button(tr("Import"), self._take, "primary")
        self.take.setDefault(True)
        self._every = button(tr("Select all"), self._select_all, "link")
        cancel = button(tr("Cancel"), self.reject)
        for each in (self._every, cancel, self.take):
            each.setAutoDefault(each is self.take)
            each.setFixedHeight(style.control_height())
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
        for column, title in enumerate((tr("Profile"), tr("Keys"), tr("Region"), tr("Kind"))):
            grid.addWidget(label(title, "muted"), 0, column)
        grid.setRowMinimumHeight(0, style.control_height())
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 3)
        there = {one.profile for one in self._kept if one.keys is KeySource.PROFILE}
        for place, profile in enumerate(self.checks, 1):
            cells = self._cells(profile, is_there=profile.name in there)
            for column, cell in enumerate(cells):
                grid.addWidget(cell, place, column)
            grid.setRowMinimumHeight(place, style.control_height() + 4)
        grid.setRowStretch(len(self.checks) + 1, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        card = Card(tr("Profiles"))
        card.box.addWidget(scroll)
        return card

    def _cells(self, profile: Profile, *, is_there: bool) -> tuple[QWidget, ...]:
        check, kind = self.checks[profile], self.kinds[profile]
        meant = profile.connection()
        region = profile.region or tr("{region} (none given)").format(region=meant.region)
        keys = profile.keys if profile.is_complete else f"▲ {profile.keys}"
        check.setEnabled(not is_there)
        told = profile.keys, region, tr("imported already") if is_there else ""
        check.setAccessibleDescription(", ".join(filter(None, told)))
        check.toggled.connect(lambda _: self._follow())
        kind.setCurrentIndex(_KINDS.index(meant.kind))
        kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        kind.setFixedHeight(style.control_height())
        kind.setAccessibleName(tr("Kind of {profile}").format(profile=profile.name))
        return (
            check,
            ElidedLabel(keys, "muted" if profile.is_complete else "warning"),
            ElidedLabel(region, "muted"),
            label(tr("✓ imported"), "muted") if is_there else kind,
        )

    def _can_be_all(self) -> list[Check]:
        """Return the boxes of the profiles that are not there yet and from which keys can be had."""
        return [box for profile, box in self.checks.items() if profile.is_complete and box.isEnabled()]

    def _select_all(self) -> None:
        for check in self._can_be_all():
            check.setChecked(True)

    def _follow(self) -> None:
        chosen = sum(check.isChecked() for check in self.checks.values())
        self.take.setText(tr("Import %Ln profile(s)", "", chosen) if chosen else tr("Import"))
        self.take.setEnabled(chosen > 0)
        self._every.setEnabled(bool(self._can_be_all()))

    def _take(self) -> None:
        made: list[Connection] = []
        for profile, check in self.checks.items():
            if check.isChecked():
                name = free_name(profile.name, (*self._kept, *made))
                kind = _KINDS[self.kinds[profile].currentIndex()]
                made.append(replace(profile.connection(), name=name, kind=kind))
        self.accept()
        self.imported.emit(tuple(made))
