"""Verdicts on pairs of texts -> the links that say that their stories share text.

On this floor because both the machine and the editors part texts: what the machine calls different, and what an editor
does, is linked by one rule.
"""

from collections.abc import Iterable

from articles.models.grouping import StoryLink
from articles.text.group import Verdict


def shared_links(found: Iterable[tuple[int, int, Verdict]]) -> list[StoryLink]:
    """Give a link for every two stories of which texts share passages, unsaved: one a pair, from its closest texts.

    Each of `found` is the story of one text, that of the other, and the verdict on the two.
    """
    rows: dict[tuple[int, int], StoryLink] = {}
    for one, other, verdict in found:
        first, second = sorted((one, other))
        score = verdict.likeness.contained
        if first != second and ((first, second) not in rows or rows[first, second].score < score):
            kind, why = StoryLink.Kind.SHARES_TEXT, list(verdict.reasons)
            rows[first, second] = StoryLink(first_id=first, second_id=second, kind=kind, score=score, why=why)
    return list(rows.values())
