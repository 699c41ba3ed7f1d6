"""The words of class and id on a page's elements -> what they are for, as a set of bits.

Written here because sites everywhere name things alike ("article-body", "related", "newsletter"), and that is the
best hint there is beside the text itself. The words are site-makers' English; no site's own name is among them.
"""

import re
from functools import lru_cache
from string import ascii_lowercase

# One group a bit. A word counts where it begins a part of a name: "relatedStories", "box-related", "related_1".
GROUPS: tuple[tuple[str, ...], ...] = (
    ("article", "story", "post", "news", "entry"),
    ("body", "text", "texte", "texto", "testo", "copy", "richtext", "prose", "paragraph", "fulltext", "maintext"),
    ("content", "contenido", "contenu", "inhalt"),
    ("main", "primary", "core"),
    ("comment", "disqus", "discussion", "reply", "replies", "kommentar"),
    ("related", "relat", "recirc", "recommend", "more", "similar", "seealso", "linked"),
    ("popular", "trending", "most", "top", "latest", "ranking", "mostread"),
    ("teaser", "promo", "card", "tile", "thumb", "preview", "feed", "river", "stream"),
    ("share", "sharing", "social", "follow", "facebook", "twitter", "whatsapp", "addthis"),
    ("newsletter", "signup", "subscribe", "subscription", "subscr", "optin", "mailing"),
    ("ad", "ads", "advert", "advertisement", "adslot", "dfp", "gpt", "sponsor", "sponsored",
     "outbrain", "taboola", "werbung"),
    ("paywall", "premium", "regwall", "gate", "piano", "plus", "offer"),
    ("nav", "navi", "navigation", "navbar", "menu", "submenu", "megamenu"),
    ("breadcrumb", "breadcrumbs", "crumb", "path"),
    ("footer", "foot", "colophon", "bottom"),
    ("header", "masthead", "banner", "topbar"),
    ("sidebar", "side", "aside", "rail", "secondary", "complementary", "right"),
    ("widget", "module", "box", "block", "panel"),
    ("caption", "figcaption", "legend", "bu", "bildunterschrift", "cutline", "wp"),
    ("credit", "credits", "copyright", "source", "photographer"),
    ("image", "img", "photo", "picture", "figure", "media", "foto", "bild"),
    ("gallery", "slideshow", "carousel", "slider", "swiper", "slide", "lightbox"),
    ("video", "player", "audio", "podcast", "jw", "brightcove", "listen"),
    ("embed", "tweet", "instagram", "iframe", "oembed", "youtube"),
    ("author", "byline", "autor", "auteur", "writer", "contributor", "reporter"),
    ("bio", "profile", "about"),
    ("date", "time", "timestamp", "published", "updated", "datum", "fecha"),
    ("meta", "info", "details", "data"),
    ("headline", "title", "heading", "hed", "titel", "titre", "titulo"),
    ("subtitle", "subheadline", "standfirst", "dek", "deck", "lead", "lede", "intro", "summary", "excerpt", "abstract",
     "description", "teasertext", "chapo", "subhead", "kicker", "vorspann", "sub"),
    ("tag", "tags", "topic", "topics", "keyword", "keywords", "category", "categories", "section"),
    ("quote", "blockquote", "pullquote", "quotation"),
    ("infobox", "factbox", "fact", "facts", "callout", "note", "disclaimer", "correction", "sidebox", "readmore"),
    ("list", "item", "items", "collection", "grid", "row", "rows"),
    ("table", "score", "results", "stats", "chart", "graphic", "data"),
    ("cookie", "consent", "gdpr", "privacy", "cmp", "onetrust", "didomi"),
    ("modal", "popup", "overlay", "dialog", "toast", "tooltip", "dropdown"),
    ("login", "signin", "register", "account", "user", "profile"),
    ("search", "form", "input", "button", "btn", "cta"),
    ("legal", "terms", "imprint", "impressum"),
    ("hidden", "hide", "sr", "visually", "screen", "visuallyhidden", "invisible"),
    ("articlebody", "bodytext", "storybody", "postbody", "entrycontent", "postcontent", "articletext", "storytext"),
    ("live", "liveblog", "ticker", "update", "updates"),
    ("poll", "quiz", "survey", "game"),
    ("print", "pdf", "email", "mail", "tools", "toolbar", "utility", "actions"),
    ("link", "links", "url"),
    ("weather", "horoscope", "stock", "jobs", "shop", "shopping", "product", "price"),
    ("wrapper", "container", "inner", "outer", "layout", "page", "col", "column"),
)  # fmt: skip
BITS = len(GROUPS)
_PARTS = re.compile(r"[a-z]{2,}|[A-Z][a-z]+|[A-Z]{2,}")
_BIT = {word: 1 << bit for bit, group in reversed(list(enumerate(GROUPS))) for word in group}
# A part of a name as it is written: small, with a capital, or in capitals.
_BIT_OF_PART = {part: bit for word, bit in _BIT.items() for part in (word, word.capitalize(), word.upper())}
_BIT_OF_SMALL = {word.encode(): bit for word, bit in _BIT.items()}
_ONLY_SMALL = bytes(code if chr(code) in ascii_lowercase else ord(" ") for code in range(256))
MAX_NAMES = 240  # characters of an element's names that are read; generated ones run to thousands


@lru_cache(maxsize=20_000)
def purposes(names: str) -> int:
    """The groups that an element's words of class and id belong to, one bit each."""
    return purposes_of(names)


def purposes_of(names: str) -> int:
    """The same for names that are not asked for again."""
    names = names[:MAX_NAMES]
    bits = 0
    if names.islower():  # as most are: all but small letters part them
        for small in names.encode("ascii", "replace").translate(_ONLY_SMALL).split():
            if small in _BIT_OF_SMALL:
                bits |= _BIT_OF_SMALL[small]
    else:
        for part in _PARTS.findall(names):
            if part in _BIT_OF_PART:
                bits |= _BIT_OF_PART[part]
    return bits


def purpose(*words: str) -> int:
    """The bits of the groups that these words belong to, for asking whether a block is any of them."""
    bits = 0
    for word in words:
        bits |= _BIT[word]
    return bits
