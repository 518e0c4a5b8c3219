#!/usr/bin/env python3
"""The gateway of examples/fhir over HTTPS on this machine: gateway.py PROGRAM REPOSITORY_ROOT"""

import http.client
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path

program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()


def certificate(folder):
    """A key and a certificate for localhost, in one file."""
    file = folder / "localhost.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", file,
                    "-out", folder / "cert.pem"], check=True, capture_output=True)
    file.write_text(file.read_text() + (folder / "cert.pem").read_text())
    return file


def free_port():
    with socket.socket() as one:
        one.bind(("localhost", 0))
        return one.getsockname()[1]


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.symlink(program, folder / "nkdose")
        pem, port = certificate(folder), free_port()
        gateway = subprocess.Popen(
            [sys.executable, root / "examples/fhir/gateway.py", str(port), pem, root / "examples/site.toml"],
            env={"PATH": f"{folder}:/usr/bin:/bin"}, stderr=subprocess.DEVNULL)
        trust = ssl.create_default_context(cafile=str(pem))

        def ask(method, path, body=None):
            for _ in range(100):
                try:
                    connection = http.client.HTTPSConnection("localhost", port, context=trust, timeout=10)
                    connection.request(method, path, body)
                    answer = connection.getresponse()
                    return answer.status, answer.getheader("Content-Type"), answer.read()
                except ConnectionRefusedError:  # it has not begun to listen
                    time.sleep(0.1)
            raise SystemExit("the gateway does not answer")

        try:
            status, kind, services = ask("GET", "/cds-services")
            assert (status, kind) == (200, "application/json"), (status, kind)
            assert [one["hook"] for one in json.loads(services)["services"]] == ["order-sign", "order-select"]
            request = (root / "examples/fhir/order-sign.json").read_bytes()
            status, _, cards = ask("POST", "/cds-services/nkdose-order-sign", request)
            assert status == 200 and json.loads(cards)["cards"][0]["indicator"] == "info", cards
            status, _, cards = ask("POST", "/cds-services/nkdose-order-sign",
                                   request.replace(b'"value": 49', b'"value": 490'))
            assert status == 200 and json.loads(cards)["cards"][0]["indicator"] == "critical", cards
            assert ask("POST", "/cds-services/nkdose-order-sign", b"{")[::2] == (400, b"")
        finally:
            gateway.kill()
    print("the gateway: services, an order that agrees, ten times the dose, an unreadable request")


main()
