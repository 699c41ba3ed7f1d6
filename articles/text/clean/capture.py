"""A text capture (a page's text without its markup) -> CleanArticle, with every line accounted for.

Written here because no library does this: extractors need markup, and corpus filters judge lines one by one.
"""

from functools import lru_cache

import numpy as np

from articles.text.article import Caption, CleanArticle, Part, Reason, Removed, Role
from articles.text.clean.captions import caption_of
from articles.text.clean.closing import closed_at
from articles.text.clean.dates import is_ambiguous, is_update_line, read_date
from articles.text.clean.door import folded
from articles.text.clean.draft import Draft
from articles.text.clean.head import find_head
from articles.text.clean.headline import is_doubtful_headline
from articles.text.clean.inserts import remove_inserts
from articles.text.clean.line_model import LineModel, load_line_model
from articles.text.clean.lines import Capture, split_capture
from articles.text.clean.listing import listed
from articles.text.clean.marks import is_contributors, is_script, named_reason, tag_line
from articles.text.clean.people import byline_of, name_line, people_beside_date, people_in
from articles.text.clean.prose import LOOK, length_in_words, prose_score
from articles.text.clean.reasons import explain
from articles.text.clean.run import best_run
from articles.text.clean.scripts import language_of_script
from articles.text.clean.sections import section_of
from articles.text.clean.source import source_of
from articles.text.clean.surroundings import Numbers
from articles.text.clean.tags import split_tags

CAPTION_SCORE = -0.5  # a picture's caption stands in the flow of an article as often as beside it
TOLL = 0.45  # of probability, below which a line speaks against the run going on (measured: .4 to .5 differ little)
BODY = 0.4  # the probability from which a line of the run is body (.3 to .45 measured)
SENTENCE = 1.5  # the prose score of a sentence of ten words with its stop and no word of a box
SENTENCE_BONUS = 0.15  # of probability for such a sentence: briefs and leads above lists are rare in the training
LEAD = 0.9  # the same from which a sentence is body that the head passed over: .75 to 1 measured, .9 the best
LISTED = 0.05  # what a line of a list adds at least: below an article's text it is the article's own
MAX_WEIGHT = 80  # words of a line that count: one endless line is no article
MIN_WORDS = 25  # of an article that stands among many other lines; a brief has more, a teaser of a front page less
MANY_LINES = 15  # lines around those words from which a capture is a page of links
NEUTRAL_SCORE = -0.2  # a repeated line or one that says who contributed


def clean_capture(text: str) -> CleanArticle:
    """The article in a page's visible text; `parts` put together give `text` back to the character. Never raises.

    An optional leading `date YYYY-MM-DD` is the day of the capture. Cost grows linearly with the text; what stands
    beyond MAX_CAPTURE characters is not read, and "paragraphs" is then among the doubts.
    """
    return clean_lines(split_capture(text), shipped_model())


@lru_cache(maxsize=1)
def shipped_model() -> LineModel:
    """The model that judges the lines of captures, read once."""
    return load_line_model("captures.npz")


def clean_lines(capture: Capture, model: LineModel) -> CleanArticle:
    """The article in a capture that was cut into lines, which this model judges."""
    draft = draft_of(capture)
    chances = model.probabilities(draft.texts, draft.gaps)
    _mark(draft)
    lists = listed(draft.texts)
    prose = [prose_score(text) for text in draft.texts]
    chances = chances + SENTENCE_BONUS * (np.array(prose, dtype=float) >= SENTENCE)
    scores = [_score(draft, index, chance, prose[index]) for index, chance in enumerate(chances.tolist())]
    start, end = best_run([max(score, LISTED) if at in lists else score for at, score in enumerate(scores)])
    if _is_front_page(draft, start, end):
        start = end = 0
    first, start = start, find_head(draft, start, end)
    end = closed_at(draft.texts, next(iter(draft.texts_of(Role.HEADLINE)), None), start, end)
    _keep_lead(draft, [at for at in range(first, start) if prose[at] >= SENTENCE and chances[at] >= LEAD])
    remove_inserts(draft, start, end)
    sure = [at in lists or (at + 1 in lists and form >= SENTENCE) for at, form in enumerate(prose)]
    _keep(draft, start, end, np.where(sure, 1.0, chances))
    explain(draft, start, end)
    return _article(capture, draft)


def draft_of(capture: Capture) -> Draft:
    """The lines of a capture, none of them with a role yet."""
    return Draft([line.text for line in capture.lines], [line.gap for line in capture.lines])


def _mark(draft: Draft) -> None:
    """Give roles and reasons to the lines that say themselves what they are, wherever they stand."""
    seen: set[str] = set()
    for index, text in enumerate(draft.texts):
        caption = caption_of(text)
        if is_script(text):
            draft.remove(index, Reason.SCRIPT)
        elif caption and caption.text:
            _mark_caption(draft, index, caption, seen)
        elif caption:
            _mark_credit(draft, index, caption, seen)
        elif is_contributors(text):
            draft.roles[index] = Role.CONTRIBUTORS
    for index, text in enumerate(draft.texts):
        if draft.is_free(index) and folded(text) in seen:
            draft.remove(index, Reason.REPEATED_CAPTION)


def _mark_caption(draft: Draft, index: int, caption: Caption, seen: set[str]) -> None:
    if folded(caption.text) in seen:
        draft.remove(index, Reason.REPEATED_CAPTION)
    else:
        draft.caption(index, caption)
        seen.add(folded(caption.text))


