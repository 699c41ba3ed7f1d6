"""Caption lines: what the picture shows and who took or lent it.

Written here because no library tells a caption from a paragraph once the markup is gone; the credit does.
"""

import re

from articles.text.article import Caption
from articles.text.clean.people import byline_of

MAX_CAPTION = 700  # characters; longer lines with a credit in them are prose
MIN_BEFORE = 4  # words of a caption that has no stop before its credit
MAX_BEHIND = 10  # words of a credit behind a caption's stop
MAX_CREDIT_WORDS = 6  # of a credit after a caption without a stop: people, an agency, a paper
# The agencies that credits name, as they write themselves, or in capitals: in small letters "pa" and "tt" are words.
_AGENCIES = (
    "AFP", "ANSA", "AP", "APA", "dpa", "EFE", "EPA", "Getty Images", "Getty", "imago", "Imago", "iStockphoto", "iStock",
    "Keystone", "NTB", "PA", "picture alliance", "Reuters", "Scanpix", "Shutterstock", "TASS", "TT",
)  # fmt: skip
_WRITTEN = tuple(dict.fromkeys((*_AGENCIES, *map(str.upper, _AGENCIES))))
AGENCY = f"(?:{'|'.join(_WRITTEN)})"
AGENCY_WORDS = frozenset(word.lower() for name in _AGENCIES for word in name.split())
_CLOSERS = frozenset('.!?”"’»)]…')
_LABEL = (
    r"(?:(?:photo|image|picture(?! alliance)|file photo|video|illustration|graphic|screenshot)s?(?: ?credits?"
    r"| courtesy)?(?: ?by\b)?(?: ?of\b)?"
    r"|credits?|foto|bild|fotos|photo credit|crédits?|credito|créditos?|photograph(?:er|ed|y)?(?: by)?|fotografi?e?"
    r"|bildrechte|zdjęcie|fot\.|фото|写真|사진|图|צילום|تصوير)"
)
_IN_BRACKETS = re.compile(r"[(\[](?:" + _LABEL + r")\s?[:：/by]{0,2}\s?([^()\[\]]{1,90})[)\]]$", re.IGNORECASE)
_AGENCY_IN_BRACKETS = re.compile(rf"\(([^()]{{0,60}}\b(?:Photo|{AGENCY})\b[^()]{{0,60}})\)$")
_MARK = re.compile(r"[:：|/©)\]]")  # one of these stands beside every label of a credit
_ALONE = re.compile(r"(?:" + _LABEL + r") ?[:：|/] ?([^:]{1,90})$", re.IGNORECASE)
# Behind the caption's stop: "Photo by Ann Lee / Agency", "Ann Lee/Agency", an agency alone.
_BEHIND = re.compile(
    r"(?<=[.!?”\"’»)] )(?:(?:Photo|Photos|Image|Illustration|Picture|Foto|Bild)s? (?:by|von|de) ([^!?:;]{2,90})"
    r"|([A-ZÀ-Þ@][^!?:;()/]{1,50} ?/ ?[A-ZÀ-Þa-z][^.!?:;()]{1,60})"
    r"|(" + AGENCY + r"))$"
)
_NAMED_IN_BRACKETS = re.compile(r"\(([A-ZÀ-Þ][^()/]{1,50}/[A-ZÀ-Þ][^()]{1,40})\)$")
_AT_END = re.compile(
    r"(?<=[.!?”\"’ ]) ?\|? ?(?:" + _LABEL + r") ?[:：] ?([^:]{1,90})$|\s©\s?([^©]{1,60})$", re.IGNORECASE
)

# "... on the quay on Monday. Herald/Ann Lee": a paper or agency and a name, which no sentence ends with.
_SLASHED = re.compile(
    r"(?<=\w\w[.!?…] )(?!\S{1,40}\.com/)((?:\w[\w.&\-]{1,30}/){1,3}\w[\w.'\-]{1,30}(?: \w[\w.'\-]{0,30}){0,3})$"
)


def caption_of(line: str) -> Caption | None:
    """The caption on a line that names its credit, else None. The text is "" where the line is the credit alone."""
    if len(line) > MAX_CAPTION or byline_of(line) is not None:
        return None
    marked = _MARK.search(line) is not None
    alone = _ALONE.match(line) if marked else None
    if alone:
        return Caption("", alone[1].strip())
    for pattern in (_IN_BRACKETS, _AGENCY_IN_BRACKETS, _AT_END) if marked else ():
        match = pattern.search(line)
        credit = next((group for group in match.groups() if group), None) if match else None
        if match and credit and (pattern is not _AT_END or _is_credit(line[: match.start()], credit)):
            return Caption(line[: match.start()].strip(" |"), credit.strip(" .:|"))
    return _behind(line)


def _behind(line: str) -> Caption | None:
    """The caption of a line that ends with people and agencies whom no label announces."""
    slashed = "/" in line
    credited = slashed or line.endswith(_WRITTEN) or any(by in line for by in (" by ", " von ", " de "))
    for pattern, possible in ((_BEHIND, credited), (_NAMED_IN_BRACKETS, line.endswith(")")), (_SLASHED, slashed)):
        match = pattern.search(line) if possible else None
        credit = next(filter(None, match.groups()), "") if match else ""
        text = line[: match.start()].strip() if match else ""
        if credit and len(credit.split()) <= MAX_BEHIND and len(text.split()) >= MIN_BEFORE:
            return Caption(text, credit.strip(" .:|"))
    return None


def _is_credit(text: str, credit: str) -> bool:
    """Whether what follows "Photo:" in a line is a credit, not the rest of a headline such as "First photo: ..."."""
    closed = text.rstrip(" |")[-1:] in _CLOSERS or text.rstrip().endswith("|")
    return closed or (len(text.split()) >= MIN_BEFORE and len(credit.split()) <= MAX_CREDIT_WORDS)
