"""The full-text index beside the search texts: FTS5 with external content, or a tsvector with GIN."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE articles_searchindex USING fts5(
    headline, body, notes,
    content = 'articles_searchtext', content_rowid = 'story_id',
    tokenize = 'unicode61 remove_diacritics 2'
)
"""
POSTGRESQL = """
ALTER TABLE articles_searchtext ADD COLUMN document tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', headline), 'A') || to_tsvector('simple', body) || to_tsvector('simple', notes)
) STORED;
CREATE INDEX articles_searchtext_document ON articles_searchtext USING gin (document);
"""


def make_index(apps, schema_editor):
    """Make the index the database at hand knows."""
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop_index(apps, schema_editor):
    """Leave the search texts as they were."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE articles_searchindex")
    else:
        schema_editor.execute("ALTER TABLE articles_searchtext DROP COLUMN document")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_tables")]
    operations = [migrations.RunPython(make_index, drop_index)]
