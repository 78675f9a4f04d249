"""The office's addresses. Whoever imports this has the whole desk registered."""

from django.contrib import admin

admin.autodiscover()
urlpatterns = admin.site.urls[0]
