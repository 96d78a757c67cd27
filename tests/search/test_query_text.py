"""The text of a query: what it means, what is refused and why, and what it is completed to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frcnn_desktop.search.completion import complete
from frcnn_desktop.search.parser import EXAMPLES, QueryError, parse_query
from frcnn_desktop.search.query import (
    CHOICES,
    DECIMALS,
    KINDS,
    MAY_BE_UNKNOWN,
    UNKNOWN,
    Comparison,
    Condition,
    Either,
    Key,
    Kind,
    Query,
    Term,
    quoted,
)

TEXTS = st.text(min_size=1, max_size=20)
NUMBERS = st.one_of(
    st.integers(0, 10**15 - 1).map(float),
    st.decimals(0, 10**4, places=6).map(float),
    st.decimals(0, 1, places=DECIMALS).map(float),
)


def terms_of(key: Key) -> st.SearchStrategy[Term]:
    kind, comparisons = KINDS[key], st.just(Comparison.IS)
    if kind is Kind.TEXT:
        values: st.SearchStrategy = TEXTS
    elif kind is Kind.CHOICE:
        values = st.sampled_from(CHOICES[key])
    elif kind is Kind.FLAG:
        values = st.booleans()
    else:
        values, comparisons = (st.dates() if kind is Kind.DAY else NUMBERS), st.sampled_from(Comparison)
    compared = st.builds(Term, st.just(key), values, comparisons, st.booleans())
    if key in MAY_BE_UNKNOWN:
        return compared | st.builds(Term, st.just(key), st.just(UNKNOWN), negated=st.booleans())
    return compared


TERMS = st.sampled_from(Key).flatmap(terms_of)


CONDITIONS = TERMS | st.lists(TERMS, min_size=2, max_size=3).map(lambda terms: Either(tuple(terms)))


@given(st.lists(CONDITIONS, max_size=6))
def test_that_every_query_is_read_back_from_its_text(terms: list[Condition]) -> None:
    query = Query(tuple(terms))
    assert parse_query(str(query)) == query


@given(st.text(max_size=60))
def test_that_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    query, refusal = Query(), None
    try:
        query = parse_query(text)
    except QueryError as error:
        refusal = error
    assert parse_query(str(query)) == query
    assert refusal is not None or bool(query) == bool(text.strip())
    assert refusal is None or 0 <= refusal.start < refusal.end <= len(text)


@given(st.text(max_size=40), st.integers(0, 40), st.lists(TEXTS, max_size=4))
def test_that_completing_never_fails_and_replaces_what_is_before_the_cursor(
    text: str, cursor: int, names: list[str]
) -> None:
    cursor = min(cursor, len(text))
    found = complete(text, cursor, names)
    assert 0 <= found.start <= found.end == cursor


def test_that_a_query_means_what_it_says() -> None:
    query = parse_query('dog class:"stop sign" SCORE:<=0.5 -difficult:yes saved:>2026-11-01 by:unknown ')
    assert query.terms == (
        Term(Key.WORD, "dog"),
        Term(Key.CLASS, "stop sign"),
        Term(Key.SCORE, 0.5, Comparison.AT_MOST),
        Term(Key.DIFFICULT, value=True, negated=True),
        Term(Key.SAVED, date(2026, 11, 1), Comparison.MORE),
        Term(Key.BY, UNKNOWN),
    )
    assert parse_query('"-a" -"b c" - "x:1"').terms == (
        Term(Key.WORD, "-a"),
        Term(Key.WORD, "b c", negated=True),
        Term(Key.WORD, "-"),
        Term(Key.WORD, "x:1"),
    )


@pytest.mark.parametrize(
    ("text", "said", "part"),
    [
        ("a klass:dog", "no key “klass”", "klass:dog"),
        ("12:30.jpg", "quotation marks", "12:30.jpg"),
        ("score:", "needs a value", "score:"),
        ("score:<", "needs a value", "score:<"),
        ("score:<high", "no number", "score:<high"),
        ("score:<unknown", "cannot be compared", "score:<unknown"),
        ("width:1e3", "no number", "width:1e3"),
        ("width:" + 400 * "9", "no number", "width:" + 400 * "9"),
        ("class:<dog", "cannot be compared", "class:<dog"),
        ("state:done", "takes unlabelled", "state:done"),
        ("difficult:2", "takes 1, 0", "difficult:2"),
        ("saved:yesterday", "no date", "saved:yesterday"),
        ('class:"stop', "not closed", 'class:"stop'),
        ('b "a"b c', "blank is missing", '"a"b'),
        ('""', "nothing between", '""'),
    ],
)
def test_that_what_cannot_be_read_is_named_with_its_place(text: str, said: str, part: str) -> None:
    with pytest.raises(QueryError, match=said) as refused:
        parse_query(text)
    assert text[refused.value.start : refused.value.end] == part


def test_that_each_key_has_an_example_that_can_be_read() -> None:
    for key in Key:
        if key:
            assert parse_query(EXAMPLES[key]).terms[0].keys == {key}


def test_that_the_only_value_of_a_key_can_be_asked_for_and_replaced() -> None:
    query = parse_query("dog state:verified")
    assert query.value_of(Key.STATE) == "verified"
    assert query.asks_for(Key.STATE)
    assert parse_query("-state:verified").value_of(Key.STATE) is None
    assert str(query.replaced(Key.STATE, Term(Key.STATE, "problem"))) == "dog state:problem"
    assert str(query.replaced(Key.STATE)) == "dog"


def test_that_keys_and_classes_are_completed() -> None:
    names = ["dog", "hot dog", "cat"]
    assert complete("di", 2, names).options == ("difficult:",)
    assert complete("cat s", 5, names).options == ("state:", "size:", "score:", "saved:")
    found = complete("cat class:do width:>5", 12, names)
    assert (found.start, found.end) == (4, 12)
    assert found.options == ("class:dog", 'class:"hot dog"')
    assert complete('class:"hot d', 12, names).options == ('class:"hot dog"',)
    assert complete("-by:", 4, names).options == ("-by:hand", "-by:accepted", "-by:corrected", "-by:unknown")
    assert complete("score:", 6, names).options == ("score:<0.5", "score:unknown")
    assert complete("class:dog", 9, ["dog"]).options == ()
    assert complete("x ", 2, names).options[0] == "name:"
    assert quoted("a b") == '"a b"'


def test_that_an_or_joins_the_terms_on_both_sides_of_it() -> None:
    dog, cat, hard = Term(Key.CLASS, "dog"), Term(Key.CLASS, "cat"), Term(Key.DIFFICULT, True)
    assert parse_query("class:dog or class:cat OR difficult:1").terms == (Either((dog, cat, hard)),)
    assert parse_query("difficult:1 class:dog or class:cat").terms == (hard, Either((dog, cat)))
    assert parse_query('"or"').terms == (Term(Key.WORD, "or"),)
    assert parse_query("name:or -or").terms == (Term(Key.NAME, "or"), Term(Key.WORD, "or", negated=True))


@pytest.mark.parametrize(("text", "place"), [("or", 0), ("dog or", 4), ("or dog", 0), ("dog or or cat", 7)])
def test_that_an_or_without_a_term_on_each_side_is_refused_where_it_stands(text: str, place: int) -> None:
    with pytest.raises(QueryError, match="stands between two terms") as refused:
        parse_query(text)
    assert (refused.value.start, refused.value.end) == (place, place + 2)


def test_that_an_or_is_offered_after_a_term() -> None:
    assert complete("dog ", 4, ()).options[-1] == "or"
    assert complete("dog o", 5, ()).options == ("objects:", "occluded:", "or")
    for text in ("", "o", "dog or ", "dog -", "dog or", "dog -o"):
        assert "or" not in complete(text, len(text), ()).options


def test_that_an_or_is_replaced_only_with_all_of_its_terms() -> None:
    query = parse_query("state:verified or state:labelled state:problem or name:a")
    assert query.asks_for(Key.NAME)
    assert query.value_of(Key.STATE) is None
    assert (
        str(query.replaced(Key.STATE, Term(Key.STATE, "verified")))
        == "state:problem or name:a state:verified"
    )
