"""Floor 3: the admin panel, one module an area. No page of it counts, joins or loads more than it shows."""

from articles.admin import captures, debris, dumps, rejections, sources, stories, thresholds, topics, works

__all__ = ["captures", "debris", "dumps", "rejections", "sources", "stories", "thresholds", "topics", "works"]
