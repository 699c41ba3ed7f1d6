"""Cleaned records -> the same with what editors and counting say of their sources' lines in force.

Loaded once a batch and applied before the database is held; records of sources about which nothing is said cost
nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from articles.models import DebrisLine, LineRuling
from articles.models.debris import standing_words
from articles.pipeline.clean import Prepared, day_of
from articles.text.article import CleanArticle, Role
from articles.text.clean.rulings import OwnWord, SourceWords, placed_words, told, under_source
from articles.text.group import fingerprint
from articles.text.keeping import as_json, packed_parts, stored_article
from articles.text.source_name import source_key


def words_of_sources(keys: Collection[str]) -> dict[str, SourceWords]:
    """Give what is said of the lines of these sources, by the source's key; of two words on one line the later."""
    roles: dict[str, dict[str, Role]] = defaultdict(dict)
    for said in standing_words(LineRuling.objects.filter(source__key__in=keys)):
        if said.source:
            roles[said.source.key][said.line] = Role(said.role)
    debris: dict[str, set[str]] = defaultdict(set)
    counted: dict[str, set[str]] = defaultdict(set)
    for row in DebrisLine.objects.in_force().filter(source__key__in=keys).select_related("source"):
        by = debris if row.ruling == DebrisLine.Ruling.DEBRIS else counted
        by[row.source.key].add(row.line)
    known = roles.keys() | debris.keys() | counted.keys()
    return {key: SourceWords(roles[key], frozenset(debris[key]), frozenset(counted[key])) for key in known}


def ruled_batch(batch: Sequence[Prepared]) -> list[Prepared]:
    """Give records with their sources' words in force."""
    keys = {key for one in batch if (key := _source_key(one))}
    words = words_of_sources(keys) if keys else {}
    return [ruled(one, words) for one in batch]


def ruled(one: Prepared, words: Mapping[str, SourceWords]) -> Prepared:
    """Give one record with its source's words in force; a line that is restored can make an article of a rejection."""
    said = words.get(_source_key(one))
    if not said or not one.clean:
        return one
    before = stored_article(one.clean, one.parts)
    article = under_source(before, said)
    return one if article == before else with_article(one, article)


def with_article(one: Prepared, article: CleanArticle) -> Prepared:
    """Give the record with another article made of it, which has at least one paragraph or none as before."""
    one = replace(one, clean=as_json(article), parts=packed_parts(article))
    if not article.paragraphs:
        return one
    print_ = fingerprint(article.paragraphs, headline=article.headline, published=day_of(article))
    _ = print_.keys  # worked out here, not while the database is held
    kept = replace(article, parts=(), removed=())
    return replace(one, article=kept, fingerprint=print_, problem=None, detail="", excerpt="")


def with_own_words(one: Prepared, rulings: Sequence[LineRuling]) -> Prepared:
    """Give one record as editors' words on its own lines make it; what is stored of its cleaning stays without them.

    So that a later cleaning begins at what the cleaner said, as with captures that were articles from the start.
    """
    if not rulings or not one.clean:
        return one
    cleaned = stored_article(one.clean, one.parts)
    words = [OwnWord(row.line, row.part, Role(row.role)) for row in rulings]
    places = placed_words(cleaned.parts, words)
    article = told(cleaned, {at: word.role for at, word in zip(places, words, strict=True) if at is not None})
    if article == cleaned or not article.paragraphs:
        return one
    return replace(with_article(one, article), clean=one.clean, parts=one.parts)


def _source_key(one: Prepared) -> str:
    name = one.article.source if one.article else (one.clean or {}).get("source")
    return source_key(name) if name else ""
