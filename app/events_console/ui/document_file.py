"""The document and its file: new, open, save, what was replaced, and the title that says where it stands."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.forms import Form, Reading
from events_console.services.drafts import Draft, Origin
from events_console.services.examples import EXAMPLES, Example
from events_console.ui import file_work
from events_console.ui.compose_pane import JSON
from events_console.ui.file_work import Opened, Saved
from events_console.ui.language import tr
from events_console.ui.parts import TITLE, message_box
from events_console.ui.standing import Standing, Standings
from events_console.ui.words import tr_word

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.ui.main_window import MainWindow

_TABLES: Final = tr("Item interactions") + " (*.csv)"
_ALL_FILES: Final = tr("All files") + " (*)"
_FILTER: Final = ";;".join((tr("PutEvents requests") + " (*.json)", _TABLES, _ALL_FILES))
_READABLE: Final = (
    "(*.json *.yaml *.yml *.har *.sh *.bat *.cmd *.ps1 *.py *.ipynb *.r *.R *.Rmd "
    "*.js *.jsx *.mjs *.ts *.tsx *.http *.log *.md *.txt *.csv *.tsv)"
)
_READ: Final = ";;".join((tr("Requests in any form") + f" {_READABLE}", _ALL_FILES))


class DocumentFile(QObject):
    """Brings documents from files and to them.

    Signals: ``changed()`` after any change of what :meth:`draft` returns; ``used(str)`` with the path of a
    file that was opened or saved.
    """

    changed = Signal()
    used = Signal(str)

    def __init__(self, window: "MainWindow") -> None:
        """Serve ``window`` and its console, whose document has no file and is nowhere else yet."""
        super().__init__(window)
        self._window = window
        self._console = window.console
        self._noted: object = None  # the document that the notes are about
        self._standings = Standings()
        self._writing = Lock()  # saving waits for what is being written unasked, which is older
        self._own: Origin | None = None  # what was written unasked last, maybe not yet known to its standing
        self._unasked = 0  # the number of that writing
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
        self._replace(Request(Object({**kept, "eventList": ()})), tr("New request"), fill_in)

    def open_example(self, example: Example = EXAMPLES[0]) -> None:
        """Put a request that comes with the program in the place of the current one."""
        self._replace(example.read(), "Open example", lambda _kept: self._stand(None, safe=self._now()))

    def load(self, exchange: "Exchange", on_loaded: Callable[[], object] = bool) -> None:
        """Put the request of an earlier exchange into the composer; call ``on_loaded`` once it is there."""

        def tell(_kept: bool) -> None:  # noqa: FBT001  # as _replace calls it
            self._stand(None, safe=self._now(), exchange_id=exchange.id)
            self._window.tell(tr("Loaded from the history. Undo brings back what was here."))
            on_loaded()

        self._replace(exchange.request, tr("Load from history"), tell)

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        title, start = tr("Open a request"), self._suggestion("")
        name, _ = QFileDialog.getOpenFileName(self._window, title, start, _READ)
        if name:
            self.open_file(name)

    def open_file(self, name: str) -> None:
        """Put the request in the file ``name`` in place of the current one, or say why it cannot be read."""
        if file_work.is_quickly_read(name):
            self._take_file(name, file_work.read(name))
        else:
            what = tr("Opening {file}").format(file=Path(name).name)
            self._window.work.run(what, lambda _: file_work.read(name), partial(self._take_file, name))

    def take(self, form: Form, reading: Reading, text: str, origin: Origin | None = None) -> None:
        """Put the request that ``text`` was read as in the place of the current one.

        A table stands for all of its file, to which it can be saved; code is more than the request in it.
        """
        if origin:
            self.used.emit(str(origin.path))
        file = origin if form.name == "csv" else None
        if file:
            what, label = _opened(file.path.name)
        else:
            name = tr_word(form.label)
            what, label = tr("Read as {form}").format(form=name), tr("Read {form}").format(form=name)
        self._put(reading, label, what, file, text if form.name == "json" else None)

    def _take_file(self, name: str, opened: Opened | str) -> None:
        if isinstance(opened, str):
            self._window.warn(tr("{file} cannot be opened: {trouble}.").format(file=name, trouble=opened))
        elif opened.reading is None:
            self._window.reader.take(opened.text, opened.origin)
        else:
            if opened.origin:
                self.used.emit(str(opened.origin.path))
            what, label = _opened(Path(name).name)
            self._put(opened.reading, label, what, opened.origin, opened.text)

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
        told = (
            tr("{what}. Undo brings back what was here, and so does File ▸ Bring back.")
            if kept
            else tr("{what}. Undo brings back what was here.")
        )
        self._window.tell(told.format(what=what))
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
            self._window, tr("Save the request"), suggestion, _FILTER, table
        )
        if name:
            path = Path(name)
            self.save_to(path if path.suffix or chosen != _TABLES else path.with_suffix(".csv"))

    def save_to(self, path: Path) -> None:
        """Write the document to ``path``, or say why it cannot be written; see :func:`file_work.save`."""
        draft = Draft(*self._now())
        take = partial(self._take_saved, path, draft, self._console.document)
        if file_work.is_quickly_written(draft):
            take(self._write(path, draft))
        else:
            what = tr("Saving {file}").format(file=path.name)
            self._window.work.run(what, partial(self._write, path, draft), take)

    def unsaved(self) -> tuple[Draft, object] | None:
        """Return the document and what tells it from others; None if its file has it, or should not yet."""
        draft = self.draft()
        is_due = draft.file is not None and draft.edited and draft.json_text is None
        return (draft, self._console.document) if is_due else None

    def write_unasked(self, draft: Draft, number: int) -> Saved | str | None:
        """Write ``draft`` to its file on any thread, or return why not; as :func:`file_work.save_unasked`.

        Return None where one with a greater ``number`` has been written before: threads may be late.
        """
        with self._writing:
            if number < self._unasked:
                return None
            self._unasked = number
            saved = file_work.save_unasked(draft, self._own)
            if isinstance(saved, Saved):
                self._own = saved.file
        return saved

    def take_written(self, draft: Draft, document: object, saved: Saved) -> None:
        """Note that ``draft`` of ``document`` is in its file now, unless that was saved by hand meanwhile."""
        if self._standings.of(document).file == draft.file:
            self._stand(saved.file, safe=(draft.request, draft.json_text), document=document)

    def _write(
        self, path: Path, draft: Draft, is_cancelled: Callable[[], bool] = lambda: False
    ) -> Saved | str:
        with self._writing:
            return file_work.save(path, draft, is_cancelled)

    def _take_saved(self, path: Path, draft: Draft, document: object, saved: Saved | str) -> None:
        if isinstance(saved, str):
            self._window.warn(tr("{file} cannot be written: {trouble}.").format(file=path, trouble=saved))
            return
        # What a table cannot say is nowhere but here.
        safe = None if saved.notes else (draft.request, draft.json_text)
        self._stand(saved.file, safe=safe, document=document)
        self.used.emit(str(saved.file.path))
        told = (
            tr("Saved to {file}.")
            if draft.json_text is None
            else tr("Saved to {file} as it stands, which is no JSON yet.")
        )
        self._window.tell(told.format(file=path))
        if saved.notes:
            self._note(tr("Saved to {file}").format(file=path.name), saved.notes)

    def bring_back(self) -> None:
        """Ask which of the requests to bring back that others were put in the place of."""
        from events_console.ui.replaced_requests import ask  # the first window does without it

        ask(
            self._window,
            lambda kept: self._replace(
                kept.request, tr("Bring back request"), partial(self._take_back, kept)
            ),
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
            self._window.work.run(tr("Keeping what was here"), lambda _: work(), take)

    def _take_place(
        self, draft: Draft, request: Request, label: str, then: Callable[[bool], object], trouble: str | None
    ) -> None:
        if self._console.request is not draft.request or self._console.json_text != draft.json_text:
            self._replace(request, label, then)  # it was edited meanwhile
            return
        if trouble:
            told = tr("What was here cannot be kept: {trouble}. Only undo brings it back.")
            self._window.warn(told.format(trouble=trouble))
        self._console.replace(request, label)
        then(trouble == "")

    def _is_changed(self, file: Origin) -> bool:
        """Return whether saving to ``file`` would overwrite what nobody has seen here."""
        return not file_work.is_ours(file, self._own) and os.access(file.path, os.F_OK)

    def _ask_to_overwrite(self, path: Path) -> None:
        told = tr("{file} has been changed by another program since it was opened or saved here.")
        lost = tr("Overwriting it loses those changes.")
        box = message_box(QMessageBox.Icon.Warning, TITLE, told.format(file=path.name), self._window, lost)
        overwrite = box.addButton(tr("Overwrite"), QMessageBox.ButtonRole.DestructiveRole)
        elsewhere = box.addButton(tr("Save as…"), QMessageBox.ButtonRole.AcceptRole)
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


def _opened(name: str) -> tuple[str, str]:
    """Return what has been done with the file called ``name``, and what undoing that is called."""
    return tr("Opened {file}").format(file=name), tr("Open {file}").format(file=name)
