"""Stories -> how a line of the log names them: by headline, and where those are equal by what tells them apart."""

from collections import Counter
from collections.abc import Sequence

from articles.editing.log import LONGEST_SUMMARY, LONGEST_TITLE, shortened
from articles.models import Story
from articles.text.date_words import date_in_words

MOST_NAMED = 3  # stories that went, in one line; with more it says how many
LONGEST_SOURCE = 30  # code points of a source's name beside a headline
ROOM_FOR_WORDS = 40  # code points of a line that are not names: "Merged “”, “”, “” and 1,000 more into “”"


def merge_summary(into: Story, gone: Sequence[Story]) -> str:
    """Return what was merged and into what, in at most LONGEST_SUMMARY code points: Merged “A” and “B” into “C”.

    Stories of equal headlines have source and date beside them, or their number where those are equal too.
    """
    named = gone[:MOST_NAMED]
    marks = _told_apart([into, *named])
    room = LONGEST_SUMMARY - ROOM_FOR_WORDS - sum(map(len, marks))
    most = min(LONGEST_TITLE, room // len(marks))
    target, *others = (
        f"“{shortened(str(story), most)}”{mark}" for story, mark in zip((into, *named), marks, strict=True)
    )
    more = [f"{len(gone) - MOST_NAMED:,} more"] if len(gone) > MOST_NAMED else []
    return f"Merged {_listed([*others, *more])} into {target}"


def _told_apart(stories: Sequence[Story]) -> list[str]:
    """Return what stands behind each story's headline: nothing where no other of them has the same."""
    headlines = [shortened(str(story)).casefold() for story in stories]
    imprints = [_imprint(story) for story in stories]
    alike, same = Counter(headlines), Counter(zip(headlines, imprints, strict=True))
    return [
        ""
        if alike[headline] == 1
        else f" ({imprint})"
        if imprint and same[headline, imprint] == 1
        else f" (no. {story.pk})"
        for story, headline, imprint in zip(stories, headlines, imprints, strict=True)
    ]


def _imprint(story: Story) -> str:
    """Return a story's source and date, as far as they are known."""
    source = shortened(story.source.name, LONGEST_SOURCE) if story.source else ""
    return ", ".join(filter(None, (source, date_in_words(story.published))))


def _listed(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: A, B and C."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
