"""The lines above an article -> headline, standfirst, byline and date, and where the body starts.

Written here because in a text capture only order and form tell them: a headline without a stop, then sentences, then
a byline, a date or a picture's caption, then the body.
"""

from articles.text.article import Reason, Role
from articles.text.clean.dates import is_date_line
from articles.text.clean.draft import Draft
from articles.text.clean.headline import find_headline, is_headline_form
from articles.text.clean.marks import named_reason, tag_line
from articles.text.clean.people import ROLE, byline_of, is_byline_label, name_line, people_beside_date
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words

ABOVE = 15  # lines above the body in which a byline or a date may stand where there is no headline
INTO = 6  # lines into the run in which a byline, a date or a caption may still close the head
MAX_STANDFIRST = 2  # lines between headline and byline; more is the body already
STANDFIRST_WORDS = 60  # words of them together; a longer text is the body already
BEFORE_HEADLINE = 3  # lines above the headline in which a byline may stand
DATE_BEFORE_HEADLINE = 8  # lines for a date: some pages print the picture and its caption between
SHORT_STANDFIRST = 4  # words from which a line without a stop below a headline is a standfirst, not a button
HEAD = 300  # lines below the headline in which the byline is looked for: share bars are long, but not without end
MENU = 300  # lines above the headline in which a line of its own is a section's name, not someone's
REACH = 12  # lines between the last mark of the head and the run in which the body's first sentences may stand
POST_WORDS = 5  # of the line below a name that says who that is
_MARKS = frozenset({Role.BYLINE, Role.DATE, Role.CAPTION})


def find_head(draft: Draft, start: int, end: int) -> int:
    """Give the lines of the head their roles; the index at which the body starts, at most `end`."""
    if start >= end:
        return start
    body = _after_marks(draft, start, end)
    headline = find_headline(draft, body, start, end)
    if headline is None:
        _mark_people(draft, max(0, body - ABOVE), body, end)
        _mark_date(draft, max(0, body - ABOVE), body)
        return body
    draft.roles[headline] = Role.HEADLINE
    if headline >= body:
        body = _after_marks(draft, headline + 1, end)
    _mark_people(draft, headline + 1, body, end)
    _mark_people(draft, max(0, headline - BEFORE_HEADLINE), headline, end)
    _mark_date(draft, headline + 1, body)
    _mark_date(draft, max(0, headline - DATE_BEFORE_HEADLINE), headline)
    body = _first_sentence(draft, headline, body)
    body = _mark_standfirst(draft, headline + 1, body, end)
    _mark_people(draft, body, min(end, body + INTO), end)  # below a standfirst that was taken for the first paragraph
    _mark_date(draft, body, min(end, body + INTO))
    return body


def _is_head_mark(draft: Draft, index: int) -> bool:
    text = draft.texts[index]
    return draft.roles.get(index) is Role.CAPTION or byline_of(text) is not None or is_date_line(text)


def _after_marks(draft: Draft, start: int, end: int) -> int:
    """Where the body starts if the first lines of the run are a standfirst, closed by a byline, date or caption."""
    marks = [index for index in range(start, min(end, start + INTO)) if _is_head_mark(draft, index)]
    if not marks:
        return start
    first, last = marks[0], marks[0]
    while last + 1 < end and (_is_head_mark(draft, last + 1) or draft.reasons.get(last + 1) is Reason.REPEATED_CAPTION):
        last += 1
    above = [index for index in range(start, first) if draft.is_free(index)]
    below = sum(draft.is_free(index) for index in range(last + 1, end))
    headed = start == first or any(is_headline_form(draft.texts[i]) for i in range(max(0, start - 2), start + 1))
    return last + 1 if headed and _is_short(draft, above) and len(above) <= below else start


def _is_short(draft: Draft, lines: list[int]) -> bool:
    """Whether lines are few and short enough for a standfirst."""
    words = sum(length_in_words(draft.texts[index]) for index in lines)
    return len(lines) <= MAX_STANDFIRST and words <= STANDFIRST_WORDS


