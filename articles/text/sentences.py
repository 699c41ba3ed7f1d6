"""Cuts a cleaned article into sentences, each with its role and its place, losing no character of the text.

sentencex knows the languages; what is written here folds quotation marks first (a “mixed" pair otherwise glues
sentences together), slices the sentences out of the original, and keeps the white space between them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sentencex

from articles.text.article import CleanArticle, Role

# One character for one, so that offsets in the folded text are offsets in the original.
QUOTE_FOLD = str.maketrans(
    dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛‹›`´ʼ", "'") | dict.fromkeys("\t\xa0", " ") | {"…": "."}
)
SURROGATES = re.compile("[\ud800-\udfff]")  # sentencex is Rust and takes valid Unicode only
PLAIN = re.compile(r"[\w ,’'-]+[.!?]?")  # nothing inside that could end a sentence in any script
SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
)
# A quote that ends in a stop, and what makes the words after it, unparted by a space, its frame and no new sentence.
QUOTED = re.compile(r"[。！？!?][\"」』]$")
FRAME = re.compile(
    r"と(?!ても|ころ|くに|もに|き|り)|って|などと"
    r"|[^。！？，：,:\"「]{0,16}?(?:说|說|表示|称|稱|告诉|告訴|问(?!题)|問(?!題)|答(?!案)|喊|指出|写道|寫道|强调|強調|坦言)"
)
CLOSES = {"」": "「", "』": "『"}
FRAME_MOST = 20  # code points of it looked at
# Ends that sentencex takes for a sentence's: a title, "5 p.m. Tuesday", and a German date without the language given.
TITLE = re.compile(r"\b(?:Ms|Ft|Mt|Messrs|Mmes|approx)\.$")
INITIAL = re.compile(r"\b[A-Z]\.")  # D-N.Y.
HOUR = re.compile(r"\b[ap]\.m\.$")
DAY_NAME = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:on|in|at|and|to) ")
DAY = re.compile(r"\b\d{1,2}\.$")
MONTH = re.compile(r"(?:Jan|Febr)uar|Jänner|März|April|Mai\b|Juni|Juli|August|(?:Sept|Nov|Dez)ember|Oktober")
WINDOW = 2_000  # code points handed to sentencex at once: beyond ASCII its cost is the square of the length
MAY_GO_ON = (".", '"', "」", "』")
TAIL = 12  # code points before a cut in which such an end would stand
SAMPLE = 400  # code points looked at to tell a script: enough for a few sentences
SAMPLE_PARAGRAPHS = 3
DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as printed. `paragraph` counts from 0 among the paragraphs of the same role.

    `before` is the white space between it and the sentence before in its paragraph ("" for the first), so that
    `before + text` over a paragraph's sentences gives the paragraph back.
    """

    text: str
    role: Role
    paragraph: int
    before: str = ""


