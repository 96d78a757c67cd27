"""Which images a query takes."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from typing import Any

from frcnn_desktop.search.facts import NOT_VERIFIED, ImageState, ObjectFacts, Searchable
from frcnn_desktop.search.query import (
    ANYTHING,
    OF_OBJECTS,
    UNKNOWN,
    UNVERIFIED,
    Comparison,
    Condition,
    Either,
    Key,
    Query,
    Term,
)

Takes = Callable[[Searchable], bool]
TakesObject = Callable[[ObjectFacts], bool]
Test = Callable[[Any], bool]

_COMPARE: dict[Comparison, Callable[[Any, Any], bool]] = {
    Comparison.IS: operator.eq,
    Comparison.LESS: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.MORE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}


def matcher(query: Query) -> Takes:
    """Return a function that says whether the query takes an image.

    Conditions about objects hold for one and the same object; where several classes are asked for, for one of
    each. What is not known fulfils no term but `unknown`.
    """
    of_object = [each for each in query.terms if _is_of_object(each)]
    of_image = [each for each in query.terms if not _is_of_object(each)]
    return _both([*map(_of_image, of_image), *map(_has, _kinds_of_objects(of_object))])


def _is_of_object(condition: Condition) -> bool:
    """Return whether an object can be asked for it, together with the others that it has to fulfil."""
    return condition.keys <= OF_OBJECTS and not any(term.negated for term in _terms(condition))


def _terms(condition: Condition) -> tuple[Term, ...]:
    return condition.terms if isinstance(condition, Either) else (condition,)


def _kinds_of_objects(conditions: list[Condition]) -> list[TakesObject]:
    """Return the kinds of objects that an image needs one of each of."""
    classes = [_of_object(each) for each in conditions if each.keys == {Key.CLASS}]
    others = [_of_object(each) for each in conditions if each.keys != {Key.CLASS}]
    return [_both([named, *others]) for named in classes] or ([_both(others)] if others else [])


def _both(tests: list[Test]) -> Test:
    """Return a test that holds where all of these do. Tens of thousands are asked at each key."""
    if not tests:
        return lambda _each: True
    first, *others = tests
    if not others:
        return first
    rest = _both(others)
    return lambda each: first(each) and rest(each)


def _any(tests: list[Test]) -> Test:
    """Return a test that holds where one of these does."""
    first, *others = tests
    if not others:
        return first
    rest = _any(others)
    return lambda each: first(each) or rest(each)


def _not(test: Test) -> Test:
    return lambda each: not test(each)


def _has(kind: TakesObject) -> Takes:
    def has(image: Searchable) -> bool:
        for each in image.seen:  # noqa: SIM110 - a generator would cost as much again
            if kind(each):
                return True
        return False

    return has


def _remembering(test: Callable[[str], bool]) -> Callable[[str], bool]:
    """Return a test that works each text out once: a set has few classes."""
    known: dict[str, bool] = {}

    def holds(text: str) -> bool:
        found = known.get(text)
        if found is None:
            found = known[text] = test(text)
        return found

    return holds


def _of_image(condition: Condition) -> Takes:
    return _any([_of_image_alone(term) for term in _terms(condition)])


def _of_image_alone(term: Term) -> Takes:
    holds = _has(_of_object(term)) if term.key in OF_OBJECTS else _image_test(term)
    return _not(holds) if term.negated else holds


def _of_object(condition: Condition) -> TakesObject:
    return _any([_object_test(term) for term in _terms(condition)])


def _image_test(term: Term) -> Takes:
    value, text = term.value, str(term.value).casefold()
    if term.key is Key.WORD:
        of_class = _remembering(lambda name: text in name.casefold())
        return lambda image: text in image.name.casefold() or any(map(of_class, image.names))
    if term.key in (Key.NAME, Key.COMMENT):
        return _contains(term)
    if term.key is Key.STATE:
        states = NOT_VERIFIED if text == UNVERIFIED else {ImageState(text)}
        return lambda image: image.state in states
    if term.key is Key.OBJECTS:
        return _measured(term, lambda image: image.object_count)
    if term.key is Key.SAVED:
        assert isinstance(value, date)
        return _measured(term, lambda image: image.saved)
    side = 0 if term.key is Key.WIDTH else 1
    return _measured(term, lambda image: None if image.size is None else image.size[side])


def _contains(term: Term) -> Takes:
    text = str(term.value).casefold()
    if term.key is Key.NAME:
        return lambda image: text in image.name.casefold()
    part = "" if text == ANYTHING else text
    return lambda image: bool(image.comment) and part in image.comment.casefold()


def _measured(term: Term, measure: Callable[[Any], Any]) -> Callable[[Any], bool]:
    value, compare = term.value, _COMPARE[term.comparison]
    if value == UNKNOWN:
        return lambda each: measure(each) is None

    def holds(each: Any) -> bool:
        found = measure(each)
        return found is not None and compare(found, value)

    return holds


def _object_test(term: Term) -> TakesObject:
    value, text = term.value, str(term.value).casefold()
    if term.key is Key.CLASS:
        is_class = _remembering(lambda name: name.casefold() == text)
        return lambda each: is_class(each.name)
    if term.key is Key.BY:
        maker = None if text == UNKNOWN else text
        return lambda each: each.maker == maker
    if term.key is Key.SCORE:
        return _measured(term, operator.attrgetter("score"))
    if term.key is Key.SIZE:
        return _measured(term, operator.attrgetter("size"))
    flag = operator.attrgetter(str(term.key))
    return lambda each: flag(each) == value
