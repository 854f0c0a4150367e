"""How people sign in: what django-allauth is told about this site."""
