"""A mail server of a few lines, with real sockets, that fails when it is told to."""

from __future__ import annotations

import re
import socketserver
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Mailboxes:
    """What was accepted, by recipient.

    `before` runs when a whole message is there, and refuses it by saying True; `after` runs once
    it is accepted, before the sender hears of it.
    """

    accepted: list[tuple[str, str]] = field(default_factory=list)
    before: Callable[[int], object] = lambda number: None
    after: Callable[[int], object] = lambda number: None
    seen: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def kept(self) -> Counter[str]:
        """Messages in each mailbox, which keeps one of those with the same Message-ID."""
        return Counter(recipient for recipient, _name in set(self.accepted))

    def doubled(self) -> int:
        """How many were accepted that had been before."""
        return len(self.accepted) - len(set(self.accepted))


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        boxes: Mailboxes = self.server.boxes
        self.say("220 test")
        recipient = ""
        while line := self.rfile.readline():
            word = line.decode().strip()
            verb = word[:4].upper()
            if verb == "RCPT":
                recipient = re.search(r"<([^>]+)>", word).group(1)
                self.say("250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                lines = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                if not line:
                    return
                with boxes.lock:
                    boxes.seen += 1
                    number = boxes.seen
                if boxes.before(number):
                    return
                found = re.search(rb"^Message-ID:\s*(\S+)", b"".join(lines), re.M | re.I)
                with boxes.lock:
                    boxes.accepted.append((recipient, found.group(1).decode()))
                boxes.after(number)
                self.say("250 ok")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, words: str) -> None:
        try:
            self.wfile.write(words.encode() + b"\r\n")
        except OSError:
            return  # the one who asked was killed


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A client that was killed breaks off in the middle: that is the point."""


@contextmanager
def mail_server(port: int = 0, **chosen):
    """Serve on a port of its own; gives (port, Mailboxes)."""
    with _Server(("127.0.0.1", port), _Talk) as server:
        server.boxes = Mailboxes(**chosen)
        thread = threading.Thread(target=server.serve_forever, args=[0.05])
        thread.start()
        try:
            yield server.server_address[1], server.boxes
        finally:
            server.shutdown()
            thread.join()
