"""Stories -> what search reads of them: headlines, every distinct passage of all versions, notes.

On this floor because the machine's and the editors' writes both end here: whoever changes a story's versions or notes
calls `index_stories`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from articles.models.notes import Annotation
from articles.models.search import MOST_SEARCHED_CHARACTERS, Searchable, forget_search, write_search
from articles.models.stories import Version

# Versions of one story that are read for search, the latest first: 600 reprints say no more than these.
MOST_SEARCHED_VERSIONS = 60


def index_stories(story_ids: Collection[int]) -> None:
    """Make these stories found by the words they have now; those without a version are found by none."""
    wanted = set(story_ids)
    texts: dict[int, list[Version]] = defaultdict(list)
    rows = Version.objects.filter(story__in=wanted, story__merged_into=None).select_related("body")
    for version in rows.order_by("story_id", "-position", "-id"):
        if len(texts[version.story_id]) < MOST_SEARCHED_VERSIONS:
            texts[version.story_id].append(version)
    notes: dict[int, list[str]] = defaultdict(list)
    for story_id, note in Annotation.objects.filter(story__in=wanted, deleted_at=None).values_list("story", "text"):
        notes[story_id].append(note)
    forget_search(wanted - texts.keys())
    write_search(_searchable(story_id, versions, notes[story_id]) for story_id, versions in texts.items())


def _searchable(story_id: int, versions: Iterable[Version], notes: Iterable[str]) -> Searchable:
    headlines: dict[str, None] = {}
    passages: dict[str, None] = {}
    for version in versions:
        headlines.setdefault(version.headline)
        passages.setdefault(version.standfirst)
        passages |= dict.fromkeys(version.body.paragraphs)
        passages |= dict.fromkeys(caption["text"] for caption in version.body.captions)
    body = "\n".join(filter(None, passages))[:MOST_SEARCHED_CHARACTERS]
    return Searchable(story_id=story_id, headline="\n".join(filter(None, headlines)), body=body, notes="\n".join(notes))
