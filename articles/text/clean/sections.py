"""The lines above a headline -> the section that a crumb trail ("Home > Politics") names.

Written here because the trail is often all that a text capture says of its section, and only form tells it from
navigation: few short pieces between signs that menus do not use, right above the headline.
"""

import re
from collections.abc import Sequence

from articles.text.clean.door import folded

NEAR = 3  # lines above the headline in which the trail stands
MAX_PIECES = 4  # a longer row of pieces is a menu
MAX_WORDS = 5  # of one piece
_SIGNS = re.compile(r"\s+[»›>→/]\s+")
# What sites call their front page. Open to more: where a word is missing, it is taken for the section.
_HOME = frozenset({
    "home", "homepage", "home page", "front page", "start", "startseite", "accueil", "inicio", "início", "portada",
    "página inicial", "voorpagina", "hem", "hjem", "forside", "forsiden", "etusivu", "strona główna", "domů", "úvod",
    "címlap", "acasă", "naslovnica", "ana sayfa", "anasayfa", "beranda", "trang chủ", "домой", "главная", "головна",
    "начало", "почетна", "αρχική", "الرئيسية", "בית", "ホーム", "トップ", "首页", "首頁", "홈",
})  # fmt: skip


def section_of(above: Sequence[str], headline: str) -> str | None:
    """The first piece after the front page in the last trail of the lines above a headline; None without a trail."""
    for line in reversed(above[-NEAR:]):
        pieces = _SIGNS.split(line[:200])
        if 1 < len(pieces) <= MAX_PIECES and all(0 < len(piece.split()) <= MAX_WORDS for piece in pieces[:-1]):
            named = [p.strip() for p in pieces if p.casefold().strip() not in _HOME and folded(p) != folded(headline)]
            return named[0] if named and len(named[0].split()) <= MAX_WORDS else None
    return None
