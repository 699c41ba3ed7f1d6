"""The app's configuration."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Dumps, captures, versions, stories, topics, notes and decisions."""

    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Newsdesk"
