"""The document and its file: new, open, save, what was replaced, and the title that says where it stands."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.forms import Form, Reading
from events_console.services import examples, replaced
from events_console.services.drafts import Draft, Origin
from events_console.ui import file_work
from events_console.ui.compose_pane import JSON
from events_console.ui.file_work import Opened, Saved
from events_console.ui.parts import TITLE, message_box
from events_console.ui.standing import Standing, Standings

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.ui.main_window import MainWindow

_TABLES: Final = "Item interactions (*.csv)"
_FILTER: Final = f"PutEvents requests (*.json);;{_TABLES};;All files (*)"
_READ: Final = (
    "Requests in any form (*.json *.yaml *.yml *.har *.sh *.bat *.cmd *.ps1 *.py *.ipynb *.r *.R *.Rmd "
    "*.js *.jsx *.mjs *.ts *.tsx *.http *.log *.md *.txt *.csv *.tsv);;All files (*)"
)


class DocumentFile(QObject):
    """Brings documents from files and to them.

    Signals: ``changed()`` after any change of what :meth:`draft` returns.
    """

    changed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        """Serve ``window`` and its console, whose document has no file and is nowhere else yet."""
        super().__init__(window)
        self._window = window
        self._console = window.console
        self._noted: object = None  # the document that the notes are about
        self._standings = Standings()
        self._console.changed.connect(self._follow)
        window.reader.chosen.connect(self.take)
        self._follow()

    def resume(self, draft: Draft) -> None:
        """Take up what is known of the document since the draft was saved."""
        self._stand(draft.file, safe=None if draft.edited else self._now())

    def draft(self) -> Draft:
        """Return what has to survive a crash."""
        console, standing = self._console, self._standing()
        # What the history has may be deleted there, and a draft does not know of which exchange it is.
        edited = standing.exchange_id is not None or not standing.is_as_it_was(*self._now())
        return Draft(console.request, console.json_text, standing.file, edited)

    def new_request(self) -> None:
        """Begin a request with the same tracking ID; undo brings the present one back."""

        def fill_in(_kept: bool) -> None:  # noqa: FBT001  # as _replace calls it
            self._window.compose.form.new_session()
            self._window.compose.add_event()
            self._stand(None, safe=self._now())

        root = self._console.request.root
        kept = {name: root[name] for name in ("trackingId",) if name in root}
        self._replace(Request(Object({**kept, "eventList": ()})), "New request", fill_in)

    def open_example(self) -> None:
        """Put the request of the first start in the place of the current one."""
        self._replace(examples.sandbox(), "Open example", lambda _kept: self._stand(None, safe=self._now()))

    def load(self, exchange: "Exchange", on_loaded: Callable[[], object] = bool) -> None:
        """Put the request of an earlier exchange into the composer; call ``on_loaded`` once it is there."""

        def tell(_kept: bool) -> None:  # noqa: FBT001  # as _replace calls it
            self._stand(None, safe=self._now(), exchange_id=exchange.id)
            self._window.tell("Loaded from the history. Undo brings back what was here.")
            on_loaded()

        self._replace(exchange.request, "Load from history", tell)

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a request", self._suggestion(""), _READ)
        if name:
            self.open_file(name)

    def open_file(self, name: str) -> None:
        """Put the request in the file ``name`` in place of the current one, or say why it cannot be read."""
        if file_work.is_quickly_read(name):
            self._take_file(name, file_work.read(name))
        else:
            what = f"Opening {Path(name).name}"
            self._window.work.run(what, lambda _: file_work.read(name), partial(self._take_file, name))

    def take(self, form: Form, reading: Reading, text: str, origin: Origin | None = None) -> None:
        """Put the request that ``text`` was read as in the place of the current one.

        A table stands for all of its file, to which it can be saved; code is more than the request in it.
        """
        file = origin if form.name == "csv" else None
        what = f"Opened {file.path.name}" if file else f"Read as {form.label}"
        label = f"Open {file.path.name}" if file else f"Read {form.label}"
        self._put(reading, label, what, file, text if form.name == "json" else None)

    def _take_file(self, name: str, opened: Opened | str) -> None:
        if isinstance(opened, str):
            self._window.warn(f"{name} cannot be opened: {opened}.")
        elif opened.reading is None:
            self._window.reader.take(opened.text, opened.origin)
        else:
            short = Path(name).name
            self._put(opened.reading, f"Open {short}", f"Opened {short}", opened.origin, opened.text)

    def _put(
        self, reading: Reading, label: str, what: str, file: Origin | None, json_text: str | None
    ) -> None:
        """Put what was read in the place of the present request.

        What ``json_text`` says and no document can stays text until that is mended.
        """

        def tell(kept: bool) -> None:  # noqa: FBT001  # as _replace calls it
            if reading.problems and json_text is not None:
                self._console.edit_json(json_text)
                self._window.compose.show_view(JSON)
            self._stand(file, safe=self._now() if file else None)
            self._tell(what, reading, kept=kept)

        self._replace(reading.request, label, tell)

    def _tell(self, what: str, reading: Reading, *, kept: bool) -> None:
        """Say what was read, and beside the request what was guessed, dropped or resolved."""
        way_back = " or File ▸ Bring back" if kept else ""
        self._window.tell(f"{what}; what was here: Undo{way_back}.")
        problems = (problem.message for problem in reading.problems)
        self._note(what, (*reading.notes, *problems))

    def _note(self, title: str, notes: tuple[str, ...]) -> None:
        self._noted = self._console.document
        self._window.compose.notes.show_notes(title, notes)

    def save(self) -> None:
        """Save to the file that was opened or saved last, else ask for one; ask if others have changed it."""
        file = self._standing().file
        if file is None:
            self.save_as()
        elif self._is_changed(file):
            self._ask_to_overwrite(file.path)
        else:
            self.save_to(file.path)

    def save_as(self) -> None:
        """Ask for a file and save to it."""
        suggestion = self._suggestion("request.events.json")
        table = _TABLES if suggestion.lower().endswith(".csv") else ""
        name, chosen = QFileDialog.getSaveFileName(
            self._window, "Save the request", suggestion, _FILTER, table
        )
        if name:
            path = Path(name)
            self.save_to(path if path.suffix or chosen != _TABLES else path.with_suffix(".csv"))

    def save_to(self, path: Path) -> None:
        """Write the document to ``path``, or say why it cannot be written; see :func:`file_work.save`."""
        draft = Draft(*self._now())
        take = partial(self._take_saved, path, draft, self._console.document)
        if file_work.is_quickly_written(draft):
            take(file_work.save(path, draft))
        else:
            self._window.work.run(f"Saving {path.name}", partial(file_work.save, path, draft), take)

    def _take_saved(self, path: Path, draft: Draft, document: object, saved: Saved | str) -> None:
        if isinstance(saved, str):
            self._window.warn(f"{path} cannot be written: {saved}.")
            return
        # What a table cannot say is nowhere but here.
        safe = None if saved.notes else (draft.request, draft.json_text)
        self._stand(saved.file, safe=safe, document=document)
        as_it_is = "" if draft.json_text is None else " as it stands, which is no JSON yet"
        self._window.tell(f"Saved to {path}{as_it_is}.")
        if saved.notes:
            self._note(f"Saved to {path.name}", saved.notes)

    def bring_back(self) -> None:
        """Ask which of the requests to bring back that others were put in the place of."""
        from events_console.ui.replaced_requests import ask  # the first window does without it

        ask(
            self._window,
            lambda kept: self._replace(kept.request, "Bring back request", partial(self._take_back, kept)),
        )

    def _take_back(self, kept: Draft, _kept: bool) -> None:  # noqa: FBT001  # as _replace calls it
        if kept.json_text is not None:
            self._console.edit_json(kept.json_text)
        self._stand(kept.file, safe=None)

    def _replace(self, request: Request, label: str, then: Callable[[bool], object]) -> None:
        """Put ``request`` in the place of the present one once that is kept, and call ``then`` with whether.

        It need not be kept where it is to be found elsewhere; a long one is looked for and kept on a thread.
        """
        draft = self.draft()
        is_elsewhere = self._standing().finder(*self._now(), self._console.service)
        work = partial(file_work.keep, draft, request, is_elsewhere)
        take = partial(self._take_place, draft, request, label, then)
        if file_work.is_quickly_written(draft):
            take(work())
        else:
            self._window.work.run("Keeping what was here", lambda _: work(), take)

    def _take_place(
        self, draft: Draft, request: Request, label: str, then: Callable[[bool], object], trouble: str | None
    ) -> None:
        if self._console.request is not draft.request or self._console.json_text != draft.json_text:
            self._replace(request, label, then)  # it was edited meanwhile
            return
        if trouble:
            self._window.warn(f"What was here cannot be kept: {trouble}. Only undo brings it back.")
        self._console.replace(request, label)
        then(trouble == "")

    def _is_changed(self, file: Origin) -> bool:
        """Return whether saving to ``file`` would overwrite what nobody has seen here."""
        return not replaced.is_in_file(file) and os.access(file.path, os.F_OK)

    def _ask_to_overwrite(self, path: Path) -> None:
        told = f"{path.name} has been changed by another program since it was opened or saved here."
        lost = "Overwriting it loses those changes."
        box = message_box(QMessageBox.Icon.Warning, TITLE, told, self._window, lost)
        overwrite = box.addButton("Overwrite", QMessageBox.ButtonRole.DestructiveRole)
        elsewhere = box.addButton("Save as…", QMessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(elsewhere)
        box.setEscapeButton(cancel)

        def answer(_result: int) -> None:
            if box.clickedButton() is overwrite:
                self.save_to(path)
            elif box.clickedButton() is elsewhere:
                self.save_as()

        box.finished.connect(answer)
        box.open()

    def _suggestion(self, otherwise: str) -> str:
        file = self._standing().file
        return str(file.path) if file else otherwise

    def _standing(self) -> Standing:
        return self._standings.of(self._console.document)

    def _now(self) -> tuple[Request, str | None]:
        return self._console.request, self._console.json_text

    def _stand(
        self,
        file: Origin | None,
        *,
        safe: tuple[Request, str | None] | None,
        exchange_id: str | None = None,
        document: object = None,
    ) -> None:
        """Note where ``document``, the present one if None, is to be found, and as what."""
        self._standings.note(document or self._console.document, Standing(file, safe, exchange_id))
        self._follow()

    def _follow(self) -> None:
        if self._noted is not self._console.document:
            self._window.compose.notes.hide()
        draft = self.draft()
        name = draft.file.path.name.replace("[*]", "[*][*]") if draft.file else ""
        self._window.setWindowTitle(f"{name}[*] – {TITLE}" if name else TITLE)
        self._window.setWindowModified(bool(name) and draft.edited)
        self.changed.emit()
