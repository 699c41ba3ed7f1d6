"""Finds who says a quote and to whom, from the words around it: the name, pronoun or office beside a verb of saying.

Written here because it must say nothing rather than something wrong, in any language whose verbs stand in `speech`.
"""

from collections.abc import Set as AbstractSet

from articles.text.compare.similar import is_small
from articles.text.compare.speech import ACCORDING, BETWEEN, PREPOSITIONS, PRONOUNS, RELATIVES, SAYING, TELLING
from articles.text.compare.tokens import Words, is_word

SPEAKER_MOST = 5  # words of a speaker's name or office
ASIDE_MOST = 8  # words between commas after a speaker's name
INVERTED_WITHIN = 5  # words from the end of a quote to the verb, where the speaker follows the verb

OPENERS = frozenset(('"', ".", "!", "?", ":", ";", "..."))

Span = tuple[int, int]


def who_speaks(words: Words, quoted: AbstractSet[int]) -> tuple[str | None, str | None]:
    """Return who speaks and to whom, as the sentence outside the words `quoted` names them; None where it does not."""
    for at, key in enumerate(words.keys):
        if at in quoted:
            continue
        if key in ACCORDING:
            source = at + 1 + (words.keys[at + 1 : at + 2] == ("to",))
            return _text(words, _name_or_office(words, source, quoted)), None
        if key in SAYING:
            speaker = _before(words, at, quoted)
            if speaker is None and any(place in quoted for place in range(at - INVERTED_WITHIN, at)):
                speaker = _name_or_office(words, at + 1, quoted)
                return _text(words, speaker), None
            return _text(words, speaker), _text(words, _addressee(words, at + 1, quoted)) if key in TELLING else None
    return None, None


def _text(words: Words, span: Span | None) -> str | None:
    return words.text[words.starts[span[0]] : words.ends[span[1] - 1]] if span and span[0] < span[1] else None


def _before(words: Words, verb: int, quoted: AbstractSet[int]) -> Span | None:
    """Return the name, pronoun or office that ends just before the verb, or before an aside between commas."""
    end = verb
    while end and (words.keys[end - 1] in BETWEEN | RELATIVES or _is_adverb(words, end - 1)):
        end -= 1
    if end and words.keys[end - 1] == ",":
        comma = next((at for at in range(end - 2, max(-1, end - 2 - ASIDE_MOST), -1) if words.keys[at] == ","), end - 1)
        aside_is_name = comma < end - 1 and _capitals(words, comma + 1, end - 1) == (comma + 1, end - 1)
        end = end - 1 if aside_is_name and not _is_name(words, comma - 1) else comma
    start = _run_back(words, end, quoted)
    names = _capitals(words, start, end)
    if names:
        return names[0], end
    at_boundary = start == 0 or not is_word(words.keys[start - 1])
    return (start, end) if start < end and at_boundary and words.keys[start] not in PREPOSITIONS else None


def _run_back(words: Words, end: int, quoted: AbstractSet[int]) -> int:
    """Return where the run of words that ends at `end` begins."""
    start = end
    while start and end - start < SPEAKER_MOST and start - 1 not in quoted and is_word(words.keys[start - 1]):
        start -= 1
    return start


def _name_or_office(words: Words, start: int, quoted: AbstractSet[int]) -> Span | None:
    """Return the name after the verb, past an office and its comma, else the office: a club's manager, not the club."""
    end = _run_ahead(words, start, quoted)
    names = _capitals(words, start, end)
    if names and words.keys[names[1] : names[1] + 1] == ("'s",):
        owner, end = names[1], _run_ahead(words, names[1], quoted)
        names = _capitals(words, owner, end)
    if not names and words.keys[end : end + 1] == (",",):
        names = _capitals(words, end + 1, _run_ahead(words, end + 1, quoted))
    return names or (start, end)


def _addressee(words: Words, start: int, quoted: AbstractSet[int]) -> Span | None:
    """Return to whom: a name, or one word with its article."""
    end = _run_ahead(words, start, quoted)
    article = start < end and is_small(words.keys[start])
    return _capitals(words, start, end) or (start, min(end, start + 1 + article))


def _run_ahead(words: Words, start: int, quoted: AbstractSet[int]) -> int:
    """Return where the run of words that begins at `start` ends."""
    end = start
    while end < len(words.keys) and end - start < SPEAKER_MOST and end not in quoted and _goes_on(words.keys[end]):
        end += 1
    return end


def _goes_on(key: str) -> bool:
    return is_word(key) and key not in RELATIVES


def _capitals(words: Words, start: int, end: int) -> Span | None:
    """Return the first run of words written as names."""
    first = next((at for at in range(start, end) if _is_name(words, at)), None)
    if first is None:
        return None
    last = first
    while last < end and _is_name(words, last):
        last += 1
    return first, last


def _is_name(words: Words, at: int) -> bool:
    """Return whether a word is written as a name, or stands for one; a small word that opens a sentence is not."""
    if words.keys[at] in PRONOUNS:
        return True
    opens = at == 0 or words.keys[at - 1] in OPENERS
    return words.raw(at)[0].isupper() and not (opens and is_small(words.keys[at]))


def _is_adverb(words: Words, at: int) -> bool:
    return words.keys[at].endswith("ly") and not _is_name(words, at)
