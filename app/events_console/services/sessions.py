"""Sessions: the clients of a connection, with the keys that it names and nothing that slips in unasked.

A session reads the environment and the AWS CLI's files only for the keys that the connection takes from
there, and for proxies and trusted certificates; never for where requests go. Every request is held up before
it is signed if its keys may not go to its host.
"""

import logging
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from events_console import __version__
from events_console.domain import endpoint
from events_console.domain.connection import Connection, Credentials, KeySource
from events_console.services import proxies

if TYPE_CHECKING:
    from botocore.config import Config
    from botocore.loaders import Loader
    from botocore.session import Session as BotocoreSession

READ_ATTEMPTS: Final = 3  # of calls that change nothing, and can be repeated
_WORD: Final = re.compile("[!-~]+")  # as it goes into a header; http.client would quote any other
_FROM_FILES: Final = frozenset({KeySource.PROFILE, KeySource.ENVIRONMENT})


class RefusedError(Exception):
    """Why nothing leaves, as a sentence."""


class NoCodeError(Exception):
    """The code of an MFA device was asked for and not given."""


class Session:
    """One connection with its keys; any number of threads may share it, but not that of the window.

    Keys may have to be waited for: a role is assumed over the network, a program run, a code asked for.
    """

    def __init__(self, connection: Connection, source: Callable[[], "BotocoreSession"]) -> None:
        """Serve ``connection`` with the keys of the sessions that ``source`` opens."""
        self.connection = connection
        self._open = source
        self._opened: BotocoreSession | None = None
        # Keys are looked for by one thread at a time: nobody is asked for two codes at once.
        self._lock = threading.RLock()

    def credentials(self) -> Credentials | None:
        """Return the keys as they are now, renewed if they were about to expire; None to send unsigned.

        Whatever botocore raises is raised, NoCredentialsError where there are no keys, NoCodeError where no
        code was given.
        """
        if self.connection.keys is KeySource.UNSIGNED:
            return None
        from botocore.exceptions import RefreshWithMFAUnsupportedError

        try:
            with self._source() as source:
                _trusted(source)
                return fetch_keys(source)
        except RefreshWithMFAUnsupportedError:  # those of the code that was given have come to their end
            return self.credentials()

    def client(self, service: str, *, attempts: int = READ_ATTEMPTS, check_parameters: bool = True) -> Any:  # noqa: ANN401  # botocore makes the class at run time
        """Return a new botocore client for ``service``, which takes 10 to 70 ms.

        It looks for keys when it signs. What cannot be used in the connection or in the AWS CLI's files is a
        RefusedError, a ValueError or a BotoCoreError.
        """
        from botocore.config import Config

        connection = self.connection
        if flaw := endpoint.flaw(connection):
            raise RefusedError(flaw)
        address = endpoint.url(connection, service)
        config = _config(connection).merge(
            Config(
                retries={"total_max_attempts": attempts, "mode": "standard"},
                parameter_validation=check_parameters,
                max_pool_connections=8,
                proxies=proxies.in_force(address),
            )
        )
        if not connection.verify_tls:  # of which urllib3 would warn with each request
            from urllib3 import disable_warnings

            disable_warnings()
        with self._source() as source:
            trusted = _trusted(source)
            client = self._signing.create_client(
                service,
                region_name=connection.region,
                endpoint_url=address,
                verify=trusted if connection.verify_tls else False,
                config=config,
            )
        client.meta.events.register_first("before-sign", self._give_keys)
        return client

    @cached_property
    def _signing(self) -> "BotocoreSession":
        return _isolated(self.connection)  # without keys: they come with each signature

    @contextmanager
    def _source(self) -> "Iterator[BotocoreSession]":
        """Lend the session that has the keys, which a failure puts an end to.

        The next one begins anew, as botocore reads its files once, asks for a code once, and takes its second
        look at a profile for a loop.
        """
        with self._lock:
            self._opened = self._opened or self._open()
            try:
                yield self._opened
            except Exception:
                self._opened = None
                raise

    def _give_keys(self, request: Any, **_event: object) -> None:  # noqa: ANN401  # botocore's
        """Have ``request`` signed with the keys there are now, if they may go where it goes."""
        credentials = self.credentials()
        key = credentials.access_key_id if credentials else None
        if why := endpoint.refusal(self.connection, key, request.url):
            raise RefusedError(why)
        if credentials:
            from botocore.credentials import Credentials as Keys

            keys = Keys(credentials.access_key_id, credentials.secret_access_key, credentials.session_token)
            request.context.setdefault("signing", {})["request_credentials"] = keys


