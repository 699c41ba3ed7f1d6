"""A page's structured data and its printed bylines -> who wrote the article, and whether to doubt it.

Written here because every extractor invents authors: it takes the paper, a teaser's byline or a widget's name where the
page names no one. Here each way of naming has its rank, and the weak ones count only where the strong say nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.text.clean.authors import authors_named, is_beside
from articles.text.clean.door import folded
from articles.text.clean.people import byline_of, is_full_name, people_in
from articles.text.clean.printed import MAX_LINKED, Printed
from articles.text.clean.structured import Facts, names_in, plain

MAX_PAPER = 4  # words of a byline that is the paper's name
MIN_PAPER = 3  # letters from which a part of the paper's name is the paper's
_KEY = re.compile(
    r"^(?:author|byl|byline|article[:_]?(?:author(?:_name)?|byline)|.{1,30}[.:#-]author|dc\.creator"
    r"|twitter:misc:written by)$"
)
_STAFF = re.compile(r"\bstaff\b", re.IGNORECASE)  # "Bugle Staff" says that no one is named
_ONLY_STAFF = re.compile(r"(?:from )?(?:our )?staff(?: (?:reports?|writers?|reporters?))?|admin\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Authors:
    """Who wrote an article; `doubtful` where it is the paper itself, or where only a weak way names them."""

    names: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """Who structured data says wrote it: people, the paper, and other organisations, each as named."""

    people: tuple[str, ...] = ()
    paper: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


def find_authors(facts: Facts, printed: Printed, place: int, papers: Sequence[str]) -> Authors:
    """The authors by the surest way that names any.

    `place` is the block of the headline, `papers` the names of the site, folded and without spaces. A byline beside the
    headline decides which of structured data's people wrote the article. The paper is its author only where it is
    printed as such or declared as the organisation that wrote it, and doubtful then.
    """
    said = _said(facts, papers)
    bylines = printed.bylines(place)
    named = [n for n in said.people if n in said.organisations or not is_beside(n) or printed.shows(n, place)]
    if named:
        return _agreed(named, bylines, printed, place)
    people = next(filter(None, (_people(run, papers) for run in bylines)), ())
    near = people or (() if said.paper else _near(printed, place, papers))
    if near:
        return Authors(near)
    lines = [line for run in bylines for line in run]
    signed = [*said.paper, *(line for line in lines if is_paper(line, papers) and len(line.split()) <= MAX_PAPER)]
    signed = [name for name in signed if any(folded(name) in folded(line) for line in lines)]
    if any(map(_STAFF.search, (*said.paper, *signed))):
        return Authors()
    weak = () if signed else next(filter(None, (_people([line], papers) for line in printed.marked(place))), ())
    if signed or weak:
        return Authors(tuple(signed[:1]) or weak, doubtful=bool(weak))
    if said.organisations:
        return Authors(said.organisations, doubtful=True)
    layered = () if said.paper else next(filter(None, (_people([n], papers) for n in facts.layered_authors())), ())
    return Authors(layered, doubtful=bool(layered))


def _agreed(people: Sequence[str], bylines: Sequence[Sequence[str]], printed: Printed, place: int) -> Authors:
    """The people that structured data names, or those of them whom a printed byline has, and whom it adds by "and"."""
    for run in bylines:
        text = f" {' | '.join(map(folded, run))} "
        shown = [name for name in people if f" {folded(name)} " in text]
        if shown:
            added = () if any("," in line for line in run) else _people(run[:1], ())
            new = [name for name in added if not is_beside(name) and not any(_are_one(name, one) for one in people)]
            return Authors(tuple(dict.fromkeys([*shown, *new])))
    return Authors(tuple(people), doubtful=not any(printed.shows(name, place) for name in people))


def _are_one(name: str, other: str) -> bool:
    return folded(name) in folded(other) or folded(other) in folded(name)


def _people(run: Sequence[str], papers: Sequence[str]) -> tuple[str, ...]:
    """The people in the lines of a byline, each with two names; the paper left out."""
    names = [name for line in run for name in people_in(byline_of(line) or line)]
    return tuple(name for name in names if is_full_name(name) and not is_paper(name, papers))


def _near(printed: Printed, place: int, papers: Sequence[str]) -> tuple[str, ...]:
    """The linked authors that stand around the headline, or the one that the page links to."""
    linked = [name for name in printed.linked_authors() if not is_paper(name, papers)]
    near = [name for name in linked if printed.shows(name, place)]
    return tuple(near[:MAX_LINKED]) if near else tuple(linked) if len(linked) == 1 else ()


def _said(facts: Facts, papers: Sequence[str]) -> _Said:
    """What the first way of structured data that names anyone says."""
    for values in (*_of_articles(facts), *_of_meta(facts)):
        said = _sorted(values, papers)
        if said != _Said():
            return said
    return _Said()


def _sorted(values: Iterable[tuple[str, str]], papers: Sequence[str]) -> _Said:
    """Names and their types as people, with agencies beside them, the paper, and organisations; no Thing."""
    people, paper, organisations = [], [], []
    for value, kind in values:
        for name in authors_named(plain(value)) if kind != "Thing" else ():
            is_organisation, is_own = "Organization" in kind, is_paper(name, papers)
            organisations += [name] if is_organisation else []
            paper += [name] if is_own else []
            people += [name] if not is_own and not _ONLY_STAFF.fullmatch(name) else []
    people = people if set(people) - set(organisations) else []
    return _Said(*(tuple(dict.fromkeys(found)) for found in (people, paper, organisations)))


def _of_articles(facts: Facts) -> Iterator[list[tuple[str, str]]]:
    for node in facts.articles:
        yield list(names_in(node.get("author") or node.get("creator"), facts))


def _of_meta(facts: Facts) -> Iterator[list[tuple[str, str]]]:
    for key in facts.meta:
        if _KEY.search(key):
            yield [(value, "") for value in facts.said(key)]


def is_paper(name: str, papers: Iterable[str]) -> bool:
    """Whether a name is the paper's, with or without "staff" and the like."""
    name = folded(name).replace(" ", "")
    return any(paper in name or (len(name) >= MIN_PAPER and name in paper) for paper in papers)
