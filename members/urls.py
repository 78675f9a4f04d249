from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("", views.directory, name="list"),
    path("<slug:slug>/", views.organisation, name="detail"),
]

people = ([path("<slug:slug>/", views.person, name="detail")], "people")
