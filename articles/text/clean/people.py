"""A printed byline -> the people in it, one by one.

Written here because every extractor invents authors: roles, papers and times are not people.
"""

import re
from functools import lru_cache

from articles.text.clean.dates import around_date, read_date
from articles.text.clean.door import KEPT
from articles.text.clean.months import month_of

MAX_BYLINE = 150  # characters; a longer line that begins with "By" is prose
MAX_NAME_LINE = 80  # characters of a line that is nothing but names
MAX_FULL_NAME = 4  # words of a name that stands alone on its line; longer lines are something else
PARTICLE = 3  # letters up to which a part of a name has no capital ("de", "van", "bin")
_PIECES = re.compile(r"\s*[|•·/]\s*|\s[-–—]\s")
# Words that begin a line about a date and have a capital: publishing, changing and reading are not people.
_BY_WITHIN = re.compile(r"(?:^|\s)[Bb]y ?:? (?=[A-Z])")
_NO_NAME = re.compile(
    r"(?:first |last |date |originally |invalid )?(?:date|publi|updat|modif|post|edit|creat|correct|read|upload"
    r"|releas|issue|add)\w*\b"
    r"|(?:stand|aktualisiert|veröffentlicht|erschienen|lesezeit|geändert|mise? à jour|actuali[sz]\w+|aggiornat\w+"
    r"|pubblicat\w+|atualiza\w+|gepubliceerd|bijgewerkt|uppdatera\w+|publicera\w+|oppdater\w+|опублик\w+|обновл\w+"
    r"|опублік\w+|оновл\w+|son güncelle\w+)\b",
    re.IGNORECASE,
)
_LABEL = (
    r"(?:words?|story|text[eo]?s?|testo|tekst|written|reported|posted|published|report)"
    r"(?: (?:and|und|et|y|e|och|og|en|i|&) (?:[^\W\d_]{3,14}))?"
)
_KIND = (
    r"(?:review|news|opinion|analysis|column|commentary|interview|kolumne|kommentar|analyse|gastbeitrag|gastkommentar"
    r"|essay)"
)
_BY = re.compile(
    r"(?:(?:"
    + _LABEL
    + r" )?by:? |(?-i:By(?=[A-Z][a-z]))|"
    + _KIND
    + r" (?:by|von) |"
    + _LABEL
    + r": ?|(?:von|por|par|di|av|af|door|przez|του|της|بقلم|كتبت?|מאת):? "
    r"|(?:autor(?:in)?|author|autore|auteur|od|yazan|автор[иы]?|текст|بقلم|כותב|نویسنده): ?"
    r"|(?:記者[:：]|文/|기자[:：]) ?)"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"(?:(?:written |reported )?by|von|por|par|di|av|af|door|authors?(?: of the article)?|autor(?:in|es)?|auteur|autore"
    r"|автор|بقلم|מאת)[:：]?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r" ?(?:[;|/•·]|\s&\s| and | und | et | y | e | och | og | en | i | й | та | и | και "
    r"|، ?|, ?(?=[^\W\d_])|、| with | mit | avec | con ) ?"
)
_AFTER = re.compile(
    r" (?:[-–—|•·] |in [A-Z]|(?:is|for|For|at|from|of) |(?:[Uu]pdat|[Pp]ublish|[Pp]ost)ed\b"
    r"|on(?: |$)|@|\(|\d|https?:).*",
    re.DOTALL,
)
# What people are, in the languages whose papers print it behind the name. Open to more: a role left out only stays.
ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|staff|columnist|contributor|producer|journalist|redakt\w*"
    r"|korrespondent\w*"
    r"|journaliste|corresponsal|redacci[oó]n|rédaction|redazione|redação|chief|bureau|desk|news|press|team|agency"
    r"|service"
    r"|agencies|magazine|daily|online|media|tv|radio|com|admin\w*|guest|reporterin|autorin|kolumnist\w*|gastautor\w*"
    r"|chroniqueu\w+|correspondante?|envoyée? spéciale?|periodista|columnista|enviad[oa]|giornalista|inviat[oa]"
    r"|jornalista|colunista|repórter|journalist\w*|verslaggever|medewerker|skribent|dziennikar\w+|redaktor\w*"
    r"|кореспондент\w*"
    r"|корреспондент\w*|журналіст\w*|журналист\w*|редактор\w*|оглядач\w*|δημοσιογράφος|مراسل|مراسلة|محرر|محررة|صحفي)\b",
    re.IGNORECASE,
)
_MODIFIER = re.compile(
    r"senior|junior|chief|lead|managing|contributing|associate|assistant|freelance|executive|\w+ische[rn]?",
    re.IGNORECASE,
)
_OUTLET = re.compile(r"news|press|magazine|daily|online|media|tv|radio", re.IGNORECASE)
_LETTERS = r"[^\W\d_][\w.'’\-\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0d7f]*"  # vowel points and signs too
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,8}")
_NAME = re.compile(_LETTERS + r"(?: " + _LETTERS + r"){0,4}$")


def byline_of(line: str) -> str | None:
    """The people as printed on a line that begins with "By" or its like, else None. Roles behind them are left out."""
    return _byline_of_line(line) if len(line) <= MAX_BYLINE else None


