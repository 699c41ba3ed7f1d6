"""Rebuilding: what versions are found by follows today's rules, whatever they were stored by."""

import pytest

from articles.models import Version
from articles.pipeline.rebuild import rebuild_stories
from articles.text.article import CleanArticle
from tests.pipeline.test_group import arrive

pytestmark = pytest.mark.django_db

CHINESE = CleanArticle(
    headline="海湾轮渡公司将从春季起停运夜间航线",
    paragraphs=("轮渡公司周二表示，夜间航线将在三月底停运。", "镇议会说，它事先没有得到通知，将在下周讨论此事。"),
    published="2026-03-04",
)


def test_rebuild_renews_the_headline_keys_of_versions_stored_by_older_rules():
    arrive(CHINESE)
    key = Version.objects.get().headline_key
    Version.objects.update(headline_key="")
    rebuild_stories()
    assert Version.objects.get().headline_key == key != ""


def test_rebuild_leaves_a_version_alone_whose_fingerprint_it_cannot_read():
    arrive(CHINESE)
    version = Version.objects.select_related("body").get()
    version.body.fingerprint = b""
    version.body.save()
    rebuild_stories()
    assert Version.objects.get().headline_key == version.headline_key