def split_sentences(text: str, *, language: str | None = None) -> tuple[tuple[str, str], ...]:
    """Return each sentence of `text` with the white space before it: `(before, sentence)`, in order.

    Put together they give `text` back but for white space at its two ends. Lines are never joined into a sentence.
    `language` is a BCP 47 tag; without one the script decides. Linear in the length of `text`.
    """
    text = text.strip()
    if not text:
        return ()
    if PLAIN.fullmatch(text):
        return (("", text),)
    code = _language_code(language, text)
    starts = sorted({0, *(start for start in _starts(text, code) if not text[start].isspace())})
    ends = [*starts[1:], len(text)]
    cut = [(start, start + len(text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)]
    befores = [0, *(end for _, end in cut)]
    return tuple((text[before:start], text[start:end]) for before, (start, end) in zip(befores, cut, strict=False))


def article_sentences(article: CleanArticle) -> tuple[Sentence, ...]:
    """Return the sentences of the whole article in reading order.

    Headline, standfirst, byline, date, captions (each with its credit as a sentence of its own), body, contributors,
    tags; the headline, the byline, the date and each tag are one sentence.
    """
    language = article.language or _language_code(
        None, " ".join(article.paragraphs[:SAMPLE_PARAGRAPHS]) or article.headline or ""
    )
    return tuple(sentence for role, paragraphs in _texts(article) for sentence in _of_role(role, paragraphs, language))


def _texts(article: CleanArticle) -> Iterator[tuple[Role, Iterable[str]]]:
    """Yield each role with its paragraphs, in reading order."""
    yield Role.HEADLINE, _one(article.headline)
    yield Role.STANDFIRST, _one(article.standfirst)
    yield Role.BYLINE, _one(article.byline)
    yield Role.DATE, _one(article.published)
    yield Role.CAPTION, ("\n".join(_filled(caption.text, caption.credit)) for caption in article.captions)
    yield Role.BODY, article.paragraphs
    yield Role.CONTRIBUTORS, _one(article.contributors)
    yield Role.TAGS, article.tags


def _one(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _filled(*texts: str | None) -> list[str]:
    return [text for text in texts if text and text.strip()]


def _of_role(role: Role, paragraphs: Iterable[str], language: str) -> Iterator[Sentence]:
    whole = role in {Role.HEADLINE, Role.BYLINE, Role.DATE, Role.TAGS}
    for number, paragraph in enumerate(paragraphs):
        if whole and paragraph.strip():
            yield Sentence(paragraph.strip(), role, number)
        elif not whole:
            for before, text in split_sentences(paragraph, language=language):
                yield Sentence(text, role, number, before)


def _language_code(language: str | None, text: str) -> str:
    """Return the two letters sentencex wants: those of the tag, else those of the commonest language of the script."""
    if language:
        return re.split("[-_]", language.lower())[0]
    sample = text[:SAMPLE]
    return next((code for code, letters in SCRIPTS if letters.search(sample)), DEFAULT_LANGUAGE)


def _starts(text: str, code: str) -> Iterator[int]:
    """Yield where each sentence starts."""
    folded = SURROGATES.sub("?", text).translate(QUOTE_FOLD)
    line_start = 0
    for line in folded.splitlines(keepends=True):
        if PLAIN.fullmatch(line.rstrip()):
            yield line_start + len(line) - len(line.lstrip())
        else:
            starts = (line_start + start for start in _line_starts(line, code))
            yield from (start for start in starts if start == line_start or not _goes_on(folded, start))
        line_start += len(line)


def _line_starts(line: str, code: str) -> Iterator[int]:
    """Yield where each sentence of a line starts, read a window at a time: linear whatever the line."""
    begins, goes_on = 0, False
    while begins < len(line):
        cut = list(_segments(line[begins : begins + WINDOW], code))
        inside, last = goes_on, begins + WINDOW >= len(line)
        goes_on = not last and len(cut) < 2  # no sentence ends in this window
        yield from (begins + start for start in (cut if last or goes_on else cut[:-1])[inside:])
        begins += WINDOW if last or goes_on else cut[-1]


def _segments(text: str, code: str) -> Iterator[int]:
    """Yield where each of the sentences starts that sentencex finds in `text`."""
    at = 0
    for sentence in sentencex.segment(code, text):
        stripped = sentence.strip()
        found = text.find(stripped, at) if stripped else -1
        if found >= 0:
            yield found
            at = found + len(stripped)


def _goes_on(text: str, start: int) -> bool:
    """Return whether what sentencex takes for a new sentence goes on with the one before."""
    tail = text[max(0, start - TAIL) : start].rstrip()
    if not tail.endswith(MAY_GO_ON):
        return False
    if TITLE.search(tail) or (INITIAL.search(tail) and INITIAL.match(text, start) and not text[start - 1].isspace()):
        return True
    if QUOTED.search(tail):
        return _frames_a_quote(text, start)
    if HOUR.search(tail):
        return DAY_NAME.match(text, start) is not None
    return DAY.search(tail) is not None and MONTH.match(text, start) is not None


def _frames_a_quote(text: str, start: int) -> bool:
    """Return whether what stands after a quote's end says who spoke, where the quote opened the sentence."""
    mark = text[start - 1]
    opens = text.rfind(CLOSES.get(mark, mark), 0, start - 1)
    alone = opens == 0 or (opens > 0 and (text[opens - 1].isspace() or text[opens - 1] in "。！？"))
    return alone and FRAME.match(text[start : start + FRAME_MOST]) is not None