class Sessions:
    """Opens sessions, one for each connection as it stands; a changed connection gets a new one.

    ``kept`` finds the keys that were entered for a connection, ``sandbox`` those of this installation's
    sandboxes, and ``ask`` gets a sentence and returns the MFA code that a person has typed, or "".
    """

    def __init__(
        self,
        kept: Callable[[str], Credentials | None],
        sandbox: Callable[[], Credentials],
        ask: Callable[[str], str],
    ) -> None:
        """Load nothing yet: the first session that is used imports botocore."""
        self._kept, self._sandbox, self._ask = kept, sandbox, ask
        self._made = lru_cache(maxsize=16)(self._make)
        self._lock = threading.Lock()

    def open(self, connection: Connection) -> Session:
        """Return the session of ``connection``; OSError where the keyring does not give its keys."""
        with self._lock:
            return self._made(connection)

    def forget(self) -> None:
        """Open every session anew from now on: keys have changed."""
        self._made.cache_clear()

    def trying(self, credentials: Credentials) -> "Sessions":
        """Return sessions that use ``credentials`` in the place of kept ones: they were only typed so far."""
        return Sessions(lambda _: credentials, self._sandbox, self._ask)

    def _make(self, connection: Connection) -> Session:
        if connection.keys in _FROM_FILES:
            return Session(connection, partial(_from_files, connection, self._ask))
        keys = None
        if connection.keys is KeySource.KEYRING:
            keys = self._kept(connection.id)
        elif connection.keys is KeySource.SANDBOX:
            keys = self._sandbox()
        return Session(connection, partial(_isolated, connection, keys))


def _trusted(session: "BotocoreSession") -> str | None:
    """Return the file of certificates to trust, None for the usual ones."""
    file: str | None = session.get_config_variable("ca_bundle")
    if file and not os.access(file, os.R_OK):  # OpenSSL would not say which file it misses
        raise RefusedError(f"The certificates to trust, {file}, cannot be read: choose another file.")
    return file


def fetch_keys(session: "BotocoreSession") -> Credentials:
    """Return the keys of ``session``; whatever comes out of here tells that there are none, and why."""
    from botocore.exceptions import NoCredentialsError

    found = session.get_credentials()
    if found is None:
        raise NoCredentialsError
    keys = found.get_frozen_credentials()
    headers = {"access key ID": keys.access_key, "session token": keys.token or "-"}
    for name, text in headers.items():
        if not _WORD.fullmatch(text):
            raise RefusedError(
                f"The {name} has a blank, a line break or a letter that no key has: copy it anew."
            )
    return Credentials(keys.access_key, keys.secret_key, keys.token)


class _NoProvider:
    def load_credentials(self) -> None:
        """Find no keys."""


def _isolated(connection: Connection, credentials: Credentials | None = None) -> "BotocoreSession":
    """Return a session that has these keys and does not know of any file or variable with others."""
    nowhere = dict.fromkeys(("config_file", "credentials_file"), (None, None, os.devnull, None))
    session = _session(connection, {**nowhere, "profile": (None, None, None, None)}, builtin_handlers=False)
    # Without keys as well: botocore would look for some in the environment otherwise.
    session.register_component("credential_provider", _NoProvider())
    if credentials:
        keys = (credentials.access_key_id, credentials.secret_access_key, credentials.session_token)
        session.set_credentials(*keys)
    return session


def _from_files(connection: Connection, ask: Callable[[str], str]) -> "BotocoreSession":
    """Return a session with the keys of a profile, or with those that the AWS CLI would use without one."""
    session = _session(connection, {}, builtin_handlers=True)
    if connection.keys is KeySource.PROFILE:
        session.set_config_variable("profile", connection.profile or "default")
    session.set_config_variable("region", connection.region)
    # A desktop program is no virtual machine: the metadata service is not even asked whether it is there.
    session.set_config_variable("metadata_service_num_attempts", 0)

    def code(prompt: str) -> str:
        if typed := ask(f"{prompt.rstrip(' :')}, for the connection “{connection.name}”:").strip():
            return typed
        raise NoCodeError

    roles = session.get_component("credential_provider").get_provider("assume-role")
    roles._prompter = code  # noqa: SLF001  # botocore has no other way to a dialog
    return session


def _session(
    connection: Connection, variables: dict[str, Any], *, builtin_handlers: bool
) -> "BotocoreSession":
    import botocore.session

    for library in ("boto3", "botocore", "urllib3"):
        # At DEBUG they write the session token and the events, and warnings would clutter the terminal.
        logging.getLogger(library).setLevel(logging.ERROR)
    session = botocore.session.Session(session_vars=variables, include_builtin_handlers=builtin_handlers)
    session.register_component("data_loader", _loader())
    session.user_agent_name, session.user_agent_version = "events-console", __version__
    session.set_default_client_config(_config(connection))
    session.set_config_variable("csm_enabled", False)  # it would tell others of every call
    if connection.ca_bundle:
        session.set_config_variable("ca_bundle", connection.ca_bundle)
    return session


@cache
def _loader() -> "Loader":
    """Return what reads botocore's own models, which each session would read anew for 0.1 s."""
    from botocore.loaders import Loader

    # Those in ~/.aws/models or AWS_DATA_PATH could name other hosts.
    return Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)


def _config(connection: Connection) -> "Config":
    """Return what holds for every client, those too with which botocore fetches keys."""
    from botocore import UNSIGNED
    from botocore.config import Config

    return Config(
        signature_version=UNSIGNED if connection.keys is KeySource.UNSIGNED else None,
        connect_timeout=connection.connect_timeout or None,
        read_timeout=connection.read_timeout or None,
        # The environment may not choose where a request goes, nor have the metadata service asked about it.
        ignore_configured_endpoint_urls=True,
        use_dualstack_endpoint=False,
        use_fips_endpoint=False,
        defaults_mode="legacy",
    )
