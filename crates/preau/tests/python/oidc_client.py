"""A service of others that speaks OpenID Connect, with the client library that such services use: lets a person in,
refreshes its tokens, signs out, and waits to be told.

Says on its first line where it listens; then reads the address of Préau, a user name, a password, its client identifier
and its secret, one a line. Says `entered`, reads one line, and says what it learned as one line of JSON.
"""

import html
import json
import os
import queue
import re
import sys
import threading
import urllib.parse

import authlib.integrations.flask_client
import flask
import joserfc.jwk
import joserfc.jwt
import requests
import werkzeug.serving

SERVICE = flask.Flask(__name__)
SERVICE.secret_key = os.urandom(32)
OAUTH = authlib.integrations.flask_client.OAuth(SERVICE)
TOLD = queue.Queue()
TOKENS = []


@SERVICE.get("/login")
def login():
    return OAUTH.preau.authorize_redirect(flask.url_for("callback", _external=True))


@SERVICE.get("/callback")
def callback():
    # The library exchanges the code, fetches the keys, and verifies signature, issuer, audience, nonce, times and hash.
    TOKENS.append(OAUTH.preau.authorize_access_token())
    return "in"


@SERVICE.get("/logout")
def sign_out():
    back = flask.url_for("after", _external=True)
    return OAUTH.preau.logout_redirect(post_logout_redirect_uri=back, id_token_hint=TOKENS[-1]["id_token"])


@SERVICE.get("/after")
def after():
    OAUTH.preau.validate_logout_response()
    return "out"


@SERVICE.post("/logout")
def told():
    TOLD.put(flask.request.form["logout_token"])
    return "", 200


def sign_in(browser, page, login, password):
    """Fills the form to which a browser that is not signed in is led."""
    then = html.unescape(re.search(r'name="then" value="([^"]*)"', page.text).group(1))
    form = {"login": login, "password": password, "then": then}
    where = urllib.parse.urljoin(page.url, "/sign-in")
    return browser.post(where, data=form, headers={"Sec-Fetch-Site": "same-origin"}, timeout=20)


def is_told(sid):
    """Whether the next word that comes is one of Préau that this session has ended."""
    keys = joserfc.jwk.KeySet.import_key_set(OAUTH.preau.fetch_jwk_set(force=True))
    token = joserfc.jwt.decode(TOLD.get(timeout=20), keys, algorithms=["ES256"])
    wanted = joserfc.jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": OAUTH.preau.server_metadata["issuer"]},
        aud={"essential": True, "value": OAUTH.preau.client_id},
        sid={"essential": True, "value": sid},
        exp={"essential": True},
        iat={"essential": True},
        jti={"essential": True},
    )
    wanted.validate(token.claims)
    event = token.claims["events"]["http://schemas.openid.net/event/backchannel-logout"]
    return token.header["typ"] == "logout+jwt" and event == {} and "nonce" not in token.claims


def work(base, login, password):
    browser, learned = requests.Session(), {}
    page = browser.get(f"{base}/login", timeout=20)
    assert sign_in(browser, page, login, password).text == "in"
    first = TOKENS[-1]
    metadata = OAUTH.preau.load_server_metadata()
    learned["issuer"] = metadata["issuer"]
    learned["sub"] = first["userinfo"]["sub"]
    learned["userinfo"] = OAUTH.preau.userinfo(token=first)
    print("entered", flush=True)
    sys.stdin.readline()
    client = OAUTH.preau._get_oauth_client(**metadata)
    second = client.refresh_token(metadata["token_endpoint"], refresh_token=first["refresh_token"])
    # Signed by a key that the library has to fetch.
    learned["sub after"] = OAUTH.preau.parse_id_token(second, nonce=None)["sub"]
    kids = [json.loads(joserfc.util.urlsafe_b64decode(t["id_token"].split(".")[0].encode())) for t in (first, second)]
    learned["another key"] = kids[0]["kid"] != kids[1]["kid"]
    try:
        client.refresh_token(metadata["token_endpoint"], refresh_token=first["refresh_token"])
    except authlib.integrations.flask_client.OAuthError as error:
        learned["refused again"] = error.error == "invalid_grant"
    learned["shut"] = requests.get(
        metadata["userinfo_endpoint"], headers={"Authorization": f"Bearer {second['access_token']}"}, timeout=20
    ).status_code == 401
    learned["told of it"] = is_told(first["userinfo"]["sid"])
    assert browser.get(f"{base}/login", timeout=20).text == "in", "she is still signed in at Préau"
    learned["back"] = browser.get(f"{base}/logout", timeout=20).text == "out"
    learned["told in time"] = is_told(TOKENS[-1]["userinfo"]["sid"])
    print(json.dumps(learned), flush=True)


def main():
    server = werkzeug.serving.make_server("127.0.0.1", 0, SERVICE, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    print(base, flush=True)
    issuer, login, password, client, secret = (sys.stdin.readline().strip() for _ in range(5))
    OAUTH.register(
        "preau",
        client_id=client,
        client_secret=secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile offline_access", "code_challenge_method": "S256"},
    )
    with SERVICE.test_request_context(base_url=base):
        work(base, login, password)


main()
