"""The document and its file: new, open, save, what was replaced, and the title that says where it stands."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from events_console import forms, paths
from events_console.domain.json_value import Object
from events_console.domain.request import Request
from events_console.forms import Form, Reading, json_request
from events_console.services import drafts, examples, files, replaced
from events_console.services.drafts import Draft, Origin
from events_console.ui.compose_pane import JSON
from events_console.ui.parts import message_box
from events_console.ui.undo_stack import MOST_STEPS

if TYPE_CHECKING:
    from events_console.domain.exchange import Exchange
    from events_console.services.replaced import Replaced
    from events_console.ui.main_window import MainWindow

TITLE: Final = "Events Console for Amazon Personalize"
_FILTER: Final = "PutEvents requests (*.json);;All files (*)"
_READ: Final = (
    "Requests in any form (*.json *.yaml *.yml *.har *.sh *.bat *.cmd *.ps1 *.py *.ipynb *.r *.R *.Rmd "
    "*.js *.jsx *.mjs *.ts *.tsx *.http *.log *.md *.txt);;All files (*)"
)


@dataclass(frozen=True, slots=True)
class _Standing:
    """The file of a document or the exchange it is from, and what of it was to be found elsewhere then."""

    file: Origin | None = None
    safe: tuple[Request, str | None] | None = None
    exchange_id: str | None = None


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
        self._standings: dict[object, _Standing] = {}  # by Console.document: undo may lead back to each
        self._console.changed.connect(self._follow)
        window.reader.chosen.connect(self.take)
        self._follow()

    def resume(self, draft: Draft) -> None:
        """Take up what is known of the document since the draft was saved."""
        self._stand(draft.file, safe=not draft.edited)

    def draft(self) -> Draft:
        """Return what has to survive a crash."""
        console, standing = self._console, self._standing()
        # What the history has may be deleted there, and a draft does not know of which exchange it is.
        edited = standing.exchange_id is not None or not self._is_as_it_was()
        return Draft(console.request, console.json_text, standing.file, edited)

    def new_request(self) -> None:
        """Begin a request with the same tracking ID; undo brings the present one back."""
        root = self._console.request.root
        kept = {name: root[name] for name in ("trackingId",) if name in root}
        self._replace(Request(Object({**kept, "eventList": ()})), "New request")
        self._window.compose.form.new_session()
        self._window.compose.add_event()
        self._stand(None, safe=True)

    def open_example(self) -> None:
        """Put the request of the first start in the place of the current one."""
        self._replace(examples.sandbox(), "Open example")
        self._stand(None, safe=True)

    def load(self, exchange: "Exchange") -> None:
        """Put the request of an earlier exchange into the composer."""
        self._replace(exchange.request, "Load from history")
        self._stand(None, safe=True, exchange_id=exchange.id)
        self._window.tell("Loaded from the history. Undo brings back what was here.")

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a request", self._suggestion(""), _READ)
        if name:
            self.open_file(name)

    def open_file(self, name: str) -> None:
        """Put the request in the file ``name`` in place of the current one, or say why it cannot be read."""
        try:
            data = files.read_bytes(name)
            text = files.decode(data)
            if not _is_json(text):
                self._window.reader.take(text)
                return
            reading = json_request.read(text)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self._window.warn(f"{name} cannot be opened: {reason}.")
            return
        kept = self._put(reading, f"Open {Path(name).name}", text)
        path = Path(name).absolute()
        lasting = name != "-" and path.is_file()  # standard input and pipes are read only once
        self._stand(Origin(path, files.fingerprint(data)) if lasting else None, safe=lasting)
        self._tell(f"Opened {Path(name).name}", reading, kept=kept)

    def take(self, form: Form, reading: Reading, text: str) -> None:
        """Put the request that ``text`` was read as in the place of the current one."""
        kept = self._put(reading, f"Read {form.label}", text if form.name == "json" else None)
        self._stand(None, safe=False)
        self._tell(f"Read as {form.label}", reading, kept=kept)

    def _put(self, reading: Reading, label: str, json_text: str | None) -> bool:
        """Put what was read in the place of the present request; return whether that is kept.

        What ``json_text`` says and no document can stays text until that is mended.
        """
        kept = self._replace(reading.request, label)
        if reading.problems and json_text is not None:
            self._console.edit_json(json_text)
            self._window.compose.show_view(JSON)
        return kept

    def _tell(self, what: str, reading: Reading, *, kept: bool) -> None:
        """Say what was read, and beside the request what was guessed, dropped or resolved."""
        way_back = " or File ▸ Bring back" if kept else ""
        self._window.tell(f"{what}; what was here: Undo{way_back}.")
        problems = (problem.message for problem in reading.problems)
        self._window.compose.notes.show_notes(what, (*reading.notes, *problems))

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
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Save the request", self._suggestion("request.events.json"), _FILTER
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the document to ``path`` as the AWS CLI reads it, or say why it cannot be written."""
        try:
            fingerprint = files.save(path, self._text())
        except OSError as error:
            self._window.warn(f"{path} cannot be written: {error.strerror or error}.")
            return
        except UnicodeEncodeError:
            self._window.warn(f"{path} cannot be written: the JSON view holds half a character; delete it.")
            return
        self._stand(Origin(path.absolute(), fingerprint), safe=True)
        as_it_is = "" if self._console.json_text is None else " as it stands, which is no JSON yet"
        self._window.tell(f"Saved to {path}{as_it_is}.")

    def bring_back(self) -> None:
        """Ask which of the requests to bring back that others were put in the place of."""
        from events_console.ui.exchange_text import short_time  # the first window does without it

        try:
            entries = replaced.listed(paths.replaced_drafts())
        except OSError as error:
            self._window.warn(f"The replaced requests cannot be listed: {error}.")
            return
        if not entries:
            self._window.tell("No edited request has been replaced by another one yet.")
            return
        lines = {
            f"{number}.  {short_time(entry.time)}  {entry.about}": entry
            for number, entry in enumerate(entries, 1)
        }
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle("Bring back a replaced request")
        dialog.setLabelText("Newest first; the present request changes places with it:")
        dialog.setOption(QInputDialog.InputDialogOption.UseListViewForComboBoxItems)
        dialog.setComboBoxItems([*lines])
        dialog.setOkButtonText("Bring back")
        dialog.textValueSelected.connect(lambda line: self._bring_back(lines[line]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _bring_back(self, entry: "Replaced") -> None:
        try:
            kept = drafts.load(entry.path)
        except OSError as error:
            self._window.warn(f"{entry.path} cannot be read: {error.strerror or error}.")
        except ValueError as damage:
            self._window.warn(f"The request {damage}")
        else:
            if kept is None:
                self._window.tell("That request is gone: ten others have been replaced since.")
                return
            self._replace(kept.request, "Bring back request")
            if kept.json_text is not None:
                self._console.edit_json(kept.json_text)
            self._stand(kept.file, safe=False)

    def _replace(self, request: Request, label: str) -> bool:
        """Put ``request`` in the place of the present one; return whether that is kept."""
        draft = self.draft()
        same = draft.json_text is None and request.is_same(draft.request)
        keeps = not (same or self._is_elsewhere())
        if keeps:
            try:
                replaced.keep(paths.replaced_drafts(), draft)
            except OSError as error:
                self._window.warn(
                    f"What was here cannot be kept: {error.strerror or error}. Only undo brings it back."
                )
                keeps = False
        self._console.replace(request, label)
        return keeps

    def _text(self) -> str:
        unfinished = self._console.json_text
        return json_request.write(self._console.request) if unfinished is None else unfinished

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

    def _standing(self) -> _Standing:
        return self._standings.get(self._console.document, _Standing())

    def _is_as_it_was(self) -> bool:
        """Return whether the document is what was to be found elsewhere when it came from there."""
        safe = self._standing().safe
        return safe is not None and safe[0] is self._console.request and safe[1] == self._console.json_text

    def _is_elsewhere(self) -> bool:
        """Return whether the document is to be found elsewhere now."""
        standing, service = self._standing(), self._console.service
        if not self._is_as_it_was():
            return False
        if standing.exchange_id:
            return service is not None and service.is_kept(standing.exchange_id, self._console.request)
        return standing.file is None or replaced.is_in_file(standing.file)

    def _stand(self, file: Origin | None, *, safe: bool, exchange_id: str | None = None) -> None:
        console = self._console
        state = (console.request, console.json_text) if safe else None
        self._standings[console.document] = _Standing(file, state, exchange_id)
        if len(self._standings) > MOST_STEPS + 1:  # undo does not lead back to the first one any more
            del self._standings[next(iter(self._standings))]
        self._follow()

    def _follow(self) -> None:
        draft = self.draft()
        name = draft.file.path.name.replace("[*]", "[*][*]") if draft.file else ""
        self._window.setWindowTitle(f"{name}[*] – {TITLE}" if name else TITLE)
        self._window.setWindowModified(bool(name) and draft.edited)
        self.changed.emit()


def _is_json(text: str) -> bool:
    """Return whether ``text`` is, or is to be, a document of our own; all else is code."""
    form = forms.detect(text)
    return form is None or (form.name == "json" and text.lstrip()[:1] in {"{", "[", ""})
