"""A service of others, with the client library that such services use: lets a person in by each version of the protocol,
signs out, and waits to be told.

Says on its first line where it listens; then reads the address of Préau, a user name and a password, one a line, and
says what it learned as one line of JSON.
"""

import html
import http.server
import json
import queue
import re
import sys
import threading
import urllib.parse

import cas
import requests

TOLD = queue.Queue()


class Service(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(b"in")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        TOLD.put(urllib.parse.parse_qs(body)["logoutRequest"][0])
        self.answer(b"out")

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def sign_in(browser, client, login, password):
    """Follows the way of a browser that is not signed in; gives the ticket that it comes back with."""
    page = browser.get(client.get_login_url(), timeout=10)
    then = html.unescape(re.search(r'name="then" value="([^"]*)"', page.text).group(1))
    form = {"login": login, "password": password, "then": then}
    where = urllib.parse.urljoin(page.url, "/sign-in")
    return ticket_of(browser.post(where, data=form, headers={"Sec-Fetch-Site": "same-origin"}, timeout=10))


def ticket_of(page):
    query = urllib.parse.urlsplit(page.url).query
    return urllib.parse.parse_qs(query)["ticket"][0]


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    service = f"http://127.0.0.1:{server.server_port}/in/?next=/"
    print(f"http://127.0.0.1:{server.server_port}/in", flush=True)
    base, login, password = (sys.stdin.readline().strip() for _ in range(3))
    browser, learned, tickets = requests.Session(), {}, []
    for version in (1, 2, 3):
        client = cas.CASClient(version=version, service_url=service, server_url=f"{base}/cas/")
        if version == 1:
            ticket = sign_in(browser, client, login, password)
        else:
            ticket = ticket_of(browser.get(client.get_login_url(), timeout=10))
        learned[f"v{version}"] = client.verify_ticket(ticket)[:2]
        learned[f"v{version} again"] = client.verify_ticket(ticket)[:2]
        tickets.append(ticket)
    client = cas.CASClient(version="CAS_2_SAML_1_0", service_url=service, server_url=f"{base}/cas/")
    ticket = ticket_of(browser.get(client.get_login_url(), timeout=10))
    learned["saml"] = client.verify_ticket(ticket)[:2]
    learned["saml again"] = client.verify_ticket(ticket)[:2]
    tickets.append(ticket)
    learned["signed out at"] = browser.get(client.get_logout_url(service), timeout=10).url == service
    requests_told = [TOLD.get(timeout=20) for _ in tickets]
    verify = cas.CASClientV3.verify_logout_request
    learned["told"] = [any(verify(told.encode(), ticket) for told in requests_told) for ticket in tickets]
    learned["another"] = any(verify(told.encode(), "ST-another") for told in requests_told)
    print(json.dumps(learned), flush=True)


main()
