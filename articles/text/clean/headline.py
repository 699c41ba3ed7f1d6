"""Which of the lines above an article is its headline, and whether to doubt it.

Written here because in a text capture nothing marks a headline but where it stands, its form and what it repeats: the
page's title, which is the capture's first line, and words of the article.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from articles.text.article import Role
from articles.text.clean.dates import is_date_line
from articles.text.clean.door import folded
from articles.text.clean.draft import Draft
from articles.text.clean.marks import named_reason, tag_line
from articles.text.clean.people import byline_of
from articles.text.clean.prose import SENTENCE, is_ended, length_in_words
from articles.text.clean.source import ARTICLE, masthead_of

MIN_LENGTH, MAX_LENGTH = 8, 300  # characters
MIN_SHARED = 0.25  # of a headline's words that its article has too; credits and section names share fewer
SMALL_WORD = 3  # letters up to which a word has no capital in a name or title either ("of", "und", "de la")
ENDS = ".…。"  # a headline rarely ends so, and a sentence does
ABOVE = 40  # lines above the body in which the headline is looked for; share bars and players stand between
NEARNESS = 0.04  # what each line between headline and body costs; at .15 it was right in 7 of 676 pages fewer
ISOLATED = 1.0  # a blank line before, and one after
IN_ARTICLE = 2.0  # all its words stand in the article too
IN_TITLE = 3.0  # all its words stand in the page's title too (.94 of headlines found; without, .91)
MOST_OF_TITLE = 0.6  # of the longest line that repeats the title; shorter ones are its author's or series' name
FULL_LENGTH = 8  # words from which a headline is as long as headlines are
SAME_TITLE = 80  # rapidfuzz ratio from which a line is the page's title; editors trim one of the two by some words
AS_LIKE = 5.0  # points of that ratio by which two lines are the title alike
MIN_TITLE = 4  # words from which a line that repeats the title is no section's or paper's name
BELOW_TITLE = 0.7  # of the run's words that must stand below a headline found in it: articles have theirs on top
MAX_NAME = 6  # words up to which a line that begins with the paper's name is a section of it
STANDFIRST_WORDS = 4  # words from which the line above the one found can be the headline, and that one a standfirst
LOOK_AHEAD = 40  # lines of the article whose words a headline is compared with
_BREAK = re.compile(r"\s+[|–—·•»›:-]+\s+|\s*[|›»]\s*")
_TRAIL = re.compile(r"\s[›»>/|]\s|[›»|]$")  # a crumb trail ("Home > News") is no headline


def is_headline_form(text: str) -> bool:
    """Whether a line can be a headline: of a length, and no sentence with its stop."""
    return MIN_LENGTH <= len(text) <= MAX_LENGTH and (text[-1] not in ENDS or text.endswith(("...", "…")))


def is_doubtful_headline(headline: str, paragraphs: Sequence[str]) -> bool:
    """Whether a headline may be a picture's credit: it shares few words with the article, or is someone's title.

    Few is below a quarter, by their first letters.
    """
    missed = _beginnings(headline)
    enough = (1 - MIN_SHARED) * len(missed)
    if not missed:
        return False
    for paragraph in paragraphs:
        missed = missed - _beginnings(paragraph)
        if len(missed) <= enough:  # as most do after the first paragraph
            return _is_title_of_person(headline, " ".join(paragraphs))
    return True


def _is_title_of_person(headline: str, body: str) -> bool:
    """Whether a headline is like "Keeper of Bells, Museum of Towers": capitals throughout, then a known name."""
    office, comma, institution = headline.rpartition(", ")
    long = [word for word in headline.split() if len(word) > SMALL_WORD]
    named = len(institution.split()) > 1 and institution in body
    return bool(comma) and named and office not in body and all(word[0].isupper() for word in long)


def find_headline(draft: Draft, body: int, start: int, end: int) -> int | None:
    """The line that is the headline of the article in [start, end), whose sentences begin at `body`; None without one.

    The page's title decides where a line repeats it; else form, place and the words it shares with the article, and
    of two such lines one below the other the upper: the lower is then the standfirst.
    """
    titles = _titles(draft.texts[0])
    paper = masthead_of(draft.texts)
    named = _repeats_title(draft, titles, paper, start, end)
    if named is not None:
        return named
    article = set(folded(" ".join(draft.texts[body : min(end, body + LOOK_AHEAD)])).split())
    best, found = 0.0, None
    for index in range(max(0, body - ABOVE), min(body + 1, end, len(draft.texts))):
        score = _score(draft, index, body, article) if _can_be_headline(draft, index, paper) else 0.0
        if score > best:
            best, found = score, index
    return _topmost(draft, found, article, paper) if found is not None else None


def _repeats_title(draft: Draft, titles: Sequence[str], paper: str, start: int, end: int) -> int | None:
    """The last line above the article or at its very top that repeats the page's title best; None where none does."""
    likeness: dict[int, float] = {}
    for index in range(1, _last_place(draft, start, end)):
        text = draft.texts[index]
        if draft.is_free(index) and len(text) <= MAX_LENGTH and not _is_section(text, paper):
            likeness[index] = _title_likeness(text, titles)
    best = max(likeness.values(), default=0.0)
    found = [index for index, like in likeness.items() if like and like >= best - AS_LIKE]
    longest = max((len(draft.texts[index]) for index in found), default=0)
    return next((index for index in reversed(found) if len(draft.texts[index]) >= MOST_OF_TITLE * longest), None)


