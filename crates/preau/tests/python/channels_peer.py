"""Those whom notices are handed to, written with other people's libraries: mail relays with TLS and a verifier of DKIM, a
push service that decrypts what it is told, readers of CAP and Atom. It says where it listens, then answers a line each."""

import base64
import datetime
import http.server
import ipaddress
import json
import os
import ssl
import sys
import tempfile
import threading

import dkim
import feedparser
import http_ece
from aiosmtpd.controller import Controller
from cap_tools.models import Alert
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from py_vapid import Vapid02
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig

folder = tempfile.mkdtemp()


def certificate():
    """A certificate of this machine that signs itself; the files of it and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.timezone.utc)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    with open(paths[0], "wb") as file:
        file.write(made.public_bytes(serialization.Encoding.PEM))
    with open(paths[1], "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    return paths


class Mails:
    """Keeps what a relay took."""

    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):
        secret = session.ssl is not None or isinstance(server.transport.get_extra_info("ssl_object"), ssl.SSLObject)
        self.taken.append({"to": envelope.rcpt_tos, "message": envelope.content, "tls": secret})
        return "250 taken"


class Push(http.server.BaseHTTPRequestHandler):
    """A push service that reads what only the browser can."""

    key = ec.generate_private_key(ec.SECP256R1())
    auth = os.urandom(16)
    heard = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        word = http_ece.decrypt(body, private_key=Push.key, auth_secret=Push.auth, version="aes128gcm")
        authorization = self.headers["authorization"]
        token = authorization.split("t=")[1].split(",")[0].split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        Push.heard.append(
            {
                "word": json.loads(word),
                "signed": Vapid02.verify(authorization),
                "audience": claims["aud"],
                "contact": claims["sub"],
                "headers": {name.lower(): value for name, value in self.headers.items()},
            }
        )
        self.send_response(201)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def dkim_of(message, name, text):
    """Whether the signature holds when the domain has this record."""

    def record(asked, timeout=5):
        asked = asked.decode() if isinstance(asked, bytes) else asked
        return text.encode() if asked.rstrip(".") == name else None

    return dkim.verify(message, dnsfunc=record)


def cap_of(text):
    """What a reader of CAP 1.2 that refuses what it does not know finds."""
    config = ParserConfig(fail_on_unknown_properties=True, fail_on_unknown_attributes=True, fail_on_converter_warnings=True)
    alert = XmlParser(config=config).from_string(text, Alert)
    return {"id": alert.identifier, "infos": len(alert.infos)}


def atom_of(text):
    """What a reader of feeds finds."""
    feed = feedparser.parse(text)
    return {
        "well": not feed.bozo,
        "version": feed.version,
        "title": feed.feed.title,
        "entries": [[entry.title, entry.link, entry.author] for entry in feed.entries],
    }


def main():
    cert, key = certificate()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    mails = Mails()
    implicit = Controller(mails, hostname="127.0.0.1", port=free(), ssl_context=context)
    starttls = Controller(mails, hostname="127.0.0.1", port=free(), tls_context=context, require_starttls=True)
    implicit.start()
    starttls.start()
    push = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Push)
    threading.Thread(target=push.serve_forever, daemon=True).start()
    public = Push.key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    say(
        {
            "implicit": implicit.port,
            "starttls": starttls.port,
            "cert": cert,
            "push": push.server_address[1],
            "public_key": public.hex(),
            "auth": Push.auth.hex(),
        }
    )
    for line in sys.stdin:
        asked = json.loads(line)
        if "dkim" in asked:
            taken = [
                {
                    "to": mail["to"],
                    "tls": mail["tls"],
                    "signed": dkim_of(mail["message"], *asked["dkim"]),
                    "changed": dkim_of(mail["message"].replace(b"essai", b"vrai!"), *asked["dkim"]),
                    "added": dkim_of(b"Subject: autre\r\n" + mail["message"], *asked["dkim"]),
                }
                for mail in mails.taken
            ]
            say(taken)
        elif "push" in asked:
            say(Push.heard)
        elif "cap" in asked:
            say(cap_of(asked["cap"]))
        elif "atom" in asked:
            say(atom_of(asked["atom"]))
        else:
            break
    implicit.stop()
    starttls.stop()


def free():
    """A port that nobody listens on."""
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def say(value):
    print(json.dumps(value), flush=True)


main()
