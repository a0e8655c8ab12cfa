"""AWS's own endpoints on this computer: a proxy that ends TLS itself and answers in their name.

It is reached as AWS is, by the names of its hosts, with HTTPS_PROXY and a throw-away authority as the trusted
one: nothing in the console is pointed anywhere else.
"""

import datetime as dt
import hashlib
import json
import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias
from urllib.parse import parse_qsl

import botocore.auth
import botocore.credentials
from botocore.awsrequest import AWSRequest

from events_console.domain.connection import Connection, ConnectionKind, Credentials, KeySource
from events_console.services.sessions import Session, Sessions
from tests.support import http

if TYPE_CHECKING:  # it is there on Linux alone
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.x509 import Certificate

ACCOUNT = "123456789012"
SANDBOX_KEY = Credentials("SANDBOX0123456789AB", "sandbox-secret")
_NAMES = [
    f"{host}.{region}.amazonaws.com"
    for region in ("us-east-1", "eu-west-1")
    for host in ("*", "*.sso", "*.personalize-events")
]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request for one of AWS's hosts."""

    host: str
    method: str
    target: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))


Answering: TypeAlias = "Callable[[Arrived], bytes]"


class Aws:
    """Answers for every host of AWS; ``answers`` has what does so, by the beginning of the host's name.

    ``received`` holds what arrived, ``keys`` those that may sign, by their ID.
    """

    def __init__(self, certificates: Path) -> None:
        """Be a server with what :func:`make_certificates` has put into a folder."""
        self.ca_bundle = certificates / "authority.pem"
        self.received: list[Arrived] = []
        self.connected: list[str] = []  # hosts and ports, whatever came of it
        self.keys: dict[str, Credentials] = {}
        self.answers: dict[str, Answering] = {
            "sts.": self._sts,
            "portal.sso.": self._portal,
            "oidc.": self._oidc,
            "personalize": lambda _arrived: http("200 OK", x_amzn_RequestId="request-1", Connection="close"),
        }
        self.lifetime = dt.timedelta(hours=1)  # of the keys that are given out
        self.skew = dt.timedelta()  # of AWS's clock, seen from here
        self.code = "123456"  # of the MFA device
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificates / "server.pem")
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.proxy = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def issue(self, name: str, *, long_lived: bool = False) -> Credentials:
        """Make keys that may sign; ``name`` is in their ID, in capitals."""
        key_id = f"{'AKIA' if long_lived else 'ASIA'}{name:X<16}"
        token = None if long_lived else f"token/of+{name}{'t' * 200}=="
        self.keys[key_id] = Credentials(key_id, f"secret/of+{name}+" + "s" * 20, token)
        return self.keys[key_id]

    def signer(self, arrived: Arrived) -> str | None:
        """Return the ID of the key that ``arrived`` is signed with, None if it is not signed.

        AssertionError where the signature or the token is not that of the key.
        """
        given = arrived.headers.get("authorization")
        if given is None:
            return None
        _, _, fields = given.partition(" ")
        parts = dict(field.strip().split("=", 1) for field in fields.split(","))
        key_id, _, region, service, _ = parts["Credential"].split("/")
        keys = self.keys[key_id]
        assert arrived.headers.get("x-amz-security-token") == keys.session_token
        request = AWSRequest(arrived.method, f"https://{arrived.host}{arrived.target}", data=arrived.body)
        for name in parts["SignedHeaders"].split(";"):
            if name != "host":
                request.headers[name] = arrived.headers[name]
        request.context["timestamp"] = arrived.headers["x-amz-date"]
        used = botocore.credentials.Credentials(keys.access_key_id, keys.secret_access_key)
        signing = botocore.auth.SigV4Auth(used, service, region)
        text = signing.string_to_sign(request, signing.canonical_request(request))
        assert signing.signature(text, request) == parts["Signature"]
        return key_id

    def _handler(self) -> type[socketserver.StreamRequestHandler]:
        aws = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                connect, _ = _head(self.rfile.readline)
                place = connect.split()[1]
                aws.connected.append(place)
                self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
                try:
                    with aws._tls.wrap_socket(self.request, server_side=True) as stream:
                        stream.sendall(aws._answer(place.rpartition(":")[0], stream))
                except ssl.SSLError:
                    pass  # the client does not trust the certificate

        return Handler

    def _answer(self, host: str, stream: ssl.SSLSocket) -> bytes:
        with stream.makefile("rb") as file:
            line, headers = _head(file.readline)
            body = file.read(int(headers.get("content-length", 0)))
        method, target, _ = line.split()
        arrived = Arrived(host, method, target, headers, body)
        self.received.append(arrived)
        return next(answer for start, answer in self.answers.items() if host.startswith(start))(arrived)

    def _sts(self, arrived: Arrived) -> bytes:
        form = arrived.form
        if form["Action"] == "GetCallerIdentity":
            return self.identity(f"arn:aws:iam::{ACCOUNT}:user/tester")
        if "SerialNumber" in form and form.get("TokenCode") != self.code:
            said = "MultiFactorAuthentication failed with invalid MFA one time pass code."
            return self.refusal("AccessDenied", said)
        role = form["RoleArn"].rpartition("/")[2]
        keys = self.issue(role.upper())
        expires = (dt.datetime.now(dt.UTC) + self.lifetime).strftime("%Y-%m-%dT%H:%M:%SZ")
        given = (
            f"<Credentials><AccessKeyId>{keys.access_key_id}</AccessKeyId>"
            f"<SecretAccessKey>{keys.secret_access_key}</SecretAccessKey>"
            f"<SessionToken>{keys.session_token}</SessionToken><Expiration>{expires}</Expiration></Credentials>"
            f"<AssumedRoleUser><Arn>arn:aws:sts::{ACCOUNT}:assumed-role/{role}/s</Arn>"
            "<AssumedRoleId>AROA:s</AssumedRoleId></AssumedRoleUser>"
        )
        return self._xml("200 OK", f"<{form['Action']}Result>{given}</{form['Action']}Result>")

    def identity(self, arn: str) -> bytes:
        """Return the answer to GetCallerIdentity."""
        who = f"<Arn>{arn}</Arn><UserId>AIDA</UserId><Account>{ACCOUNT}</Account>"
        return self._xml("200 OK", f"<GetCallerIdentityResult>{who}</GetCallerIdentityResult>")

    def refusal(self, code: str, message: str, status: str = "403 Forbidden") -> bytes:
        """Return an error as STS words it."""
        return self._xml(status, f"<Error><Code>{code}</Code><Message>{message}</Message></Error>")

    def _xml(self, status: str, inner: str) -> bytes:
        return self._dated(status, f"<Response>{inner}</Response>".encode(), "text/xml")

    def json(self, status: str, **members: Any) -> bytes:
        """Return an answer in JSON."""
        return self._dated(status, json.dumps(members).encode(), "application/json")

    def _dated(self, status: str, body: bytes, kind: str) -> bytes:
        date = (dt.datetime.now(dt.UTC) + self.skew).strftime("%a, %d %b %Y %H:%M:%S GMT")
        return http(status, body, Content_Type=kind, Date=date, Connection="close")

    def _portal(self, arrived: Arrived) -> bytes:
        if arrived.headers["x-amz-sso_bearer_token"] != "sso-token":
            return http("401 Unauthorized", b"{}", x_amzn_ErrorType="UnauthorizedException")
        keys = self.issue("SSO")
        expires = (dt.datetime.now(dt.UTC) + self.lifetime).timestamp() * 1000
        given = {
            "accessKeyId": keys.access_key_id,
            "secretAccessKey": keys.secret_access_key,
            "sessionToken": keys.session_token,
            "expiration": int(expires),
        }
        return self.json("200 OK", roleCredentials=given)

    def _oidc(self, arrived: Arrived) -> bytes:
        if json.loads(arrived.body)["refreshToken"] != "refresh-token":
            return http("400 Bad Request", b"{}", x_amzn_ErrorType="InvalidGrantException")
        return self.json("200 OK", accessToken="sso-token", expiresIn=3600, tokenType="Bearer")


