"""The many names that dumps have for the same field -> ours. One list for JSON, tables and feeds.

From news-please, CC-News, trafilatura, newspaper, ninjs, schema.org, JSON Feed, NewsAPI, Common Crawl indexes and the
data sets that researchers pass on. A dump's own mapping comes before it.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "body": (
        "maintext", "text", "body", "content", "articletext", "articlebody", "bodytext", "fulltext", "article",
        "cleanedtext", "cleantext", "plaintext", "rawtext", "contenttext", "story", "storytext", "paragraphs", "bodies",
        "transcript", "newstext", "textcontent",
    ),
    "html": (
        "html", "rawhtml", "htmlcontent", "contenthtml", "bodyhtml", "bodyxhtml", "pagehtml", "sourcehtml", "page",
        "fullhtml", "htmlbody", "articlehtml", "contentencoded",
    ),
    "headline": (
        "headline", "title", "heading", "articletitle", "newstitle", "pagetitle", "headlines", "webtitle", "ogtitle",
    ),
    "standfirst": (
        "standfirst", "subtitle", "description", "excerpt", "subhead", "subheadline", "subheading", "dek", "deck",
        "summary", "abstract", "lead", "leadtext", "teaser", "kicker", "metadescription",
        "descriptiontext", "trailtext", "snippet", "leadparagraph",
    ),
    "authors": (
        "authors", "author", "byline", "bylines", "by", "creator", "creators", "dccreator", "writer", "writers",
        "journalist", "journalists", "authorname", "reporter",
    ),
    "published": (
        "datepublish", "datepublished", "publishdate", "published", "publishedat", "publicationdate", "pubdate",
        "publishedtime", "publishedon", "publisheddate", "pubtime", "date", "datetime", "articledate", "firstcreated",
        "contentcreated", "created", "createdat", "datecreated", "versioncreated", "webpublicationdate", "issued",
        "timestamp", "time",
    ),
    "modified": ("datemodify", "datemodified", "modified", "modifieddate", "updated", "updatedat", "lastmodified"),
    "captured": (
        "datedownload", "captured", "capturedat", "crawled", "crawledat", "crawldate", "crawltime", "fetched",
        "fetchedat", "fetchtime", "retrieved", "retrievedat", "downloaddate", "downloaded", "scraped", "scrapedat",
        "scrapedate", "warcdate", "accessdate",
    ),
    "url": (
        "url", "link", "canonicalurl", "permalink", "requestedurl", "articleurl", "weburl", "sourceurl", "uri", "href",
    ),
    "source": (
        "source", "sourcename", "sitename", "publisher", "publication", "newspaper", "outlet", "media", "provider",
        "newssource", "sourcedomain", "sourcehostname", "hostname", "domain", "site", "website",
        "journal", "copyrightholder",
    ),
    "section": ("section", "sectionname", "category", "newsdesk", "desk", "rubric", "department", "channel"),
    "language": ("language", "lang", "languagecode", "contentlanguage", "locale"),
    "tags": ("tags", "keywords", "topics", "subjects", "subject", "categories", "labels", "newskeywords", "entities"),
    "caption": ("caption", "captions", "imagecaption", "imagecaptions", "photocaption", "imagedescription"),
    "contributors": ("contributors", "contributor", "additionalreporting"),
    "dateline": ("dateline", "location", "place"),
})  # fmt: skip
# Objects that only wrap the article: Elasticsearch's hits, and exports with a layer for the crawl's own data.
WRAPPERS = (
    "source",
    "article",
    "data",
    "fields",
    "metadata",
    "doc",
    "document",
    "item",
    "news",
    "content",
    "attributes",
)
# Lists of articles inside one object.
COLLECTIONS = (
    "articles", "items", "docs", "documents", "results", "stories", "hits", "rows", "data", "entries", "news",
    "records", "newsitems", "value", "response", "posts", "pages", "features",
)  # fmt: skip

_NOT_LETTERS = re.compile(r"[\W_]+")
_OURS = MappingProxyType({alias: ours for ours, aliases in ALIASES.items() for alias in aliases})
_RANK = MappingProxyType({alias: rank for aliases in ALIASES.values() for rank, alias in enumerate(aliases)})


def plain(name: str) -> str:
    """Give a field's name in small letters without what joins its words."""
    return _NOT_LETTERS.sub("", name.casefold())


def recognised(name: str) -> str | None:
    """Give our name for a dump's field, None when it is not one that we know."""
    return _OURS.get(plain(name))


def best_first(names: list[str]) -> list[str]:
    """Order field names that mean the same, the most trusted first."""
    return sorted(names, key=lambda name: (_RANK.get(plain(name), len(_RANK)), name))
