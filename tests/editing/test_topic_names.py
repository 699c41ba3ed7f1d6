"""Names of topics: one topic to a name unless two are meant, and nothing left of a mistake."""

import pytest
from django.contrib.auth.models import User

from articles.editing.log import Conflict, Refused
from articles.editing.topics import add_synonym, create_topic, rename_topic
from articles.models import Topic
from tests.factories import make_topic


def test_a_rename_leaves_nothing_of_a_mistake(editor: User):
    topic = make_topic(label="Amrs")
    rename_topic(topic, by=editor, label="Arms")
    assert not topic.synonyms.exists()


@pytest.mark.parametrize("name", ["Énergie", "ÉNERGIE", "courant", "COURANT"])
def test_a_name_is_given_to_one_topic_unless_it_is_meant_for_two(editor: User, name: str):
    make_topic(label="énergie", broader=make_topic(label="Economy"), synonyms=["Courant"])
    topic = make_topic(label="Power")
    with pytest.raises(Conflict, match=r"There is one already: .*énergie, under Economy"):
        create_topic(name, by=editor)
    with pytest.raises(Conflict, match="There is one already"):
        create_topic("Grid", by=editor, synonyms=[name])
    with pytest.raises(Conflict, match="There is one already"):
        rename_topic(topic, by=editor, label=name)
    with pytest.raises(Conflict, match="There is one already"):
        add_synonym(topic, by=editor, label=name)
    create_topic(name, by=editor, namesake=True)
    assert Topic.objects.filter(label=name, broader=None).count() == 1


def test_a_topic_s_own_name_is_no_synonym_and_its_case_can_change(editor: User):
    topic = make_topic(label="Power")
    with pytest.raises(Refused, match="own name"):
        add_synonym(topic, by=editor, label="POWER")
    rename_topic(topic, by=editor, label="POWER")
    assert Topic.objects.get().label == "POWER"
