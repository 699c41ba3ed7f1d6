"""Facts about the sample dump's files: everything in it is expected, and everything expected is in it."""

import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.quality.pack_sample_zip import ARCHIVE, PACKED, ROOT, members

DUMP = ROOT / "sample_dump"
EXPECTED = json.loads((Path(__file__).parent / "sample_dump_expected.json").read_text(encoding="utf-8"))
CAPTURES = EXPECTED["captures"]
ARTICLES = [capture for capture in CAPTURES if "story" in capture]
PROBLEMS = {"empty", "malformed", "no article text", "unsupported"}


def capture_id(capture: dict) -> str:
    return capture["file"] + (f":{capture['record']}" if "record" in capture else "")


def content_of(capture: dict) -> str:
    """The text that a capture stands in: a file, a member of the archive, or one line of a JSON Lines file."""
    container, found, member = capture["file"].partition(".zip/")
    if found:
        with zipfile.ZipFile(DUMP / f"{container}.zip") as archive:
            return archive.read(member).decode("utf-8")
    text = (DUMP / capture["file"]).read_text(encoding="utf-8")
    return json.loads(text.split("\n")[capture["record"]])["maintext"] if "record" in capture else text


def records_in(path: Path) -> list[str]:
    """What one file of the dump gives, named as in the expected result."""
    name = path.relative_to(DUMP).as_posix()
    if path.suffix == ".zip":
        return [f"{name}/{member}" for member in zipfile.ZipFile(path).namelist()]
    if path.suffix == ".jsonl":
        lines = path.read_text(encoding="utf-8").splitlines()
        return [f"{name}:{number}" for number in range(len(lines))]
    return [name]


def test_dump_and_expected_result_name_the_same_captures():
    found = [record for path in sorted(DUMP.rglob("*")) if path.is_file() for record in records_in(path)]
    assert Counter(found) == Counter(capture_id(capture) for capture in CAPTURES)


def test_dump_has_the_size_it_is_said_to_have():
    stories = {capture["story"] for capture in ARTICLES}
    versions = {capture["version"] for capture in ARTICLES}
    assert (len(CAPTURES), len(ARTICLES), len(stories), len(versions)) == (43, 39, 22, 32)


def test_stories_list_exactly_the_versions_of_their_captures():
    listed = {story["id"]: set(story["versions"]) for story in EXPECTED["stories"]}
    found: dict[str, set[str]] = {}
    for capture in ARTICLES:
        found.setdefault(capture["story"], set()).add(capture["version"])
    assert listed == found


def test_pairs_name_two_known_stories():
    known = {story["id"] for story in EXPECTED["stories"]}
    pairs = (
        EXPECTED["related"] + EXPECTED["related_across_languages"] + EXPECTED["shares_text"] + EXPECTED["never_merged"]
    )
    assert all(len(set(pair)) == 2 and set(pair) <= known for pair in pairs)


def test_every_rejection_has_a_known_reason():
    assert {capture["rejected"] for capture in CAPTURES if "story" not in capture} == PROBLEMS


@pytest.mark.parametrize("capture", ARTICLES, ids=capture_id)
def test_capture_holds_its_headline_and_the_borders_of_its_body(capture):
    text = content_of(capture)
    assert text.index(capture["first"]) < text.rindex(capture["last"])
    assert "record" in capture or (capture["headline"] or "") in text


def test_archive_holds_its_sources_with_one_time():
    with zipfile.ZipFile(ARCHIVE) as archive:
        packed = [(info.filename, archive.read(info)) for info in archive.infolist()]
        assert packed == members()
        assert {info.date_time for info in archive.infolist()} == {PACKED}


def test_capture_with_straight_marks_differs_from_its_curly_copy_only_in_marks():
    straight, curly = (c for c in ARTICLES if c["version"] == "comet/1")
    fold = str.maketrans("“”’‘", "\"\"''")
    paragraphs = content_of(curly).translate(fold).split("\n\n")
    assert content_of(curly) != content_of(curly).translate(fold)
    assert all(paragraph.strip() in content_of(straight) for paragraph in paragraphs)
