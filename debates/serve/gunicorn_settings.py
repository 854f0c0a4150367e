"""How gunicorn serves the site; each name is one of its settings."""

from __future__ import annotations

workers = 2
threads = 4
worker_class = "gthread"
preload_app = True  # imported once, before the workers are forked; no connection is open then
raw_env = [f"COUNTERPOINT_DB_POOL={threads}"]  # one connection for each thread of a worker
control_socket_disable = True  # its path is one for all instances of a user
graceful_timeout = 10
loglevel = "warning"
