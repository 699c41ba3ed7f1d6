"""Stories -> what search reads of them: headlines, every distinct passage of all versions, notes.

On this floor because the machine's and the editors' writes both end here: whoever changes a story's versions or notes
calls `index_stories`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from articles.models.notes import Annotation
from articles.models.search import (
    MOST_SEARCHED_BESIDE,
    MOST_SEARCHED_CHARACTERS,
    Searchable,
    forget_search,
    seen_letters,
    write_search,
)
from articles.models.stories import Version

# Versions of one story that are read for search, the latest first: 600 reprints say no more than these.
MOST_SEARCHED_VERSIONS = 60


def index_stories(story_ids: Collection[int]) -> None:
    """Make these stories found by the words they have now; those without a version are found by none."""
    texts = searchable(story_ids)
    forget_search(set(story_ids) - texts.keys())
    write_search(texts.values())


def searchable(story_ids: Collection[int]) -> dict[int, Searchable]:
    """Give what search should read of these stories, by story; nothing of those merged away or without a version."""
    texts: dict[int, list[Version]] = defaultdict(list)
    rows = Version.objects.filter(story__in=story_ids, story__merged_into=None).select_related("body")
    for version in rows.order_by("story_id", "-position", "-id"):
        if len(texts[version.story_id]) < MOST_SEARCHED_VERSIONS:
            texts[version.story_id].append(version)
    notes: dict[int, list[str]] = defaultdict(list)
    rows_of_notes = Annotation.objects.filter(story__in=story_ids, deleted_at=None).order_by("pk")
    for story_id, note in rows_of_notes.values_list("story", "text"):
        notes[story_id].append(note)
    return {story_id: _searchable(story_id, versions, notes[story_id]) for story_id, versions in texts.items()}


def _searchable(story_id: int, versions: Iterable[Version], notes: Iterable[str]) -> Searchable:
    headlines: dict[str, None] = {}
    passages: dict[str, None] = {}
    for version in versions:
        headlines.setdefault(version.headline)
        passages.setdefault(version.standfirst)
        passages |= dict.fromkeys(version.body.paragraphs)
        passages |= dict.fromkeys(caption["text"] for caption in version.body.captions)
    body = seen_letters("\n".join(filter(None, passages)))[:MOST_SEARCHED_CHARACTERS]
    headline = seen_letters("\n".join(filter(None, headlines)))[:MOST_SEARCHED_BESIDE]
    return Searchable(story_id, headline, body, seen_letters("\n".join(notes))[-MOST_SEARCHED_BESIDE:])