def _last_place(draft: Draft, start: int, end: int) -> int:
    """Where the lines end in which a headline can stand: below it must be most of the run's text."""
    lengths = [len(text) for text in draft.texts[start:end]]
    below, enough = sum(lengths), BELOW_TITLE * sum(lengths)
    for at, length in enumerate(lengths):
        below -= length
        if below < enough:
            return start + at + 1
    return end


def _titles(line: str) -> list[str]:
    """What the headline can be in a page's title, folded: all of it, or all before or after one of its breaks."""
    line = line[: 2 * MAX_LENGTH]
    cuts = [match.span() for match in _BREAK.finditer(line)][:8]
    pieces = [line, *(line[:start] for start, _ in cuts), *(line[end:] for _, end in cuts)]
    return [piece for piece in map(folded, pieces) if piece]


def _title_likeness(line: str, titles: Sequence[str]) -> float:
    """How much a line is like one of a page's titles: 0, or SAME_TITLE to 100; without the paper's name it is more."""
    text = folded(line)
    words = length_in_words(line)
    if words < MIN_TITLE:
        named = words > 1 and len(text) >= MIN_LENGTH and text in titles[1 : 1 + len(titles) // 2]
        return float(SAME_TITLE) if named else 0.0
    if len(titles) > 1 and text == titles[0]:
        return float(SAME_TITLE)
    return max((fuzz.ratio(text, title, score_cutoff=SAME_TITLE) for title in titles), default=0.0)


def _score(draft: Draft, index: int, body: int, article: set[str]) -> float:
    """How well a line does for a headline; 0 where it cannot be one."""
    text = draft.texts[index]
    if index >= body and (is_ended(text) or length_in_words(text) > 2 * SENTENCE):
        return 0.0
    words = folded(text).split()
    title = set(folded(draft.texts[0][:MAX_LENGTH]).split()) if index else set()
    after = index + 1 >= len(draft.gaps) or draft.gaps[index + 1]
    return (
        min(len(words), FULL_LENGTH) / FULL_LENGTH
        + ISOLATED * (draft.gaps[index] + after)
        + IN_ARTICLE * _shared(words, article)
        + IN_TITLE * _shared(words, title)
        - NEARNESS * abs(body - index)
    )


def _can_be_headline(draft: Draft, index: int, paper: str) -> bool:
    """Whether a line has a headline's form and does not say itself that it is something else, as the paper's name."""
    text = draft.texts[index]
    return (
        draft.is_free(index)
        and is_headline_form(text)
        and not is_date_line(text)
        and byline_of(text) is None
        and named_reason(text) is None
        and tag_line(text) is None
        and not _TRAIL.search(text)
        and not (index and _is_section(text, paper))
    )


def _is_section(text: str, paper: str) -> bool:
    """Whether a line is the paper's name, with or without "The", alone or with a section's behind it."""
    return bool(paper) and len(text.split()) <= MAX_NAME and 0 <= folded(text).find(paper) <= ARTICLE + 1


def _shared(words: Sequence[str], article: set[str]) -> float:
    return sum(word in article for word in words) / max(1, len(words))


def _topmost(draft: Draft, found: int, article: set[str], paper: str) -> int:
    """The line above the one found, if it can be the headline of which that one is the standfirst."""
    above = found - 1
    if above < 0 or draft.roles.get(above) is Role.CAPTION or not _can_be_headline(draft, above, paper):
        return found
    text = draft.texts[above]
    words = folded(text).split()
    plausible = length_in_words(text) >= STANDFIRST_WORDS
    return above if plausible and draft.gaps[above] and _shared(words, article) >= MIN_SHARED else found


def _beginnings(text: str) -> set[str]:
    """The first four letters of each word of three or more; for scripts without spaces, every two characters."""
    words = folded(text).split()
    found = {word[:4] for word in words if len(word) > 2 and not _unspaced(word)}
    for word in words:
        if _unspaced(word):
            found |= {word[at : at + 2] for at in range(len(word) - 1)}
    return found


def _unspaced(word: str) -> bool:
    return "\u3040" <= word[0] <= "\u9fff" or "\u0e00" <= word[0] <= "\u0eff"
