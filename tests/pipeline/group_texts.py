"""Invented articles by number: any two numbers share no passage, one number gives the same text every time."""

from articles.text.article import CleanArticle

_WHO = ("the ferry company", "a harbour pilot", "the county board", "an archivist", "the choir", "the school council")
_DID = ("repaired", "measured", "painted", "counted", "sold", "photographed", "catalogued", "drained", "rebuilt")
_WHAT = ("bridges", "lanterns", "orchards", "ledgers", "carriages", "greenhouses", "sluices", "bells", "kilns")
_WHERE = ("in Vessel Bay", "above Tarn Hollow", "near Old Quay", "at Merrow Cross", "by the Linden canal")


def _word(number: int) -> str:
    """A pronounceable word that no other number has."""
    letters = []
    while True:
        number, rest = divmod(number, 60)
        letters.append("bcdfghklmnpr"[rest % 12] + "aeiou"[rest // 12])
        if not number:
            return "".join(letters) + "n"


def sentence(story: int, line: int) -> str:
    """A sentence of some 25 words that stands at this line of this story and nowhere else."""
    mark = story * 97 + line
    names = [_word(1000 + mark * 7 + part) for part in range(6)]
    who, did, what, where = (words[mark % len(words)] for words in (_WHO, _DID, _WHAT, _WHERE))
    return (
        f"On the {names[0]} road {who} {did} {names[5]} {what} {where}, said {names[1].title()} {names[2].title()}, "
        f"who keeps the {names[3]} mill and has seen {names[4]} there since the {_word(mark + 31)} flood."
    )


def invented_article(
    story: int, *, more: int = 0, note: str = "", headline: str | None = "", **fields: str | None
) -> CleanArticle:
    """The article of a story with ten paragraphs, `more` paragraphs at its end, and a note after the first one."""
    paragraphs = [sentence(story, line) for line in range(10 + more)]
    if note:
        paragraphs.insert(1, note)
    title = (
        f"{_word(story + 5000).title()} council votes on the {_word(story + 9000)} bridge" if headline == "" else None
    )
    return CleanArticle(headline=title, paragraphs=tuple(paragraphs), **fields)  # type: ignore[arg-type] # text fields only
