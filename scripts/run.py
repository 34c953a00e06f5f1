"""`make run`, first half: is the port free, and is everything installed? Standard library only."""

import errno
import os
import socket
import sys

import environment


def free_port() -> int:
    """The port named by PORT (default 8000); leaves with one line when it cannot be used."""
    wanted = os.environ.get("PORT", "").strip() or "8000"
    if not (wanted.isascii() and wanted.isdigit() and 0 < int(wanted) < 65536):
        sys.exit(f"PORT must be a number from 1 to 65535, not {wanted!r}.")
    port = int(wanted)
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except PermissionError:
            sys.exit(
                f"Port {port} may not be used without root; choose another: make run PORT=8001"
            )
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sys.exit(f"Port {port} is in use already; choose another: make run PORT={port + 1}")
            if family == socket.AF_INET:
                sys.exit(f"Port {port} cannot be used: {error.strerror}.")
    return port


if __name__ == "__main__":
    port = free_port()
    environment.ensure()
    environment.enter("serve.py", str(port))
