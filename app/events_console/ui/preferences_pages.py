"""The pages of the preferences that are forms: each shows the settings, and changes one at a time."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from events_console.services.settings import Settings
from events_console.ui import times
from events_console.ui.attachment_page import tidy
from events_console.ui.exchange_text import full_time
from events_console.ui.form_rows import Check, Chooser, FormRows
from events_console.ui.language import LANGUAGES, chosen, number, tr
from events_console.ui.parts import button, label
from events_console.ui.preferences import Preferences

if TYPE_CHECKING:
    from events_console.services.retention import Limits
    from events_console.ui.retaining import Retaining

_FIELD: Final = 280  # pixels
_UTC: Final = "UTC"
_SYSTEM: Final = tr("As the system")
_IN: Final = {"en": tr("English"), "de": tr("German")}  # where LANGUAGES has what each calls itself
_ENGLISH: Final = tr(
    "Problems, rules, what services answer, and code are in English in every language, so that they can be "
    "quoted and searched."
)


class AppearancePage(QWidget):
    """Theme and language.

    Signals: ``restart_requested()``.
    """

    restart_requested = Signal()

    def __init__(self, preferences: Preferences, themes: Sequence[tuple[str, str]]) -> None:
        """Offer ``themes``, as names and values, and the languages there are."""
        super().__init__()
        self._preferences, self._running = preferences, chosen(preferences.at_start.language)
        self._rows = rows = FormRows(self)
        self.theme = Chooser(name for name, _ in themes)
        self._themes = [value for _, value in themes]
        self.theme.activated.connect(lambda place: preferences.choose(theme=self._themes[place]))
        rows.add(tr("Theme"), self.theme, None)
        system = tr("As the system: {language}").format(language=LANGUAGES[chosen("")])
        self.language = Chooser((system, *LANGUAGES.values()))
        self.language.activated.connect(lambda place: preferences.choose(language=("", *LANGUAGES)[place]))
        self._cell = rows.add(tr("Language"), self.language, None)
        self.restart = button(tr("Restart now"), self.restart_requested.emit)
        tidy(self.restart)
        self._again = rows.add("", self.restart, None)
        rows.add("").say(_ENGLISH)
        for field in (self.theme, self.language):
            field.setMinimumWidth(_FIELD)

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``."""
        self.theme.setCurrentIndex(self._themes.index(settings.theme))
        self.language.setCurrentIndex(("", *LANGUAGES).index(settings.language or ""))
        wanted = chosen(settings.language)
        is_other = wanted != self._running
        told = tr("In {language} after a restart: the request stays as it is, undo begins anew.")
        self._cell.say(told.format(language=_IN[wanted]) if is_other else "", "info")
        self._rows.setRowVisible(self._again, is_other)


class TimesPage(QWidget):
    """The zone that times are shown in."""

    def __init__(self, preferences: Preferences) -> None:
        """Offer every zone there is."""
        super().__init__()
        self._preferences = preferences
        rows = FormRows(self)
        self.zone = Chooser((_SYSTEM, _UTC, *times.names()), editable=True)
        self.zone.setMinimumWidth(_FIELD)
        completer = QCompleter(self.zone.model(), self.zone)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(lambda _: self._take())
        self.zone.setCompleter(completer)
        self.zone.line.setPlaceholderText(_SYSTEM)
        self.zone.line.setAccessibleName(tr("Time zone"))
        self.zone.activated.connect(lambda _: self._take())
        self.zone.line.editingFinished.connect(self._take)
        self.cell = rows.add(tr("Time zone"), self.zone, None)
        self.sample = label("")
        note = tr(
            "History, answers, chart and comparisons show their times in this zone, and a search for “today” "
            "or on:2026-11-21 means its days. Files, exports and the wire stay as they are: UTC."
        )
        rows.add(tr("Sent just now"), self.sample).say(note)

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``."""
        self.zone.setEditText(times.name() or _SYSTEM)
        self.cell.say("")
        if settings.time_zone and not times.name():
            told = tr(
                "This computer does not know the zone “{zone}”; times are shown as the system has them."
            )
            self.cell.say(told.format(zone=settings.time_zone), "warning")
        self.sample.setText(full_time(time.time()))

    def _take(self) -> None:
        """Show times in the zone that was typed or chosen, or say that there is none."""
        typed = self.zone.line.text().strip()
        place = self.zone.findText(typed, Qt.MatchFlag.MatchFixedString)
        name = "" if typed in {"", _SYSTEM} else self.zone.itemText(place) if place >= 0 else typed
        if name and not times.is_known(name):
            told = tr("There is no time zone “{zone}”: choose one from the list, such as Europe/Berlin.")
            self.cell.say(told.format(zone=name), "error")
            return
        self.cell.say("")
        self._preferences.choose(time_zone=name)


class SendingPage(QWidget):
    """What sending adds."""

    def __init__(self, preferences: Preferences) -> None:
        """Offer to add event IDs."""
        super().__init__()
        rows = FormRows(self)
        self.stamp = Check(tr("Add missing event IDs when sending"))
        self.stamp.clicked.connect(lambda on: preferences.choose(stamp_event_ids=on))
        rows.add(tr("Event IDs"), self.stamp, None).say(
            tr("With event IDs of their own, events that are sent again do not count twice.")
        )

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``."""
        self.stamp.setChecked(settings.stamp_event_ids)


