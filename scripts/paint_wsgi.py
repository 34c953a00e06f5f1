"""The application as gunicorn serves it, with uploads beside it as a web server would add them."""

from django.conf import settings
from whitenoise import WhiteNoise

from config.wsgi import application as samling

application = WhiteNoise(samling, root=settings.MEDIA_ROOT, prefix="media/")
