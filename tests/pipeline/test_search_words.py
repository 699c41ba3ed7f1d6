"""Search finds words whatever unseen characters stand in them or around them, in the text or in the query."""

import pytest

from articles.models import Story
from articles.models.indexing import index_stories
from articles.models.search import matching_stories
from tests.factories import make_story

pytestmark = pytest.mark.django_db
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"


def is_found(words: str) -> bool:
    return Story.objects.filter(id__in=matching_stories(words)).exists()


@pytest.mark.parametrize("mark", UNSEEN)
def test_word_with_an_unseen_character_in_it_is_found(mark: str) -> None:
    story = make_story(headline=f"Har{mark}bour closed", paragraphs=[f"The {mark}Corvane{mark}-Express came late."])
    index_stories([story.pk])
    assert is_found("harbour corvane")
    assert is_found(f"{mark}har{mark}bour{mark} express")
    assert not is_found("bourn")
