"""A raw page or text capture -> a CleanArticle and an account of all that was left out of it."""

from articles.text.article import Caption, CleanArticle, Part, Removed
from articles.text.clean.capture import clean_capture
from articles.text.clean.page import clean_page

__all__ = ["Caption", "CleanArticle", "Part", "Removed", "clean_capture", "clean_page"]
