from django.urls import path
from django.utils.translation import pgettext_lazy

from news import views
from news.feeds import feed
from news.press.kit_views import press_kit
from news.press.preview_views import picture, press_preview, preview_kit
from news.release_desk.authorise import authorise_page
from news.wording.views import wording_check
from nuklid.base.pages.scripts import with_script
from nuklid.base.pages.shell import card_of

app_name = "news"
urlpatterns = [
    path("", views.item_list, name="list"),
    path(pgettext_lazy("address", "feed/"), feed, name="feed"),
    path("<slug:slug>/", views.item, name="detail"),
    path(pgettext_lazy("address", "<slug:slug>/card/"), card_of(views.item), name="card"),
    path(pgettext_lazy("address", "<slug:slug>/press-kit/"), press_kit, name="press_kit"),
]

statements = (
    [
        path(pgettext_lazy("address", "check/"), wording_check, name="check"),
        path("<int:pk>/", views.statement, name="detail"),
        path(pgettext_lazy("address", "<int:pk>/card/"), card_of(views.statement), name="card"),
    ],
    "statements",
)
answers = [path("<str:token>/", with_script(authorise_page), name="authorise")]
previews = [
    path("<str:token>/", press_preview, name="press_preview"),
    path(pgettext_lazy("address", "<str:token>/picture/"), picture, name="press_preview_picture"),
    path(pgettext_lazy("address", "<str:token>/press-kit/"), preview_kit, name="press_preview_kit"),
]
