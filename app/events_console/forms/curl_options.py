"""The options of curl (by its manuals up to 8.17): which take a word, and what those of the body mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from events_console.domain.wording import sayable, shortened
from events_console.forms import UnreadableError, envelope
from events_console.forms.expression import Place
from events_console.forms.shell import Command, Word

_NAMES: Final = """
    abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
    connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary
    data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url
    dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account
    ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip
    header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json keepalive-cnt keepalive-time key
    key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize
    max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey
    preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type
    proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey
    proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user
    proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry retry-delay
    retry-max-time sasl-authzid service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service
    socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers
    tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query user
    user-agent variable vlan-priority write-out
"""
TAKING_A_WORD: Final = frozenset(_NAMES.split())
_SHORT: Final = {
    **dict.fromkeys("ACcDemoPQrtwYyz", "passed over"),
    "b": "cookie",
    "d": "data",
    "E": "cert",
    "F": "form",
    "H": "header",
    "K": "config",
    "T": "upload-file",
    "U": "proxy-user",
    "u": "user",
    "X": "request",
    "x": "proxy",
}
_KEYS: Final = frozenset(
    {"cert", "cookie", "key", "oauth2-bearer", "pass", "proxy-pass", "proxy-user", "tlspassword", "user"}
)
_FORM: Final = "fields of a form (-F, --form) are no request: give the JSON with --data-raw"
_UNREAD: Final = {
    "config": "options in a file (-K, --config) are not opened: write them into the command",
    "form": _FORM,
    "form-string": _FORM,
    "upload-file": "the body is in a file, and no file is opened: give it with --data-raw",
}
_VARIABLES: Final = re.compile(r"(?:\{\{[^{}]*\}\}|\s|:)*")
_IF_SET: Final = re.compile(r"\$\{\w+:\+.*", re.DOTALL)
_NAMED: Final = re.compile(r"[\w.-]*=")


@dataclass(slots=True)
class Transfer:
    """What a command sends to one address; ``data_place`` is where its body begins in the text, if it does.

    ``unread`` says why there is no body that could be read, ``secrets`` which options held keys.
    """

    place: Place
    method: str = "POST"
    url: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)
    data: str | None = None
    data_place: Place | None = None
    scheme: str = ""
    secrets: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: UnreadableError | None = None

    @property
    def signed_for(self) -> str:
        """The service that ``--aws-sigv4`` names or, without, that curl takes the host for; "" if unknown."""
        if not self.scheme:
            return ""
        named = self.scheme.split(":")[3:]
        service = named[0] if named else envelope.address(self.url).host.partition(".")[0]
        return "" if "{{" in service else shortened(service)


def transfers(command: Command) -> Iterator[Transfer]:
    """Yield what ``command`` sends; nothing where it is not curl."""
    program = next((at for at, word in enumerate(command.words[:4]) if _is_curl(word.text)), None)
    if program is None:
        return
    reader = _Reader(command.stdin, command.words[program].place)
    rest = iter(command.words[program + 1 :])
    for word in rest:
        if word.text in {"--next", "-:"}:
            yield reader.transfer
            reader = _Reader(command.stdin, word.place)
        elif _IF_SET.fullmatch(word.text):  # what follows stands there only where a variable is set
            last: Word | None = word
            while last is not None and not last.text.endswith("}"):
                last = next(rest, None)
        elif word.text.startswith("--"):
            reader.long(word, rest)
        elif word.text.startswith("-"):
            reader.short(word, rest)
        else:
            reader.take("url", word.text, word.place)
    yield reader.transfer


def sends_body(command: Command) -> bool:
    """Return whether ``command`` is a curl with a body."""
    return any(each.data is not None for each in transfers(command))


def _is_curl(name: str) -> bool:
    return re.split(r"[\\/]", name)[-1].lower() in {"curl", "curl.exe"}


class _Reader:
    """Takes the options of one transfer."""

    def __init__(self, stdin: str | None, place: Place) -> None:
        """Have nothing yet."""
        self.transfer = Transfer(place)
        self._stdin = stdin

    def long(self, word: Word, rest: Iterator[Word]) -> None:
        """Take ``--name``, and the word after it where it takes one."""
        name, equals, value = word.text[2:].partition("=")
        if name in TAKING_A_WORD and equals:
            self._note(f"curl does not know --{name}=…: write --{name} and its value as two words.")
            self.take(name, value, word.place)
        elif name in TAKING_A_WORD:
            self._take_next(name, rest)
        elif name == "get":
            self._get()

    def short(self, word: Word, rest: Iterator[Word]) -> None:
        """Take ``-s`` or several of them in one word, of which the last may have its value there too."""
        for at, letter in enumerate(word.text[1:], 2):
            if name := _SHORT.get(letter):
                if value := word.text[at:]:
                    self.take(name, value, _moved(word, at))
                else:
                    self._take_next(name, rest)
                return
            if letter == "G":
                self._get()

    def take(self, name: str, value: str, place: Place) -> None:
        """Take an option with its value, which begins at ``place``."""
        transfer = self.transfer
        if name == "request":
            transfer.method = value
        elif name == "url":
            # A word that belongs to a mistyped option may stand before it.
            if not transfer.url or ("://" in value and "://" not in transfer.url):
                transfer.url = value
        elif name == "aws-sigv4":
            transfer.scheme = value
        elif name == "header":
            header, _, content = value.partition(":")
            if not _VARIABLES.fullmatch(content):
                transfer.headers.append((header, content))
        elif name.startswith("data") or name == "json":
            self._data(name, value, place)
        elif name in _UNREAD:
            transfer.unread = UnreadableError(_UNREAD[name], place.line, place.column)
        elif name in _KEYS and not _VARIABLES.fullmatch(value):
            transfer.secrets.append(f"--{name}")

    def _take_next(self, name: str, rest: Iterator[Word]) -> None:
        if following := next(rest, None):
            self.take(name, following.text, _moved(following, 0))

    def _data(self, name: str, value: str, place: Place) -> None:
        transfer = self.transfer
        start: Place | None = place
        if name == "data-urlencode":
            self._note(
                "--data-urlencode encodes the body, which the service does not decode: use --data-raw."
            )
            value = value[found.end() :] if (found := _NAMED.match(value)) else value
        elif value == "@-" and name != "data-raw":
            if self._stdin is None:
                message = "the body is what another program feeds to curl: give it with --data-raw"
                transfer.unread = UnreadableError(message, place.line, place.column)
                return
            is_bare = name in {"data", "data-ascii"}
            value, start = (re.sub("[\r\n]", "", self._stdin) if is_bare else self._stdin), None
        elif value.startswith("@") and name != "data-raw":
            named = sayable(value[1:], "named there")
            message = f"the body is in the file {named}, and no file is opened: paste the body"
            transfer.unread = UnreadableError(message, place.line, place.column)
            return
        if transfer.data is None:
            transfer.data, transfer.data_place = value, start
        else:
            transfer.data += f"{'' if name == 'json' else '&'}{value}"

    def _get(self) -> None:
        self._note("With -G curl sends the body in the address: leave it out.")

    def _note(self, sentence: str) -> None:
        if sentence not in self.transfer.notes:
            self.transfer.notes.append(sentence)


def _moved(word: Word, letters: int) -> Place:
    return Place(word.place.line, word.place.column + letters + (not word.bare))
