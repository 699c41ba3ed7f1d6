import json
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Topic

SHARED = Path(__file__).resolve().parents[3] / "shared" / "topics"


def vocabulary(folder: Path, text: str) -> Path:
    file = folder / "topics.json"
    file.write_text(text, encoding="utf-8")
    return file


def test_import_topics_says_what_came_of_it(editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    concept = {"uri": "http://x/1", "qcode": "medtop:1", "prefLabel": {"en-US": "politics"}}
    file = vocabulary(tmp_path, json.dumps({"conceptSet": [concept]}))
    call_command("import_topics", str(file), "--by", editor.username)
    assert capsys.readouterr().out == "1 topics made, 0 found by label, 0 known before\n"


@pytest.mark.parametrize(
    ("text", "by", "said"), [("{}", "edda", "not the IPTC"), ("{}", "nobody", "no one logs in as nobody")]
)
def test_import_topics_says_what_is_wrong(editor: User, tmp_path: Path, text: str, by: str, said: str):
    with pytest.raises(CommandError, match=said):
        call_command("import_topics", str(vocabulary(tmp_path, text)), "--by", by)


def test_import_topics_says_that_a_file_is_missing(editor: User, tmp_path: Path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_topics", str(tmp_path / "none.json"), "--by", editor.username)


@pytest.mark.gold
def test_import_topics_reads_the_vocabulary_as_published(editor: User):
    files = sorted(SHARED.glob("iptc-mediatopics-*.json"))
    if not files:
        pytest.skip("no Media Topics beside the checkout: only an invented vocabulary is read")
    call_command("import_topics", str(files[0]), "--by", editor.username)
    assert Topic.objects.filter(broader=None).count() == 17
    assert Topic.objects.count() > 1_000
    assert Topic.objects.order_by("-depth").values_list("depth", flat=True)[0] <= 6
