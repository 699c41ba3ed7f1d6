"""Two stories that an editor parted and that share passages -> the link that says so, and the way back."""

from collections.abc import Collection, Iterable
from itertools import islice, product
from typing import Any

from articles.models import StoryLink, Version
from articles.models.sharing import shared_links
from articles.models.upkeep import count_links
from articles.text.group import same_article, stored_fingerprint
from articles.text.group.choice import shares_passages

# Pairs of texts compared in one act, a tenth of a millisecond each: the newest ones where there are more.
MOST_COMPARED = 200


def link_shared(one: Collection[int], other: Collection[int]) -> list[list[Any]]:
    """Link the stories of these versions with those of the others where they share passages, by the machine's rule.

    Return the links made, for `unlink_shared`. The stories must be locked, and the versions stand where they shall.
    """
    rows = Version.objects.filter(pk__in={*one, *other}).select_related("body").order_by("-pk")
    prints = {row.pk: stored_fingerprint(bytes(row.body.fingerprint)) for row in rows}
    story_of = {row.pk: row.story_id for row in rows}
    sides = ([pk for pk in prints if pk in one], [pk for pk in prints if pk in other])
    found = []
    for first, second in islice(product(*sides), MOST_COMPARED):
        a, b = prints[first], prints[second]
        if a and b:
            verdict = same_article(a, b)
            if shares_passages(verdict):
                found.append((story_of[first], story_of[second], verdict))
    return _made(shared_links(found))


def unlink_shared(made: Iterable[Collection[int]]) -> None:
    """Take the links away that an act made; the act's other links stay."""
    pairs = [tuple(pair) for pair in made]
    for first, second in pairs:
        StoryLink.objects.filter(first=first, second=second, kind=StoryLink.Kind.SHARES_TEXT).delete()
    count_links({pk for pair in pairs for pk in pair})


def _made(links: list[StoryLink]) -> list[list[Any]]:
    """Store the links that are not there yet; return them as pairs of stories."""
    known = StoryLink.objects.filter(
        first__in=[link.first_id for link in links], kind=StoryLink.Kind.SHARES_TEXT
    ).values_list("first", "second")
    standing = set(known)
    new = [link for link in links if (link.first_id, link.second_id) not in standing]
    StoryLink.objects.bulk_create(new, ignore_conflicts=True)
    count_links({pk for link in new for pk in (link.first_id, link.second_id)})
    return [[link.first_id, link.second_id] for link in new]
