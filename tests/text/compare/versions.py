"""Hypothesis strategies for versions as newsrooms make them: sentences of few words, reordered, dropped, edited."""

from hypothesis import strategies as st

from articles.text.article import CleanArticle

PHRASES = """the a of in and to mayor council Linden Marta Osk bridge river vote seven 12 1,500 said told budget “quiet”
"we will" hospital road don't U.S. (CBC) – old new שלום город 市長 は… closed opened"""
WORDS = PHRASES.split()
STOPS = (".", "!", "?", '."', ".”", "。", "", ";", "…")


def sentences() -> st.SearchStrategy[str]:
    """Sentences of newsroom words, so that two of them share some."""
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
    return st.builds("{}{}".format, words, st.sampled_from(STOPS))


def paragraphs() -> st.SearchStrategy[str]:
    """Paragraphs of such sentences, or any text at all."""
    whole = st.lists(sentences(), min_size=1, max_size=4)
    return st.one_of(
        st.builds(lambda parts, space: space.join(parts), whole, st.sampled_from(" \n\xa0")), st.text(max_size=60)
    )


def articles() -> st.SearchStrategy[CleanArticle]:
    """Articles with headline, standfirst and body."""
    maybe = st.one_of(st.none(), sentences())
    body = st.lists(paragraphs(), max_size=6).map(tuple)
    return st.builds(CleanArticle, headline=maybe, standfirst=maybe, paragraphs=body)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[CleanArticle, CleanArticle]:
    """Two versions: the second reorders, drops, adds, joins and edits paragraphs of the first."""
    first = draw(articles())
    body = list(draw(st.permutations(first.paragraphs)))[: draw(st.integers(0, 6))]
    for place, text in enumerate(body):
        if draw(st.booleans()):
            words = text.split(" ")
            at = draw(st.integers(0, len(words)))
            words[at : at + draw(st.integers(0, 2))] = draw(
                st.lists(st.sampled_from([*WORDS, "rain. Then"]), max_size=3)
            )
            body[place] = " ".join(words)
    body += draw(st.lists(paragraphs(), max_size=2))
    return first, CleanArticle(headline=draw(st.one_of(st.none(), sentences())), paragraphs=tuple(body))
