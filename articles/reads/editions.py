"""A story's versions -> the rail beside its text: each with its number, its captures and how much it changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.models import Story, Version
from articles.models.upkeep import article_of
from articles.text.compare import compare, summary
from articles.text.compare.result import Summary

MOST_COMPARED = 8  # versions of a story that are compared each with the one before: some 10 ms each while one waits
MOST_WORDS_COMPARED = 12_000  # in all of them together: long reports take longer


@dataclass(frozen=True, slots=True)
class Edition:
    """One version in the rail: its 1-based number, its captures, the version before it, whether it is the one shown.

    `headline` and `source` are the version's own where the story goes by others, else empty: by them and the date one
    tells what was merged wrongly.

    `changes` counts what it changed against the version before it; in a story of very many versions only the latest
    has them, against the first.
    """

    version: Version
    number: int
    captures: int
    before: Version | None
    shown: bool
    latest: bool
    headline: str = ""
    source: str = ""
    changes: Summary | Story | None = None


def editions_of(story: Story, versions: Sequence[Version], shown: Version) -> tuple[Edition, ...]:
    """Return the versions, latest first. One query more where a story has three versions or some more."""
    changes = _changes(story, versions)
    return tuple(
        Edition(
            version=versions[at],
            number=at + 1,
            captures=versions[at].captured_times,  # type: ignore[attr-defined] # annotated by story_page
            before=versions[at - 1] if at else None,
            shown=versions[at].pk == shown.pk,
            latest=at == len(versions) - 1,
            headline=versions[at].headline if versions[at].headline != story.headline else "",
            source=_source(versions[at]) if versions[at].source_id != story.source_id else "",
            changes=changes[at],
        )
        for at in reversed(range(len(versions)))
    )


def _source(version: Version) -> str:
    return version.source.name if version.source else ""


def _changes(story: Story, versions: Sequence[Version]) -> list[Summary | Story | None]:
    """Return what each version changed; with two versions that is what the story has stored."""
    changes: list[Summary | Story | None] = [None] * len(versions)
    words = sum(version.word_count for version in versions)
    if len(versions) > 2 and len(versions) <= MOST_COMPARED and words <= MOST_WORDS_COMPARED:
        bodies = Version.objects.with_body().in_bulk([version.pk for version in versions])
        articles = [article_of(bodies[version.pk]) for version in versions]
        changes[1:] = [summary(compare(before, after)) for before, after in pairwise(articles)]
    elif len(versions) > 1:
        changes[-1] = story
    return changes