def _mark_people(draft: Draft, top: int, body: int, end: int) -> None:
    """The first byline of some lines: one that says it is, else names beside a date or such as the capture repeats."""
    lines = [index for index in range(top, min(body, top + HEAD)) if draft.is_free(index)]
    found = next((index for index in lines if byline_of(draft.texts[index])), None)
    if found is None:
        found = next((index for index in lines if _is_bare_byline(draft, index, top, end)), None)
    if found is None or draft.indexes(Role.BYLINE):
        return
    draft.roles[found] = Role.BYLINE
    if found > top and is_byline_label(draft.texts[found - 1]):
        draft.roles[found - 1] = Role.BYLINE


def _mark_date(draft: Draft, top: int, body: int) -> None:
    """The date lines among some lines, if there was none so far."""
    if not draft.indexes(Role.DATE):
        for index in range(top, body):
            if draft.is_free(index) and is_date_line(draft.texts[index]):
                draft.roles[index] = Role.DATE


def _is_bare_byline(draft: Draft, index: int, top: int, end: int) -> bool:
    """Whether a line is names alone, beside a date or below a label or the headline, and no section named before."""
    text = draft.texts[index]
    if is_date_line(text):
        return people_beside_date(text) is not None
    if not name_line(text) or named_reason(text) is not None or tag_line(text) is not None:
        return False
    if (index > top and is_byline_label(draft.texts[index - 1])) or _is_post(draft, index + 1):
        return True
    above = index > top and not draft.gaps[index] and is_date_line(draft.texts[index - 1])
    below = index + 1 < len(draft.texts) and is_date_line(draft.texts[index + 1])
    if above or below:
        return text not in draft.texts[max(0, top - MENU) : top]
    return _is_named_again(draft, index, top, end)


def _is_post(draft: Draft, index: int) -> bool:
    """Whether a line is little more than someone's post or handle: "Senior Editor", "@annlee"."""
    text = draft.texts[index] if index < len(draft.texts) else ""
    return len(text.split()) <= POST_WORDS and (text.startswith("@") or ROLE.search(text) is not None)


def _is_named_again(draft: Draft, index: int, top: int, end: int) -> bool:
    """Whether names right below the headline or standfirst are those of whom a sentence below the article tells."""
    text = draft.texts[index]
    if index > top + MAX_STANDFIRST or any(text in draft.texts[other] for other in range(index + 1, end)):
        return False
    return any(text in other and _is_prose(other) for other in draft.texts[end:])


def _first_sentence(draft: Draft, headline: int, body: int) -> int:
    """Where the body starts if sentences stand between the head's last mark and lines that look less like prose."""
    marks = [index for index in range(headline + 1, body) if draft.roles.get(index) in _MARKS]
    if not marks or body - marks[-1] > REACH:
        return body
    sentences = [
        index for index in range(marks[-1] + 1, body) if draft.is_free(index) and _is_prose(draft.texts[index])
    ]
    return sentences[0] if sentences else body


def _is_prose(text: str) -> bool:
    return is_ended(text) and length_in_words(text) >= SENTENCE and named_reason(text) is None


def _mark_standfirst(draft: Draft, top: int, body: int, end: int) -> int:
    """The lines between the headline and what closes the head; where the body starts after them."""
    close = next((index for index in range(top, body) if draft.roles.get(index) in _MARKS), body)
    if close == body == top:
        return _unclosed_standfirst(draft, top, end)
    lines = [index for index in range(top, close) if _can_be_standfirst(draft, index)]
    if _is_short(draft, lines):
        for index in lines:
            draft.roles[index] = Role.STANDFIRST
    return body


def _can_be_standfirst(draft: Draft, index: int) -> bool:
    text = draft.texts[index]
    words = length_in_words(text)
    return draft.is_free(index) and words >= SHORT_STANDFIRST and named_reason(text) is None


def _unclosed_standfirst(draft: Draft, top: int, end: int) -> int:
    """A line without a stop, alone between headline and body, is the standfirst of a copy that has no byline."""
    if top + 1 >= end or not _can_be_standfirst(draft, top) or is_ended(draft.texts[top]):
        return top
    if draft.gaps[top + 1] and _is_short(draft, [top]) and is_ended(draft.texts[top + 1]):
        draft.roles[top] = Role.STANDFIRST
        return top + 1
    return top
