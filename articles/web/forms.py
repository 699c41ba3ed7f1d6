"""What people type, checked before it becomes an act."""

from typing import Any

from django import forms

from articles.models import Topic
from articles.reads.topics import topic_named

LONGEST_NOTE = 10_000  # characters: the column's own bound
LONGEST_PASSAGE = 200_000  # characters: no article is longer than what is searched of it
MOST_TOPICS = 20  # on one note
INVALID_WORDS = {"required": "Type a topic.", "max_length": "A topic's name may have 120 characters."}


class TopicForm(forms.Form):
    """A topic by its id, or by its label or a synonym; `make` asks for a new one where there is none."""

    topic_id = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    topic = forms.CharField(required=False, max_length=120, error_messages=INVALID_WORDS)
    make = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Put the topic found into `found`; None where one is to be made."""
        given = super().clean() or {}
        label, topic_id = given.get("topic", ""), given.get("topic_id")
        found = Topic.objects.standing().filter(pk=topic_id).first() if topic_id else topic_named(label)
        if not found and not label and "topic" not in self.errors:
            self.add_error("topic", INVALID_WORDS["required"])
        elif not found and label and not given.get("make"):
            self.add_error("topic", f"There is no topic “{label}”.")
        return {**given, "found": found}

    def named(self) -> Topic:
        """Return the topic of the label given, once it was made; raises Topic.DoesNotExist where it is gone again."""
        return Topic.objects.standing().get(label=" ".join(self.cleaned_data["topic"].split()), broader=None)

    @property
    def new_label(self) -> str:
        """The label that is no topic yet, to offer making it; empty where that is not what is wrong."""
        label = self.cleaned_data.get("topic", "") or str(self.data.get("topic", ""))[:120].strip()
        return label if self.is_bound and self.errors and label and not self.cleaned_data.get("topic_id") else ""


class ReplyForm(forms.Form):
    """What is said, in a reply or anew in a note."""

    text = forms.CharField(
        max_length=LONGEST_NOTE,
        error_messages={"required": "Write the note.", "max_length": "A note may have 10,000 characters."},
    )


class TopicsForm(ReplyForm):
    """A note's words and its topics, labels with commas between; one of the two may be empty."""

    text = forms.CharField(
        required=False, max_length=LONGEST_NOTE, error_messages={"max_length": "A note may have 10,000 characters."}
    )
    topics = forms.CharField(required=False, max_length=2500)

    def clean_topics(self) -> list[Topic]:
        """Return the topics named; an unknown label is an error that names it."""
        labels = [label.strip() for label in self.cleaned_data["topics"].split(",") if label.strip()][:MOST_TOPICS]
        found = {label: topic_named(label) for label in labels}
        unknown = [label for label, topic in found.items() if topic is None]
        if unknown:
            raise forms.ValidationError(f"There is no topic “{unknown[0]}”. Add it on the topics screen first.")
        return [topic for topic in found.values() if topic]


class PassageForm(forms.Form):
    """A passage: its words, and where they stand; without a place they are looked for in the text."""

    exact = forms.CharField(
        max_length=LONGEST_PASSAGE, strip=False, error_messages={"required": "Select the passage, or paste it."}
    )
    start = forms.IntegerField(required=False, min_value=0, max_value=LONGEST_PASSAGE * 10)
    end = forms.IntegerField(required=False, min_value=1, max_value=LONGEST_PASSAGE * 10)

    def settle(self, text: str) -> bool:
        """Look a pasted passage up in the text and set where it stands; return whether it stands there once.

        A passage that came with its place is left as it is: the act itself checks the quote.
        """
        self.cleaned_data["exact"] = self.cleaned_data["exact"].replace("\r\n", "\n")  # forms send lines so
        if self.cleaned_data.get("start") is not None and self.cleaned_data.get("end") is not None:
            return True
        exact = self.cleaned_data["exact"].strip()
        times = text.count(exact)
        if times != 1:
            self.add_error(
                "exact",
                "This passage is not in the text. Paste it exactly as it stands there."
                if not times
                else f"This passage stands {times} times in the text. Paste a few words more.",
            )
            return False
        start = text.index(exact)
        self.cleaned_data |= {"exact": exact, "start": start, "end": start + len(exact)}
        return True


class NoteForm(TopicsForm, PassageForm):
    """A note on a passage."""


class NewTopicForm(forms.Form):
    """A new topic's label, synonyms with commas between, and the topic it goes under."""

    label = forms.CharField(max_length=120, error_messages={"required": "Type the topic's name."})
    synonyms = forms.CharField(required=False, max_length=1000)
    broader = forms.ModelChoiceField(Topic.objects.standing(), required=False)
    namesake = forms.BooleanField(required=False)

    def clean_synonyms(self) -> list[str]:
        """Return the synonyms one by one."""
        return [word.strip() for word in self.cleaned_data["synonyms"].split(",") if word.strip()]


class LabelForm(forms.Form):
    """One label: a topic's new name, or a synonym."""

    label = forms.CharField(max_length=120, error_messages={"required": "Type a name."})


class RenameForm(LabelForm):
    """A topic's new name; whether the old one stays a word for it, and whether another topic may be called so too."""

    keep = forms.BooleanField(required=False)
    namesake = forms.BooleanField(required=False)


class PlaceForm(forms.Form):
    """The broader topic to move under, by its label; none is the top."""

    topic = forms.CharField(required=False, max_length=120)

    def clean_topic(self) -> Topic | None:
        """Return the topic of that label; None where the field is empty."""
        label = self.cleaned_data["topic"].strip()
        found = topic_named(label) if label else None
        if label and not found:
            raise forms.ValidationError(f"There is no topic “{label}”.")
        return found


class MergeForm(PlaceForm):
    """The topic to merge into, by its label."""

    topic = forms.CharField(max_length=120, error_messages={"required": "Type the topic it becomes part of."})