def _mark_credit(draft: Draft, index: int, credit: Caption, seen: set[str]) -> None:
    """A credit on a line of its own belongs to the caption above it, or repeats the credit of one seen before."""
    above = folded(draft.texts[index - 1]) if index else ""
    if above in seen or index - 1 in draft.captions:
        draft.remove(index, Reason.REPEATED_CAPTION)
    elif above and draft.is_free(index - 1) and not draft.gaps[index]:
        draft.caption(index - 1, Caption(draft.texts[index - 1], credit.credit))
        draft.roles[index] = Role.CAPTION
        seen.add(above)
    else:
        draft.caption(index, credit)


def _score(draft: Draft, index: int, chance: float, prose: float) -> float:
    """What a line adds to the run: more the likelier and the longer it is."""
    if draft.roles.get(index) is Role.CAPTION:
        return CAPTION_SCORE
    if draft.roles.get(index) is Role.CONTRIBUTORS or draft.reasons.get(index) is Reason.REPEATED_CAPTION:
        return NEUTRAL_SCORE
    text = draft.texts[index]
    return (chance - TOLL) * min(length_in_words(text[:LOOK]), MAX_WEIGHT) + prose


def _is_front_page(draft: Draft, start: int, end: int) -> bool:
    """Whether a capture has next to no text but very much around it: a page of links, not an article."""
    words = sum(length_in_words(draft.texts[index]) for index in range(start, end))
    return words < MIN_WORDS and len(draft.texts) - (end - start) >= MANY_LINES


def _keep_lead(draft: Draft, sentences: list[int]) -> None:
    """Sentences of the run above a byline, a date or a caption that the head has taken for nothing open the body."""
    for index in sentences:
        if draft.is_free(index):
            draft.roles[index] = Role.BODY


def _keep(draft: Draft, start: int, end: int, chances: Numbers) -> None:
    """The run's lines are the body, but for those that are unlikely and the boxes that interrupt it.

    A list and the sentence above it are sure: `chances` has 1 for them.
    """
    for index in range(start, end):
        text = draft.texts[index]
        if not draft.is_free(index) or chances[index] < BODY:
            continue
        if prose_score(text) >= 0 or (named_reason(text) is None and tag_line(text) is None):
            draft.roles[index] = Role.BODY


def _article(capture: Capture, draft: Draft) -> CleanArticle:
    body = tuple(draft.texts_of(Role.BODY))
    headline = next(iter(draft.texts_of(Role.HEADLINE)), None)
    byline = next(filter(None, map(_people, draft.texts_of(Role.BYLINE))), None)
    date = _date_line(draft)
    parts = _parts(capture, draft)
    return CleanArticle(
        headline=headline,
        standfirst=" ".join(draft.texts_of(Role.STANDFIRST)) or None,
        byline=byline,
        authors=people_in(byline) if byline else (),
        source=source_of([draft.texts[i] for i in draft.indexes(Role.REMOVED)], headline),
        section=section_of(draft.texts[: draft.indexes(Role.HEADLINE)[0]], headline) if headline else None,
        published=read_date(date),
        captured=capture.captured,
        language=language_of_script(body),
        captions=tuple(draft.captions[index] for index in sorted(draft.captions)),
        contributors=" ".join(draft.texts_of(Role.CONTRIBUTORS)) or None,
        tags=_tags(draft, " ".join([headline or "", *body])),
        paragraphs=body,
        removed=_removed(parts),
        parts=parts,
        doubts=_doubts(capture, headline, date, body),
    )


def _people(text: str) -> str | None:
    """The people of a line that is a byline, whatever else stands on it."""
    return byline_of(text) or name_line(text) or people_beside_date(text)


def _date_line(draft: Draft) -> str:
    """The line that says when the article was published: a date's own, else the byline's where it has one."""
    dates = sorted(draft.texts_of(Role.DATE), key=is_update_line)
    return next(iter([*dates, *filter(read_date, draft.texts_of(Role.BYLINE))]), "")


def _tags(draft: Draft, article: str) -> tuple[str, ...]:
    lines = [tag_line(text) or "" if index == 0 else text for index, text in enumerate(draft.texts_of(Role.TAGS))]
    if len(lines) > 1:
        return tuple(dict.fromkeys(filter(None, lines)))
    return split_tags(lines[0], article) if lines else ()


def _doubts(capture: Capture, headline: str | None, date: str, body: tuple[str, ...]) -> tuple[str, ...]:
    doubts = {
        "headline": headline is not None and is_doubtful_headline(headline, body),
        "published": is_ambiguous(date),
        "paragraphs": bool(capture.rest),
    }
    return tuple(name for name, doubtful in doubts.items() if doubtful)


def _parts(capture: Capture, draft: Draft) -> tuple[Part, ...]:
    parts = [Part(capture.stamp, Role.REMOVED, Reason.STAMP)] if capture.stamp else []
    parts += [Part(capture.blanks, Role.REMOVED, Reason.EMPTY)] if capture.blanks else []
    parts += [Part(line.raw, draft.roles[i], draft.reasons.get(i)) for i, line in enumerate(capture.lines)]
    parts += [Part(capture.rest, Role.REMOVED, Reason.OUTSIDE)] if capture.rest else []
    return tuple(parts)


def _removed(parts: tuple[Part, ...]) -> tuple[Removed, ...]:
    return tuple(Removed(part.text.strip(), part.reason, at) for at, part in enumerate(parts) if part.reason)
