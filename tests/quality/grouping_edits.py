"""What newsrooms do to articles, with the answer known: revisions that are one article, and articles that only look so.

Each kind is a function from a base text, texts related to it, and a seeded generator, to a new text. Kinds in REVISIONS
give another version of the base; kinds in OTHERS give a different article.
"""

import datetime as dt
import itertools
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tests.quality.grouping_words import FEWEST_UNITS, Draft, text_of, unspaced, words_of

POOL = 6  # texts that edits draw on
BRIEF = 100  # words: a text of fewer holds little beside its news


@dataclass(frozen=True)
class Case:
    """An edited text and the base it came from."""

    kind: str
    base: Draft
    edited: Draft


Rng = random.Random
Edit = Callable[[Draft, Sequence[Draft], Rng], Draft]


def _some_words(pool: Sequence[Draft], rng: Rng, words: float) -> list[str]:
    """Units of other texts on like matters, this many words of them or little more."""
    taken: list[str] = []
    units = [unit for text in pool for unit in text.units[1:]]
    rng.shuffle(units)
    for unit in units * 3:
        if sum(len(words_of(each)) for each in taken) >= words:
            break
        taken.append(unit)
    return taken


def _scattered(units: Sequence[str], new: Sequence[str], rng: Rng) -> tuple[str, ...]:
    """New units put in anywhere but before the lead."""
    result = list(units)
    for unit in new:
        result.insert(rng.randint(1, len(result)), unit)
    return tuple(result)


def _other_word(pool: Sequence[Draft], rng: Rng) -> str:
    words = [word for word in words_of(rng.choice(rng.choice(pool).units)) if word.isalpha()]
    return rng.choice(words) if words else "said"


def reword(unit: str, share: float, pool: Sequence[Draft], rng: Rng) -> str:
    """A unit with a share of its words dropped, replaced or added to, and maybe its clauses turned round."""
    comma = "、" if unspaced(unit) else ", "
    clauses = unit.split(comma)
    if len(clauses) > 1 and rng.random() < 0.5:
        unit = comma.join(reversed(clauses))
    words = []
    for word in words_of(unit):
        draw = rng.random()
        if draw < share * 0.35:
            continue
        if draw < share * 0.75:
            words.append(_other_word(pool, rng))
            continue
        words.append(word)
        if draw < share:
            words.append(_other_word(pool, rng))
    return text_of(words)


def _renumber(text: str, rng: Rng) -> str:
    """A text with every number another."""
    return re.sub(r"\d+", lambda found: str(int(found[0][:8]) + rng.randint(1, 9)), text)


