"""A page's columns as the compiled pass over its blocks makes them, for tests of what reads them."""

from articles.text.clean.blocks import Page
from articles.text.clean.columns import Columns, columns_from, strings_of


def columns_of(page: Page) -> Columns:
    """The elements and blocks of a page as arrays."""
    return columns_from(page.element_rows, page.block_rows, strings_of(page))
