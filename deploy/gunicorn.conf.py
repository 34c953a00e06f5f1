"""How gunicorn serves Samling: `gunicorn --config deploy/gunicorn.conf.py`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# `--check-config` loads the application before gunicorn looks at `pythonpath`.
sys.path.insert(0, str(ROOT / "site"))

chdir = str(ROOT)
pythonpath = str(ROOT / "site")
wsgi_app = "config.wsgi:application"
bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"

# Several small processes rather than few with many threads: the threads of a process run one at
# a time, and whoever holds a date's seats should not have to wait for its neighbours.
workers = int(os.environ.get("WEB_CONCURRENCY") or min(8, 2 * (os.cpu_count() or 1)))
worker_class = "gthread"
threads = 2
timeout = 30
graceful_timeout = 30
# Fresh processes now and then, not all at once.
max_requests = 5000
max_requests_jitter = 500

# No socket for remote control: the service manager starts and stops this.
control_socket_disable = True
# Readers' addresses stay out of the logs; the application writes its own.
accesslog = None
errorlog = "-"
