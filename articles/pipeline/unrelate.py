"""Texts that are taken back -> their terms are neither stored for their stories nor counted any more.

Else a dump that is taken back and read again would find its names twice as common, and its stories less related each
time. Which terms were stored is not kept: all that the text may turn on are looked up.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from articles.models import EventTerm, Shingle, TermCount, Version
from articles.pipeline.relate import Coverage
from articles.text.related import ANY_DAY, bucket_of, candidate_terms, first_key, term_part


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A text that goes, with the keys of what it may turn on. `counted`: copies of what was there were not."""

    text: Coverage
    keys: tuple[int, ...]
    counted: bool

    @property
    def stored_under(self) -> set[int]:
        """The keys under which its story may be found: each term's own days, and any day."""
        first = {first_key(bucket) for bucket in (bucket_of(self.text.day), ANY_DAY)}
        return {key + term_part(term) for key in first for term in self.keys}


def read_terms(version_ids: Collection[int]) -> list[TakenBack]:
    """Read the terms of versions that are about to be removed."""
    indexed = set(Shingle.objects.filter(version__in=version_ids).values_list("version", flat=True))
    return [
        _taken_back(version, counted=version.pk in indexed)
        for version in Version.objects.filter(pk__in=version_ids).with_body()
    ]


def _taken_back(version: Version, *, counted: bool) -> TakenBack:
    text = Coverage(version.story_id, version.headline, version.body.paragraphs, version.day, version.standfirst)
    found = candidate_terms(text.paragraphs, headline=text.headline, standfirst=text.standfirst)
    return TakenBack(text, tuple(term.key for term in found), counted)


def forget_terms(taken: Sequence[TakenBack], *, gone: Collection[int]) -> None:
    """Count the terms of these texts no more, and take the stories that are gone from their rows. As the one writer."""
    TermCount.objects.unlearn((each.text.story_id, each.keys) for each in taken if each.counted)
    EventTerm.objects.remove({key for each in taken for key in each.stored_under}, stories=gone)