def _new_headline(base: Draft, pool: Sequence[Draft], rng: Rng) -> str:
    own = words_of(base.headline)
    rng.shuffle(own)
    return text_of(own[: max(1, len(own) // 3)] + words_of(rng.choice(pool).headline)[:5])


def _maybe_headline(base: Draft, pool: Sequence[Draft], rng: Rng) -> str:
    return base.headline if rng.random() < 0.7 else _new_headline(base, pool, rng)


# --- revisions: one article


def typography(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    curly = [unit.replace('"', "”").replace("'", "’").replace(" - ", " – ") for unit in base.units]
    return replace(base, units=tuple(unit.replace(" ", "  ", rng.randint(0, 4)) for unit in curly))


def light_edits(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    units = list(base.units)
    for index in rng.sample(range(len(units)), min(len(units), rng.randint(1, 3))):
        units[index] = reword(_renumber(units[index], rng), 0.15, pool, rng)
    return replace(base, units=_scattered(units, _some_words(pool, rng, 15), rng))


def headline_changed(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    return replace(base, headline=_new_headline(base, pool, rng))


def inserted(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    new = _some_words(pool, rng, rng.uniform(0.1, 0.25) * base.words)
    return replace(base, units=_scattered(base.units, new, rng))


def dropped(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    keep = sorted(rng.sample(range(len(base.units)), max(2, int(len(base.units) * rng.uniform(0.6, 0.75)))))
    return replace(base, units=tuple(base.units[index] for index in keep))


def moved(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    units = list(base.units)
    for _ in range(max(1, len(units) // 4)):
        unit = units.pop(rng.randint(1, len(units) - 1))
        units.insert(rng.randint(1, len(units)), unit)
    return replace(base, units=tuple(units))


def _expanded(share: float) -> Edit:
    def expand(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
        new = _some_words(pool, rng, share * base.words)
        return replace(base, units=_scattered(base.units, new, rng), headline=_maybe_headline(base, pool, rng))

    return expand


def cut_to_three(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    return replace(base, units=base.units[: max(3, len(base.units) // 4)])


def wire_other_lead(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    lead = [f"(WNS) {reword(base.units[0], rng.uniform(0.12, 0.3), pool, rng)}", *_some_words(pool, rng, 25)]
    body = base.units[1 if len(base.units) < 2 * FEWEST_UNITS else rng.randint(1, 2) :]
    body = body[: max(3, int(len(body) * rng.uniform(0.6, 1)))]
    return replace(base, units=(*lead, *body), headline=_new_headline(base, pool, rng), source="another")


_CONFUSED = {"e": "c", "c": "e", "o": "0", "l": "1", "i": "l", "s": "5", "n": "u", "u": "n", "h": "b", "m": "rn"}


def _misread(text: str, share: float, rng: Rng) -> str:
    letters = []
    for letter in text:
        draw, how = rng.random(), rng.random()
        if draw >= share:
            letters.append(letter)
        elif how < 0.6:
            letters.append(rng.choice(text) if unspaced(letter) else _CONFUSED.get(letter.lower(), letter))
        elif how < 0.75:
            continue
        else:
            letters.append(f"{letter} " if how < 0.9 else rng.choice("abcdefghijklmnopqrstuvwxyz"))
    return "".join(letters)


def _ocr(share: float) -> Edit:
    def scan(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
        units = tuple(_misread(unit, share, rng) for unit in base.units)
        return replace(base, units=units, headline=_misread(base.headline, share, rng))

    return scan


def debris_left_in(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    """A site's furniture around the text: navigation before it, headlines of other articles and a legal line after."""
    furniture = Rng(f"site {rng.randint(0, 39)}")
    navigation = " ".join(_other_word(pool, furniture).title() for _ in range(50))
    legal = " ".join(_other_word(pool, furniture) for _ in range(80))
    related = [text.headline for text in pool]
    return replace(base, units=(navigation, base.headline, *base.units, *related, legal))


def _grown(fewest_kept: float, most_kept: float) -> Edit:
    """The first report written out: most sentences reworded, and up to twice as long with news."""

    def grow(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
        share = rng.uniform(fewest_kept, most_kept)
        keep = {0, *rng.sample(range(len(base.units)), max(3, int(len(base.units) * share)))}
        kept = [base.units[index] for index in sorted(keep)]
        kept = [unit if rng.random() < 0.4 else reword(unit, rng.uniform(0.12, 0.3), pool, rng) for unit in kept]
        more = rng.uniform(1.2, 1.8) * base.words - sum(len(words_of(unit)) for unit in kept)
        units = _scattered(kept, _some_words(pool, rng, max(0, more)), rng)
        return replace(base, units=units, headline=_maybe_headline(base, pool, rng))

    return grow


# --- others: different articles


def shared_background(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    """Another report of the same outlet with a block of background that the base has, too: of a brief, half at most."""
    other = rng.choice(pool)
    start = rng.randint(len(base.units) // 3, len(base.units) - 2)
    block: list[str] = []
    most = min(rng.uniform(60, 150), 0.6 * other.words)
    for unit in base.units[start:]:
        words = sum(len(words_of(each)) for each in block)
        if words >= most or (block and base.words < BRIEF and words + len(words_of(unit)) > base.words / 2):
            break
        block.append(unit)
    place = rng.randint(len(other.units) // 2, len(other.units))
    return replace(other, units=(*other.units[:place], *block, *other.units[place:]), day=base.day)


def quoting_rebuttal(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    """An answer to the base that quotes 30 to 70% of it, passage by passage, between sentences of its own."""
    other = rng.choice(pool)
    share = rng.uniform(0.3, 0.7)
    quoted = [unit for unit in base.units if rng.random() < share]
    frame = itertools.cycle(other.units)
    units = [next(frame), next(frame)]
    for unit in quoted:
        units.append("“" + re.sub(r"[“”„‟\"«»「」]", "’", unit) + "”")
        if rng.random() < 0.6:
            units.append(next(frame))
    return replace(other, units=(*units, *itertools.islice(frame, 3)), day=base.day + dt.timedelta(rng.randint(0, 2)))


def same_event(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    """Another report of the event with the base's last paragraphs as its background, and some words of its lead."""
    other = rng.choice(pool)
    background = base.units[-max(1, len(base.units) // 5) :]
    units = (reword(base.units[0], 0.7, pool, rng), *other.units[1:], *background)
    return replace(other, units=units, day=base.day, headline=_new_headline(base, pool, rng))


def recurring_column(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    """The same column on another day: the same words, its numbers others."""
    units = tuple(_renumber(unit, rng) for unit in base.units)
    return replace(base, units=units, day=base.day + dt.timedelta(rng.choice((1, 1, 2, 7, 14))))


def _tabulated(base: Draft, rng: Rng) -> Draft:
    """The base as a column full of numbers: one in every sentence."""
    return replace(base, units=tuple(f"{unit} It stood at {rng.randint(1000, 99999)}." for unit in base.units))


_HOUSE = (
    "according to figures that the office published on Thursday",
    "the company said in a statement to the exchange",
    "who spoke on condition that his name be withheld",
    "the net profit for the quarter ended in June came to",
    "for the latest on this and other stories follow us",
)


def _in_house_style(base: Draft, rng: Rng) -> Draft:
    """A text with a stock phrase of the trade in every unit."""
    return replace(base, units=tuple(f"{unit}, {_HOUSE[at % len(_HOUSE)]}." for at, unit in enumerate(base.units)))


def stock_phrases(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    """Another article of the same day, with the same stock phrases all through it."""
    return replace(_in_house_style(rng.choice(pool), rng), day=base.day)


def digest(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    """The day's news in brief: the first words of the base and of others."""
    units = [" ".join(text.units[:1]) for text in (base, *pool)]
    rng.shuffle(units)
    return replace(base, units=tuple(units), headline="Morning briefing: what you need to know", source="another")


def another_article(base: Draft, pool: Sequence[Draft], rng: Rng) -> Draft:
    return replace(rng.choice(pool), day=base.day)


REVISIONS: dict[str, Edit] = {
    "typography": typography,
    "light edits": light_edits,
    "headline changed": headline_changed,
    "inserted": inserted,
    "dropped": dropped,
    "moved": moved,
    "expanded 25%": _expanded(0.25),
    "expanded 45%": _expanded(0.45),
    "expanded 90%": _expanded(0.90),
    "expanded 150%": _expanded(1.50),
    "cut to three": cut_to_three,
    "wire, other lead": wire_other_lead,
    "OCR 1%": _ocr(0.01),
    "OCR 3%": _ocr(0.03),
    "OCR 5%": _ocr(0.05),
    "debris left in": debris_left_in,
    "grown": _grown(0.8, 0.95),
    "grown, a third dropped": _grown(0.55, 0.7),
}
OTHERS: dict[str, Edit] = {
    "shared background": shared_background,
    "quoting rebuttal": quoting_rebuttal,
    "same event": same_event,
    "recurring column": recurring_column,
    "stock phrases": stock_phrases,
    "digest": digest,
    "another article": another_article,
}
# The base of these kinds is itself an edited text.
BASES: dict[str, Callable[[Draft, Rng], Draft]] = {"recurring column": _tabulated, "stock phrases": _in_house_style}


def cases(bases: Sequence[Draft], kinds: dict[str, Edit], *, seed: int, every: int = 1) -> list[Case]:
    """One case of each kind for every n-th base; its pool is the texts beside it, which should be of one outlet."""
    made = []
    for rank, base in list(enumerate(bases))[::every]:
        pool = [text for text in bases[max(0, rank - POOL) : rank + POOL] if text is not base][:POOL]
        for kind, edit in kinds.items():
            rng = Rng(f"{seed} {rank} {kind}")
            text = BASES[kind](base, rng) if kind in BASES else base
            made.append(Case(kind, text, edit(text, pool, rng)))
    return made
