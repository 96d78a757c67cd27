"""Messages are values with an English of their own."""

from __future__ import annotations

import errno
import json
import pickle
import socket
from pathlib import Path

import pytest

from frcnn_desktop.core.errors import CheckpointError, os_error_message, reason_of
from frcnn_desktop.core.messages import Message, listed, message_from_json, verbatim

NESTED = Message("file.not_opened", name="a.xml", reason=Message("system.permission_denied"))


def test_that_a_message_is_its_template_filled_in() -> None:
    assert str(Message("image.not_a_file", name="a.jpg")) == "a.jpg is not a file."
    assert str(NESTED) == "a.xml cannot be opened: Permission denied."
    assert str(Message("image.too_many_pixels", name="a", count=151.4, limit=150)).startswith(
        "a has 151 megapixels; the limit is 150."
    )


def test_that_what_people_have_named_may_hold_braces() -> None:
    assert str(Message("image.not_a_file", name="{name}{}%n.jpg")) == "{name}{}%n.jpg is not a file."


def test_that_one_thing_is_told_in_the_singular() -> None:
    assert [str(Message("device.cpu", count=count)) for count in (1, 2)] == [
        "CPU, 1 thread",
        "CPU, 2 threads",
    ]
    assert Message("device.cpu", count=1).source == "CPU, {count} threads"
    assert (Message("device.cpu", count=1).count, NESTED.count) == (1, None)


def test_that_messages_are_values() -> None:
    same = Message("file.not_opened", reason=Message("system.permission_denied"), name=Path("a.xml"))
    assert same == NESTED
    assert len({same, NESTED, verbatim("a")}) == 2
    assert pickle.loads(pickle.dumps(NESTED)) == NESTED
    assert message_from_json(json.loads(json.dumps(NESTED.to_json()))) == NESTED


def test_that_a_text_of_an_earlier_version_is_taken_as_it_is() -> None:
    assert message_from_json("The disk is full.") == verbatim("The disk is full.")


@pytest.mark.parametrize(
    "data",
    [
        None,
        7,
        [],
        {"id": "image.not_a_file"},
        {"id": "of a later version", "fields": {}},
        {"id": ["image.not_a_file"], "fields": {}},
        {"id": "image.not_a_file", "fields": {"path": "a"}},
        {"id": "image.not_a_file", "fields": {"name": None}},
        {"id": "file.not_opened", "fields": {"name": "a", "reason": {"id": "nothing", "fields": {}}}},
    ],
)
def test_that_other_json_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="message"):
        message_from_json(data)


def test_that_several_messages_are_told_as_one() -> None:
    assert listed([]) is None
    assert str(listed([verbatim(each) for each in "abc"])) == "a, b, c"


def test_that_what_the_system_refuses_goes_by_its_number_and_not_by_its_words() -> None:
    refused = OSError(errno.EACCES, "Zugriff verweigert", "a.xml")
    assert reason_of(refused) == Message("system.permission_denied")
    assert str(os_error_message(refused)) == "Permission denied: a.xml."
    assert reason_of(socket.gaierror(-2, "Name or service not known")) == Message("system.unknown_host")
    assert reason_of(OSError("cannot identify")) == verbatim("cannot identify")
    assert reason_of(ValueError()) == verbatim("ValueError")


def test_that_an_error_is_its_message() -> None:
    error = CheckpointError(NESTED)
    assert (str(error), error.message, reason_of(error)) == (str(NESTED), NESTED, NESTED)
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), back.message) == (CheckpointError, NESTED)
