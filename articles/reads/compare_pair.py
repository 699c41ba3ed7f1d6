"""Two stored versions -> their comparison, with what an earlier version of the story had called restored."""

from collections.abc import Iterable

from django.db.models import Count

from articles.models import Version
from articles.models.upkeep import article_of
from articles.text.compare import Comparison, compare
from articles.text.compare.restored import mark_restored, restored_sentences
from articles.text.sentences import Sentence, article_sentences

MOST_EARLIER = 12  # versions looked through for what came back; a passage gone for longer is as good as new


def versions_to_compare(old_id: int, new_id: int) -> tuple[Version, Version]:
    """Return both versions with their texts, stories and counts of captures, in one query. Raises DoesNotExist."""
    found = Version.objects.with_body().select_related("story").annotate(capture_total=Count("captures"))
    by_id = {version.pk: version for version in found.filter(pk__in={old_id, new_id})}
    for version_id in (old_id, new_id):
        if version_id not in by_id:
            raise Version.DoesNotExist(f"There is no version {version_id}; its story may have been split or undone")
    return by_id[old_id], by_id[new_id]


def comparison_of(old: Version, new: Version) -> Comparison:
    """Return what changed; one query more where an addition may have stood in an earlier version of the story."""
    comparison = compare(article_of(old), article_of(new))
    added = [link.new[0] for link in comparison.links if not link.old]
    if not added or old.story_id != new.story_id or not 0 < old.position < new.position:
        return comparison
    earlier = Version.objects.with_body().filter(story=old.story_id, position__lt=old.position).order_by("-position")
    gone = _gone(earlier[:MOST_EARLIER], comparison)
    back = restored_sentences(gone, [comparison.new_sentences[index] for index in added])
    return mark_restored(comparison, {added[place] for place in back}) if back else comparison


def _gone(earlier: Iterable[Version], comparison: Comparison) -> list[Sentence]:
    """Return each sentence of the earlier versions that the old one has not, once."""
    kept = {(sentence.role, sentence.text) for sentence in comparison.old_sentences}
    gone = {
        (sentence.role, sentence.text): sentence
        for version in earlier
        for sentence in article_sentences(article_of(version))
    }
    return [sentence for key, sentence in gone.items() if key not in kept]
