"""An HTTPS service around `nkdose cds`: gateway.py PORT CERTIFICATE SITE"""
import http.server, ssl, subprocess, sys

class Gateway(http.server.BaseHTTPRequestHandler):
    def answer(self, *options, body=b""):
        run = subprocess.run(["nkdose", "cds", *options], input=body, capture_output=True)
        self.send_response({0: 200, 1: 200, 2: 400}.get(run.returncode, 500))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(run.stdout)
    def do_GET(self): self.answer("--services")
    def do_POST(self): self.answer("--site", sys.argv[3], body=self.rfile.read(int(self.headers["Content-Length"])))

server = http.server.ThreadingHTTPServer(("localhost", int(sys.argv[1])), Gateway)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[2])
server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()
