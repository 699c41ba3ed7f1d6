"""The day in a file's path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.clean.file_date import day_in_path


@pytest.mark.parametrize(
    "path",
    [
        "2024-05-31-bridge.txt",
        "2024_05_31_bridge.txt",
        "bridge-2024.05.31.html",
        "20240531.html",
        "20240531_0930.html",
        "20240531T093015.html",
        "20240531093015-bridge.html",
        "page_20240531_2.html",
        "2024-05-31_bridge_2024-05-31.txt",
        "herald/2024-05-31/bridge.txt",
        "herald/20240531/bridge.txt",
        "2024/05/31/bridge.html",
        "2024/5/31/bridge.html",
        "2023-01-02/2024-05-31/bridge.html",
        "2023-01-02/2024-05-31 bridge.html",
    ],
)
def test_a_day_in_a_path_is_read(path: str):
    assert day_in_path(path) == "2024-05-31"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "bridge.txt",
        "2024-05.txt",
        "2024.txt",
        "2024-05-31_2024-06-02.txt",
        "2024-13-01.txt",
        "2024-02-30.txt",
        "120240531.html",
        "202405311.html",
        "1812-05-31-war.txt",
        "31-05-2024.txt",
        "2024-05.31.txt",
        "export_2024-05-31.zip/bridge.txt",
        "2024-05-31.zip/bridge.txt",
        "issue 2024-05-31/bridge.txt",
        "2024/05/bridge.txt",
    ],
)
def test_what_is_no_day_or_not_one_alone_is_left_out(path: str):
    assert day_in_path(path) is None


@given(st.text(max_size=200))
def test_any_path_gives_a_day_or_none(path: str):
    assert day_in_path(path) is None or len(day_in_path(path) or "") == 10
