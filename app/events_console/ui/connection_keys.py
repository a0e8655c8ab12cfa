"""The part of a connection's form that says where its keys come from; kept keys never come back into it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from events_console.domain.connection import Connection, Credentials, KeySource
from events_console.services.profiles import Profile
from events_console.ui.form_rows import Chooser, FormRows, secret
from events_console.ui.language import tr
from events_console.ui.parts import button

SOURCES: Final = {
    KeySource.KEYRING: tr("Access key, kept by the keyring"),
    KeySource.PROFILE: tr("Profile of the AWS CLI"),
    KeySource.ENVIRONMENT: tr("As the AWS CLI without a profile"),
    KeySource.SANDBOX: tr("The sandbox’s own key"),
    KeySource.UNSIGNED: tr("None: send unsigned"),
}
_TOLD: Final = {
    KeySource.ENVIRONMENT: tr(
        "Variables such as AWS_ACCESS_KEY_ID, else AWS_PROFILE, else the default profile; endpoints that are "
        "set there are not followed."
    ),
    KeySource.SANDBOX: tr("Every sandbox of this installation knows it; it is worth nothing elsewhere."),
    KeySource.UNSIGNED: tr("The service refuses unsigned requests; a stand-in may take them."),
}
_KEPT: Final = tr("kept; type to replace it")
_SHORT_LIVED: Final = "ASIA"  # IAM: IDs of temporary keys begin with it
_WITHOUT_TOKEN: Final = tr(
    "An ID that begins with ASIA is that of temporary keys: they are good with their token alone."
)


class KeyFields(QObject):
    """Edits the source of keys and, for the keyring, takes new ones.

    Signals: ``forget_requested()`` to have the kept keys forgotten.
    """

    forget_requested = Signal()

    def __init__(self, rows: FormRows) -> None:
        """Append the fields to ``rows``."""
        super().__init__(rows)
        self.source = Chooser(SOURCES.values())
        self.key_id, self.secret, self.token = QLineEdit(), secret(), secret()
        self.profile = Chooser((), editable=True)
        self.forget = button(
            tr("Forget keys"), self.forget_requested.emit, "link", tr("Remove the kept keys for good")
        )
        self.forget.setAutoDefault(False)
        self._profiles: dict[str, Profile] | None = None  # by their names, once they are known
        self._kept: str | None = None
        self._rows = rows
        self._source = rows.add(tr("Keys from"), self.source)
        self._id = rows.add(tr("Access key ID"), self.key_id, self.forget)
        self._secret = rows.add(tr("Secret access key"), self.secret)
        self._token = rows.add(tr("Session token"), self.token)
        self._where = rows.add("")
        self._profile = rows.add(tr("Profile"), self.profile)
        self.source.currentIndexChanged.connect(lambda _: self.follow())
        rows.edited.connect(self.follow)

    def offer(self, profiles: Iterable[Profile]) -> None:
        """Suggest ``profiles``."""
        typed = self.profile.currentText()
        self._profiles = {one.name: one for one in profiles}
        self.profile.clear()
        self.profile.addItems(list(self._profiles))
        self.profile.setEditText(typed)
        self.follow()

    def show_connection(self, connection: Connection) -> None:
        """Show where the keys of ``connection`` come from; what was typed for another one goes."""
        self.source.setCurrentIndex(list(SOURCES).index(connection.keys))
        self.profile.setEditText(connection.profile or "")
        for line in (self.key_id, self.secret, self.token):
            line.clear()
        self.show_kept("", None)

    def show_kept(self, where: str, kept: str | None, tone: str = "muted") -> None:
        """Say ``where`` keys are kept and which are, by their ID; what has been typed stays."""
        self._kept = kept
        self._where.say(where, tone)
        self.key_id.setPlaceholderText(kept or tr("such as AKIA…"))
        self.secret.setPlaceholderText(_KEPT if kept else "")
        self.token.setPlaceholderText(_KEPT if kept else tr("only with temporary keys"))
        self.follow()

    def applied_to(self, connection: Connection) -> Connection:
        """Return ``connection`` with its keys from where the fields say."""
        keys = list(SOURCES)[self.source.currentIndex()]
        profile = self.profile.currentText().strip() if keys is KeySource.PROFILE else ""
        return replace(connection, keys=keys, profile=profile or None)

    def typed(self) -> Credentials | None:
        """Return the keys that were typed; None where none were, or the keys come from elsewhere."""
        if not self._is(KeySource.KEYRING):
            return None
        key_id, hidden, token = (line.text().strip() for line in (self.key_id, self.secret, self.token))
        return Credentials(key_id, hidden, token or None) if key_id or hidden or token else None

    def known_key_id(self) -> str | None:
        """Return the ID of the keys in use, as far as it can be known here: typed, or else kept."""
        typed = self.typed()
        return typed.access_key_id if typed else self._kept if self._is(KeySource.KEYRING) else None

    def flawed(self) -> tuple[QWidget, str] | None:
        """Return the field that keeps the form from being saved, and why, in a sentence."""
        typed = self.typed()
        if self._is(KeySource.PROFILE) and not self.profile.currentText().strip():
            return self.profile, tr("No profile is chosen: choose one, or take the keys from elsewhere.")
        if typed and not typed.access_key_id:
            return self.key_id, tr("The ID of the access key is missing: an access key has two halves.")
        if typed and not typed.secret_access_key:
            return self.secret, tr("The secret is missing: an access key has two halves.")
        return None

    def follow(self) -> None:
        """Show the fields that the source takes, and what is wrong in them."""
        keys = list(SOURCES)[self.source.currentIndex()]
        for cell in (self._id, self._secret, self._token, self._where):
            self._rows.setRowVisible(cell, keys is KeySource.KEYRING)
        self._rows.setRowVisible(self._profile, keys is KeySource.PROFILE)
        self._source.say(_TOLD.get(keys, ""))
        self.forget.setVisible(self._kept is not None)
        field, why = self.flawed() or (None, "")
        for cell, one in ((self._id, self.key_id), (self._secret, self.secret)):
            cell.say(why if field is one else "", "error")
        typed = self.typed()
        short_lived = typed and typed.access_key_id.startswith(_SHORT_LIVED) and not typed.session_token
        self._token.say(_WITHOUT_TOKEN if short_lived else "", "warning")
        self._say_profile(why if field is self.profile else "")

    def _say_profile(self, why: str) -> None:
        name = self.profile.currentText().strip()
        if why:
            self._profile.say(why, "error")
        elif self._profiles is None:
            self._profile.say("")
        elif found := self._profiles.get(name):
            told = tr("Its keys: {keys}.").format(keys=found.keys)
            self._profile.say(told, "muted" if found.is_complete else "warning")
        else:
            told = tr("The AWS CLI’s files have no profile “{name}” at present.").format(name=name)
            self._profile.say(told, "warning")

    def _is(self, source: KeySource) -> bool:
        return list(SOURCES)[self.source.currentIndex()] is source
