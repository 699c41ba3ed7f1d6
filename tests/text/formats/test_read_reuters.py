"""Reuters SGML gives its stories with their paragraphs unbroken."""

from pathlib import Path

from articles.text.formats import BadRecord, MediaKind, Problem, RawRecord, read_dump
from articles.text.formats.read import read_again

FILE = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>ship</D></TOPICS><PLACES><D>amber</D></PLACES>
<TEXT>&#2;
<AUTHOR>    by Ada Brandt, Reuters</AUTHOR>
<TITLE>FERRY &lt;FRY.N> LEAVES</TITLE>
<DATELINE>    PORT AMBER, Feb 26 - </DATELINE><BODY>The ferry left at nine
o'clock in fog.
    Nobody was on
the pier.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="2">
<DATE>26-FEB-1987 15:02:20.00</DATE>
<TEXT TYPE="BRIEF">&#2;
<TITLE>ONLY A TITLE &#3;</TITLE></TEXT>
</REUTERS>
"""


def test_story_has_its_fields_and_unbroken_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "a.sgm").write_text(FILE)
    story, brief = read_dump(tmp_path / "a.sgm")
    assert isinstance(story, RawRecord)
    assert (story.kind, story.text) == (
        MediaKind.FIELDS,
        "The ferry left at nine o'clock in fog.\nNobody was on the pier.",
    )
    assert story.given["headline"] == "FERRY <FRY.N> LEAVES"
    assert story.given["tags"] == "ship\namber"
    assert isinstance(brief, RawRecord)
    assert brief.text == "ONLY A TITLE"
    assert read_again(story.raw, place=story.place) == story


def test_cut_off_story_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.sgm").write_text(FILE[: FILE.index("<TITLE>ONLY")])
    story, cut = read_dump(tmp_path / "a.sgm")
    assert isinstance(story, RawRecord)
    assert isinstance(cut, BadRecord)
    assert (cut.problem, cut.place.offset) == (Problem.TRUNCATED, FILE.index('<REUTERS NEWID="2"'))