class FilesPage(QWidget):
    """What is saved by itself, and which files are remembered."""

    def __init__(self, preferences: Preferences) -> None:
        """Offer to save the open file, and to forget the recent ones."""
        super().__init__()
        rows = FormRows(self)
        self.autosave = Check(tr("Also write the open file itself after each edit"))
        self.autosave.clicked.connect(lambda on: preferences.choose(autosave=on))
        rows.add(tr("Saving"), self.autosave, None).say(
            tr(
                "What you type is kept as a draft in any case. The file is left alone where another program "
                "has changed it since; undo works as before."
            )
        )
        self.count = label("")
        self.forget = button(tr("Forget them"), lambda: preferences.choose(recent=()))
        tidy(self.forget)
        rows.add(tr("Recent files"), self.count, self.forget, None)

    def show_settings(self, settings: Settings) -> None:
        """Show ``settings``."""
        self.autosave.setChecked(settings.autosave)
        files = len(settings.recent)
        self.count.setText(tr("%Ln file(s) under File ▸ Open recent", "", files) if files else tr("None"))
        self.forget.setVisible(bool(files))


class HistoryPage(QWidget):
    """What the history keeps, in words, and the way to change that."""

    def __init__(self) -> None:
        """Wait for the history."""
        super().__init__()
        self._retaining: Retaining | None = None
        rows = FormRows(self)
        self.keep = button(tr("Retention…"), self._ask)
        tidy(self.keep)
        self.keep.setEnabled(False)
        self.cell = rows.add(tr("Kept", "of the history"), self.keep, None)
        self.cell.say(tr("The history is not there yet."))

    def offer(self, retaining: "Retaining") -> None:
        """Say what ``retaining`` keeps, now and after each change."""
        self._retaining = retaining
        self.keep.setEnabled(True)
        self._show(retaining.limits)
        retaining.saved.connect(self._show)

    def _show(self, limits: "Limits") -> None:
        self.cell.say(limits_in_words(limits))

    def _ask(self) -> None:
        if self._retaining:
            self._retaining.show()


def limits_in_words(limits: "Limits") -> str:
    """Return what the history keeps, in sentences."""
    if not limits:
        return tr("Everything is kept: nothing is ever deleted unless you do it.")
    asked = (
        (limits.days, tr("what was sent more than {count} days ago")),
        (limits.count, tr("what is beyond the newest {count} exchanges")),
        (limits.megabytes, tr("what is beyond about {count} MB on disk")),
    )
    going = [text.format(count=number(limit)) for limit, text in asked if limit is not None]
    told = tr("Deleted at each start and once a day: {what}.")
    staying = tr("Starred, noted and tagged exchanges stay.") if limits.keep_starred else ""
    return f"{told.format(what=QLocale().createSeparatedList(going))} {staying}".strip()