@lru_cache(maxsize=KEPT)  # the lines around a headline are asked several times
def _byline_of_line(line: str) -> str | None:
    match = _BY.match(line)
    return _printed(line[match.end() :]) if match else None


def _printed(text: str) -> str | None:
    """The people of a byline as they are printed, up to the first role; None where it is no one's name."""
    printed = _without_month(_AFTER.sub("", text), text).strip(" ,.:;|-–—•")
    if " " not in printed and " of " in text:
        printed = text.strip(" ,.:;|-–—•")  # "University of Somewhere": an institution, not one name and its paper
    while "," in printed and _is_role(printed.rpartition(",")[2]):
        printed = printed.rpartition(",")[0].strip()
    people = people_in(printed)
    return printed if people and all(_is_capital(name) for name in people) else None


def _without_month(printed: str, text: str) -> str:
    """What is printed before a date, without the month that the date begins with ("Ann Lee May 5, 2024")."""
    names, _, last = printed.rpartition(" ")
    rest = text[len(printed) :]
    dated = month_of(last.strip(".")) is not None and read_date(last + rest) is not None and read_date(rest) is None
    return names if names and dated else printed


def _is_role(piece: str) -> bool:
    """Whether a piece of a byline says what someone is or works for: a role, or an agency's lower-case name ("dpa")."""
    words = piece.split()
    return ROLE.search(piece) is not None or (len(words) == 1 and words[0].islower())


def _is_capital(name: str) -> bool:
    """Whether a name begins with a capital and has no long word without one, or its script has none; no month."""
    words = name.split()
    small = any(word[0].islower() and len(word) > PARTICLE for word in words)
    return not name[:1].islower() and not small and not (len(words) == 1 and month_of(name.strip(".")))


def is_byline_label(line: str) -> bool:
    """Whether a line is "By" or its like alone, so that the people stand on the next."""
    return len(line) <= MAX_NAME_LINE and _LABEL_ALONE.match(line) is not None


def name_line(line: str) -> str | None:
    """The people on a line that is nothing but names of two to four words each, and roles behind them; else None."""
    if len(line) > MAX_NAME_LINE or any(map(str.isdigit, line)) or _NO_NAME.match(line):
        return None
    printed = _printed(line)
    people = people_in(printed) if printed else ()
    return printed if people and all(" " in name and is_full_name(name) for name in people) else None


def people_beside_date(line: str) -> str | None:
    """The people on a line that names them before or after a date, "Ann Lee - May 5, 2024"; None in other scripts.

    Only where capitals tell a name from the words around a date.
    """
    sides = [_BY_WITHIN.split(side)[-1] for side in around_date(line)]  # "posted on May 5, 2024 by Ann Lee"
    pieces = [piece for side in sides for piece in _PIECES.split(side)]
    for piece in map(str.strip, pieces):
        people = byline_of(piece) or name_line(piece.strip(" ,.:;|-–—•/"))
        if people and people[0].isupper() and people.split()[-1][0].isupper():
            return people
    return None


def is_full_name(name: str) -> bool:
    """Whether a name has two to four words, the last with a capital where the script has any, and not only initials.

    In scripts that put no space into a name, two to eight letters.
    """
    words = name.split()
    if _UNSPACED.fullmatch(name):
        return True
    return (
        is_person(name)
        and 2 <= len(words) <= MAX_FULL_NAME
        and not words[-1][0].islower()
        and max(map(len, words)) >= PARTICLE
    )


def people_in(printed: str) -> tuple[str, ...]:
    """The people named in a byline, in order and once each; roles, papers and addresses left out."""
    names: list[str] = []
    for piece in _BETWEEN.split(printed[:1000]):
        name = _without_post(" ".join(piece.split()).strip(" ,.:;|-–—•()"))
        if is_person(name) and name.casefold() not in (known.casefold() for known in names):
            names.append(name)
    full = [name for name in names if is_full_name(name)]
    return tuple(full or names)  # "Ann Lee, Berlin": beside full names a single word is a place or an agency


def _without_post(name: str) -> str:
    """A name without the post or paper behind it: "Ann Lee Staff Writer", "Ann Lee Fox News", "Ann Lee USA TODAY"."""
    words = name.split()
    kept = len(words)
    if words[:1] == ["The"]:
        return name
    while kept > 2 and (ROLE.fullmatch(words[kept - 1]) or _MODIFIER.fullmatch(words[kept - 1])):
        kept -= 1
    if kept > 2 and kept < len(words) and _OUTLET.fullmatch(words[-1]):
        kept -= 1  # the paper's own name stands before "News"
    while kept > 2 and len(words[kept - 1]) > 1 and words[kept - 1].isupper() and not words[0].isupper():
        kept -= 1
    return " ".join(words[:kept])


def is_person(name: str) -> bool:
    """Whether a piece of a byline can be someone's name: one to five words, none of them a role."""
    is_name = _NAME.match(name) is not None and ROLE.search(name) is None
    return 2 <= len(name) <= 60 and is_name and not name.startswith(("By ", "by "))
