"""The lines above an article -> headline, standfirst, byline and date, and where the body starts.

Written here because in a text capture only order and form tell them: a headline without a stop, then sentences, then
a byline, a date or a picture's caption, then the body.
"""

from articles.text.article import Reason, Role
from articles.text.clean.dates import is_date_line
from articles.text.clean.door import folded
from articles.text.clean.draft import Draft
from articles.text.clean.headline import is_headline_form
from articles.text.clean.marks import named_reason, tag_line
from articles.text.clean.people import byline_of
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words

ABOVE = 15  # lines above the body in which the headline is looked for
INTO = 6  # lines into the run in which a byline, a date or a caption may still close the head
MAX_STANDFIRST = 3  # sentences between headline and byline; more is the body already
NEARNESS = 0.15  # what each line between headline and body costs
ISOLATED = 1.0  # a blank line before, and one after
REPEATS_TITLE = 3.0  # the capture's first line is the page's title and begins or ends with the headline
FULL_LENGTH = 8  # words from which a headline is as long as headlines are


def find_head(draft: Draft, start: int, end: int) -> int:
    """Give the lines of the head their roles; the index at which the body starts, between `start` and `end`."""
    body = _after_head_marks(draft, start, end)
    headline = _headline(draft, body, end)
    if headline is not None:
        draft.roles[headline] = Role.HEADLINE
        body = max(body, headline + 1)
    top = max(0, body - ABOVE) if headline is None else max(0, headline - 3)
    _mark_byline_and_date(draft, top, body)
    if headline is not None:
        _mark_standfirst(draft, headline + 1, body)
    return body


def _is_head_mark(draft: Draft, index: int) -> bool:
    text = draft.texts[index]
    return draft.roles.get(index) is Role.CAPTION or byline_of(text) is not None or is_date_line(text)


def _after_head_marks(draft: Draft, start: int, end: int) -> int:
    """Where the body starts if the first lines of the run are a standfirst, closed by a byline, date or caption."""
    marks = [index for index in range(start, min(end, start + INTO)) if _is_head_mark(draft, index)]
    if not marks:
        return start
    first, last = marks[0], marks[0]
    while last + 1 < end and (_is_head_mark(draft, last + 1) or draft.reasons.get(last + 1) is Reason.REPEATED_CAPTION):
        last += 1
    sentences = sum(draft.is_free(index) for index in range(start, first))
    below = sum(draft.is_free(index) for index in range(last + 1, end))
    headed = start == first or any(is_headline_form(draft.texts[i]) for i in range(max(0, start - 2), start + 1))
    return last + 1 if headed and sentences <= min(MAX_STANDFIRST, below) else start


def _headline(draft: Draft, body: int, end: int) -> int | None:
    article = set(folded(" ".join(draft.texts[body : min(end, body + 40)])).split())
    title = folded(draft.texts[0]) if draft.texts else ""
    best, found = 0.0, None
    for index in range(max(0, body - ABOVE), min(body + 1, end, len(draft.texts))):
        score = _headline_score(draft, index, body, article, title)
        if score > best:
            best, found = score, index
    return found


def _headline_score(draft: Draft, index: int, body: int, article: set[str], title: str) -> float:
    """How well a line does for a headline; 0 where it cannot be one."""
    text = draft.texts[index]
    if not draft.is_free(index) or not is_headline_form(text) or _is_head_mark(draft, index):
        return 0.0
    if named_reason(text) is not None or tag_line(text) is not None:
        return 0.0
    words = folded(text).split()
    repeats = index > 0 and bool(words) and (title.startswith(folded(text)) or title.endswith(folded(text)))
    if index >= body and (is_ended(text) or length_in_words(text) > 2 * SENTENCE) and not repeats:
        return 0.0
    after = index + 1 >= len(draft.gaps) or draft.gaps[index + 1]
    return (
        min(len(words), FULL_LENGTH) / FULL_LENGTH
        + ISOLATED * (draft.gaps[index] + after)
        + REPEATS_TITLE * repeats
        + 2 * sum(word in article for word in words) / max(1, len(words))
        - NEARNESS * abs(body - index)
    )


def _mark_byline_and_date(draft: Draft, top: int, body: int) -> None:
    for index in range(top, body):
        if not draft.is_free(index):
            continue
        text = draft.texts[index]
        if byline_of(text) and not draft.indexes(Role.BYLINE):
            draft.roles[index] = Role.BYLINE
        elif is_date_line(text) and not draft.indexes(Role.DATE):
            draft.roles[index] = Role.DATE


def _mark_standfirst(draft: Draft, start: int, body: int) -> None:
    """The sentences between the headline and what closes the head."""
    for index in range(start, body):
        text = draft.texts[index]
        if draft.is_free(index) and length_in_words(text) >= SENTENCE and named_reason(text) is None:
            draft.roles[index] = Role.STANDFIRST
