"""The WSGI entry: `gunicorn debates.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "debates.settings")
application = get_wsgi_application()
