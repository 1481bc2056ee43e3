"""The addresses of the wire's pages in the admin."""

from django.urls import path

from standfirst.wire.admin import (
    afterwards,
    claiming,
    comparing,
    confirming,
    importing,
    item,
    items,
    letter,
    sources,
    watches,
    wire,
)

app_name = "standfirst_wire"
urlpatterns = [
    path("", wire.desk, name="wire"),
    path("threads/merge/", wire.merge, name="merge"),
    path("threads/corrections.jsonl", wire.corrections, name="corrections"),
    path("threads/<slug:uid>/", wire.thread, name="thread"),
    path("items/", items.items, name="items"),
    path("items/<slug:uid>/", item.item, name="item"),
    path("items/<slug:uid>/take/", item.take, name="take"),
    path("items/<slug:uid>/claim/", claiming.choose, name="claims"),
    path("items/<slug:uid>/claim/<int:pk>/", claiming.claim, name="claim"),
    path("items/<slug:uid>/letter/", letter.letter, name="letter"),
    path("items/<slug:uid>/hold/", item.hold, name="hold"),
    path("items/<slug:uid>/pass/", item.pass_over, name="pass"),
    path("watches/", watches.saved, name="watches"),
    path("watches/add/", watches.watch, name="add_watch"),
    path("watches/<int:pk>/edit/", watches.watch, name="watch"),
    path("watches/<int:pk>/delete/", watches.delete, name="delete_watch"),
    path("watches/<int:pk>/", watches.hits, name="hits"),
    path("watches/<int:pk>/feed/", watches.feed, name="feed"),
    path("originals/", afterwards.tasks, name="tasks"),
    path("originals/<slug:uid>/", afterwards.task, name="task"),
    path("sources/try/", sources.try_one, name="try"),
    path("sources/watch/", sources.watch, name="watch"),
    path("sources/take-in/", sources.opml_in, name="opml_in"),
    path("sources.opml", sources.opml_out, name="opml_out"),
    path("sources/<int:pk>/anew/", sources.anew, name="anew"),
    path("import/", importing.import_one, name="import"),
    path("<int:pk>/", confirming.page, name="page"),
    path("<int:pk>/panel/", confirming.panel, name="panel"),
    path("<int:pk>/losses/", comparing.panel, name="losses"),
    path("<int:pk>/use/", confirming.use, name="use"),
    path("<int:pk>/empty/", confirming.empty, name="empty"),
]