def _head(readline: Callable[[], bytes]) -> tuple[str, dict[str, str]]:
    """Read the first line, and the headers by their names in lower case."""
    line = readline().decode().strip()
    headers = {}
    while header := readline().decode("latin-1").strip():
        name, _, value = header.partition(":")
        headers[name.lower()] = value.strip()
    return line, headers


def make_certificates(folder: Path) -> None:
    """Write an authority that nobody else knows, and a server's key and certificate for AWS's hosts."""
    from cryptography.hazmat.primitives import serialization

    authority, authority_key = _certificate("Throw-away authority", None)
    server, key = _certificate("aws.invalid", (authority, authority_key), _NAMES)
    (folder / "authority.pem").write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "server.pem").write_bytes(private + server.public_bytes(serialization.Encoding.PEM))


def _certificate(
    name: str,
    signed_by: "tuple[Certificate, EllipticCurvePrivateKey] | None",
    hosts: list[str] | None = None,
) -> "tuple[Certificate, EllipticCurvePrivateKey]":
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(signed_by[0].subject if signed_by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=signed_by is None, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts or [name]]), critical=False
        )
        .sign(signed_by[1] if signed_by else key, hashes.SHA256())
    )
    return certificate, key


class Desk:
    """Somebody with the AWS CLI's files, a keyring and an MFA device, who opens connections to ``aws``.

    Attributes:
        codes: what is typed when a code is asked for; nothing after the last.
        asked: the questions.
    """

    def __init__(self, aws: Aws, home: Path) -> None:
        self.aws = aws
        self.keyring: dict[str, Credentials] = {}
        self.codes: list[str] = []
        self.asked: list[str] = []
        self.sessions = Sessions(self.keyring.get, lambda: SANDBOX_KEY, self._answer)
        self._folder = home / ".aws"
        self.sso_cache = self._folder / "sso" / "cache"
        self.sso_cache.mkdir(parents=True)

    def connection(
        self, keys: KeySource = KeySource.PROFILE, profile: str | None = "tester", **fields: Any
    ) -> Connection:
        """Return a connection to AWS, which trusts the stand-in."""
        given: dict[str, Any] = {"region": "eu-west-1", "ca_bundle": str(self.aws.ca_bundle), **fields}
        kind = ConnectionKind.DEVELOPMENT
        return Connection("Place", kind, keys=keys, profile=profile, id="some-id", **given)

    def open(self, *args: Any, **fields: Any) -> Session:
        """Return the session of such a connection."""
        return self.sessions.open(self.connection(*args, **fields))

    def files(self, config: str, credentials: str = "") -> None:
        """Write the AWS CLI's files."""
        (self._folder / "config").write_text(config, encoding="utf-8")
        (self._folder / "credentials").write_text(credentials, encoding="utf-8")

    def sso_token(self, key: str, minutes: float = 60, **members: str) -> Path:
        """Cache a token as `aws sso login` does; ``key`` is the name of the session, or the start URL."""
        expires = (dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
        file = self.sso_cache / f"{hashlib.sha1(key.encode()).hexdigest()}.json"  # noqa: S324  # the AWS CLI's
        file.write_text(json.dumps({"accessToken": "sso-token", "expiresAt": expires, **members}))
        return file

    def _answer(self, prompt: str) -> str:
        self.asked.append(prompt)
        return self.codes.pop(0) if self.codes else ""


def keys_of(credentials: Credentials) -> str:
    """Return the lines of a profile that has these keys."""
    token = f"aws_session_token = {credentials.session_token}\n" if credentials.session_token else ""
    return (
        f"aws_access_key_id = {credentials.access_key_id}\n"
        f"aws_secret_access_key = {credentials.secret_access_key}\n{token}"
    )
