"""Sentences from below the interface are said in the user's language, and are those written there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from frcnn_desktop.core.errors import AnnotationReadError, ImageLoadError
from frcnn_desktop.core.images import load_image
from frcnn_desktop.ui.kit import localise
from frcnn_desktop.ui.kit.localise import in_language
from frcnn_desktop.ui.kit.translation import install_language
from frcnn_desktop.voc.codec import decode_annotation
from frcnn_desktop.workers.base.guard import failure_text

BELOW = ("host", "explain", "distributed", "core", "voc", "detector", "inference", "training", "workers")
_TAKE_A_DOING = ("failure_text", "self.run", "self.replace_task")
PACKAGE = Path(localise.__file__).parents[2]


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.findChildren(QTranslator))
    assert install_language(qapp, "ko") == "ko"
    yield
    QLocale.setDefault(QLocale.system())
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)


def written_below() -> set[str]:
    """Every text in the code below the interface, with `{}` for what is filled in."""
    found: set[str] = set()
    for folder in BELOW:
        for path in (PACKAGE / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    parts = (p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
                    found.add("".join(str(part) for part in parts))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found


@pytest.mark.usefixtures("korean")
def test_that_an_error_is_said_in_the_users_language(tmp_path: Path) -> None:
    photo = tmp_path / "고양이.jpg"
    photo.write_bytes(b"no photo")
    with pytest.raises(ImageLoadError) as refused:
        load_image(photo)
    assert in_language(str(refused.value)) == "고양이.jpg은(는) 이 프로그램이 읽을 수 있는 이미지가 아닙니다."


@pytest.mark.usefixtures("korean")
def test_that_the_reason_inside_a_sentence_is_translated_and_a_name_is_not() -> None:
    with pytest.raises(AnnotationReadError) as refused:
        decode_annotation(b"<voc/>", "it is empty")
    said = in_language(str(refused.value))
    assert said.startswith("it is empty을(를) 읽을 수 없습니다: 루트가 <annotation>이 아니라 <voc>임.")
    denied = in_language("The folder photos cannot be opened: Permission denied.")
    assert denied == "photos 폴더를 열 수 없습니다: 권한이 없음."


@pytest.mark.usefixtures("korean")
def test_that_the_sentence_with_the_most_words_of_its_own_is_chosen() -> None:
    assert in_language("a.xml cannot be opened: it is not a file.") == (
        "a.xml을(를) 열 수 없습니다: 파일이 아닙니다."
    )


@pytest.mark.usefixtures("korean")
def test_that_a_count_is_a_number_whatever_stands_before_it() -> None:
    assert in_language("VOC2007, split trainval, 4108 images") == "VOC2007, split trainval, 이미지 4108개"
    assert in_language("CPU, 2 threads") == "CPU, 스레드 2개"


@pytest.mark.usefixtures("korean")
def test_that_what_went_wrong_unforeseen_is_told_with_what_was_being_done() -> None:
    text = failure_text(RuntimeError("out of memory"), "Measuring")
    assert in_language(text) == "측정 실패: RuntimeError: out of memory"


def test_that_every_doing_that_may_fail_is_known() -> None:
    doings = set[str]()
    for path in (PACKAGE / "workers").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in _TAKE_A_DOING:
                doings |= {
                    a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
    assert "Inspecting the box" in doings
    assert doings <= set(localise.FAILED)


def test_that_in_english_everything_stays_as_it_is(qapp: QApplication) -> None:
    for text in ("a.jpg is not a file.", "Detection failed: KeyError: {x}", "100 {braces} %", ""):
        assert in_language(text) == text


def test_that_every_sentence_is_written_below_in_these_words() -> None:
    written = written_below()
    joined = "\n".join(written)
    for sentence in localise.OURS:
        blank = re.sub(r"\{\w+\}", "{}", sentence)
        # What is said of an object is put together there from its parts.
        pieces = [piece for piece in blank.split("{}") if piece.strip(" .,;:()")]
        assert blank in written or all(piece.strip(" .") in joined for piece in pieces), sentence
