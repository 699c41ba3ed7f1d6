"""Floor 1: the tables, their constraints, and querysets that read as English."""

from articles.models.captures import Capture, CaptureBody, LineRuling, Rejection, Source
from articles.models.debris import DebrisLine
from articles.models.decisions import Decision, Touch
from articles.models.dumps import Dump
from articles.models.grouping import EventTerm, FittedThresholds, GroupingConstraint, PairDoubt, Shingle, StoryLink
from articles.models.notes import Annotation, Placement
from articles.models.reading import ReadMark
from articles.models.search import SearchText
from articles.models.stories import Story, Version, VersionBody
from articles.models.terms import TermCount
from articles.models.topics import StoryTopic, Topic, TopicSynonym
from articles.models.works import GroupingDraft, LongWork, WorkChange

__all__ = [
    "Annotation",
    "Capture",
    "CaptureBody",
    "DebrisLine",
    "Decision",
    "Dump",
    "EventTerm",
    "FittedThresholds",
    "GroupingConstraint",
    "GroupingDraft",
    "LineRuling",
    "LongWork",
    "PairDoubt",
    "Placement",
    "ReadMark",
    "Rejection",
    "SearchText",
    "Shingle",
    "Source",
    "Story",
    "StoryLink",
    "StoryTopic",
    "TermCount",
    "Topic",
    "TopicSynonym",
    "Touch",
    "Version",
    "VersionBody",
    "WorkChange",
]
