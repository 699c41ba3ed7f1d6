"""The screens' addresses; a url's name is its screen's name."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path

from articles.web import compare, decisions, desk, feeds, ingest, ingest_upload, masthead, people, story, tags, topics
from articles.web.later import later

urlpatterns: list[URLPattern] = [
    path("login/", people.login, name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("keys/", masthead.keys, name="keys"),
    path("", desk.desk, name="desk"),
    path("undo/", decisions.undo, name="undo"),
    path("stories/<int:story_id>/", story.story, name="story"),
    path("stories/<int:story_id>/versions/<int:version_id>/", story.story, name="version"),
    path("stories/<int:story_id>/read/", story.read, name="mark_read"),
    path("stories/tag/", tags.tag_many, name="tag_stories"),
    path("stories/<int:story_id>/topics/", tags.tag, name="tag_story"),
    path("stories/<int:story_id>/topics/<int:topic_id>/remove/", tags.untag, name="untag_story"),
    path("stories/<int:story_id>/topics/<int:topic_id>/reject/", tags.reject, name="reject_topic"),
    path("captures/<int:capture_id>/lines/<int:part>/restore/", later, name="restore_line"),
    path("stories/<int:story_id>/versions/<int:version_id>/notes/", later, name="note_new"),
    path("notes/<int:note_id>/reply/", later, name="note_reply"),
    path("notes/<int:note_id>/edit/", later, name="note_edit"),
    path("notes/<int:note_id>/resolve/", later, name="note_resolve"),
    path("notes/<int:note_id>/reopen/", later, name="note_reopen"),
    path("notes/<int:note_id>/delete/", later, name="note_delete"),
    path("topics/", topics.topics, name="topics"),
    path("topics/choices/", topics.topic_choices, name="topic_choices"),
    path("topics/<int:topic_id>/", topics.topic, name="topic"),
    path("topics/<int:topic_id>/feed/", feeds.topic_feed, name="topic_feed"),
    path("topics/<int:topic_id>/tag/", tags.tag_one, name="topic_tag"),
    path("topics/<int:topic_id>/rename/", topics.topic_rename, name="topic_rename"),
    path("topics/<int:topic_id>/move/", topics.topic_move, name="topic_move"),
    path("topics/<int:topic_id>/merge/", topics.topic_merge, name="topic_merge"),
    path("topics/<int:topic_id>/synonyms/", topics.synonym_add, name="synonym_add"),
    path("topics/<int:topic_id>/synonyms/remove/", topics.synonym_remove, name="synonym_remove"),
    path("compare/", compare.compare_versions, name="compare_versions"),
    path("compare/<int:old_id>/<int:new_id>/", compare.compare, name="compare"),
    path("compare/<int:old_id>/<int:new_id>/<str:form>/", compare.compare_export, name="compare_export"),
    path("ingest/", ingest.ingest, name="ingest"),
    path("ingest/upload/", ingest_upload.upload, name="ingest_upload"),
    path("ingest/dumps/<int:dump_id>/<str:act>/", ingest.dump_act, name="dump_act"),
    path("ingest/rejections/<int:rejection_id>/<str:act>/", ingest.rejection_act, name="rejection_act"),
    path("captures/<int:capture_id>/", ingest.capture, name="capture"),
    path("captures/<int:capture_id>/raw/", ingest.capture_raw, name="capture_raw"),
]
