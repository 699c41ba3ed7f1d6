"""What the machine leaves to editors: doubts for the review queue, and links between stories that share passages."""

from collections.abc import Mapping, Sequence

from articles.models import PairDoubt, StoryLink
from articles.models.sharing import shared_links
from articles.pipeline.placing import Doubt
from articles.text.group.choice import Match


def write_doubts(doubts: Sequence[Doubt], version_ids: Mapping[int, int]) -> int:
    """Put pairs the machine is not sure of into the review queue, new texts named by number; give how many pairs.

    A pair that was asked before is not asked again, whatever the answer was.
    """
    rows = []
    for doubt in doubts:
        first, second = sorted(version_ids.get(number, number) for number in (doubt.first, doubt.second))
        rows.append(
            PairDoubt(
                first_id=first,
                second_id=second,
                joined=doubt.joined,
                score=doubt.verdict.score,
                value=doubt.value,
                reasons=list(doubt.reasons),
            )
        )
    PairDoubt.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def write_shared(shares: Sequence[tuple[int, Match]], story_of: Mapping[int, int]) -> set[int]:
    """Link stories that share passages and are not one, texts given by number; give the stories linked."""
    links = shared_links((story_of[number], story_of[match.number], match.verdict) for number, match in shares)
    StoryLink.objects.bulk_create(links, ignore_conflicts=True)
    return {story_id for link in links for story_id in (link.first_id, link.second_id)}
