"""Boxes that stand in an article's flow: a newsletter's, a few short lines between blank ones.

Written here because the lines of such a box look like an article's one by one; together, and with one among them that
says what the box is for, they do not.
"""

from articles.text.article import Role
from articles.text.clean.draft import Draft
from articles.text.clean.marks import named_reason
from articles.text.clean.prose import is_ended, length_in_words

MAX_LINES = 4  # of a box; more is an article's own list
MIN_LINES = 2  # one line alone says itself what it is
MAX_WORDS = 15  # of a line in a box; longer ones are sentences of the article


def remove_inserts(draft: Draft, start: int, end: int) -> None:
    """Leave out the boxes between `start` and `end`, with the reason that one of their lines names."""
    block: list[int] = []
    for index in range(start, end + 1):
        if block and (index == end or draft.gaps[index]):
            _remove_if_box(draft, block)
            block = []
        block.append(index)


def _remove_if_box(draft: Draft, block: list[int]) -> None:
    free = [index for index in block if draft.is_free(index)]
    texts = [draft.texts[index] for index in free]
    if not MIN_LINES <= len(block) <= MAX_LINES or len(free) < len(block):
        return
    if any(length_in_words(text) > MAX_WORDS for text in texts) or all(map(is_ended, texts)):
        return
    reason = next(filter(None, map(named_reason, texts)), None)
    for index in block if reason else ():
        if reason and draft.roles.get(index) is not Role.REMOVED:
            draft.remove(index, reason)
