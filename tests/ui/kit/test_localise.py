"""What comes from below the window is told in the user's language, whatever it is and however it arrives."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from support.window import all_actions

from frcnn_desktop.core.errors import (
    AnnotationChangedError,
    AnnotationReadError,
    AnnotationWriteError,
    CheckpointError,
    DatasetError,
    DeviceError,
    DownloadError,
    FeaturesLostError,
    FrcnnError,
    ImageLoadError,
    InputError,
    MissingPackageError,
    ResourceError,
)
from frcnn_desktop.core.images import load_image
from frcnn_desktop.core.message_templates import TEMPLATES, Plural
from frcnn_desktop.core.messages import Message, field_names, needs_translation, source_of, verbatim
from frcnn_desktop.curation.edit_store import EditError
from frcnn_desktop.host.resources import resources_root
from frcnn_desktop.search.parser import QueryError
from frcnn_desktop.training.device_failure import DeviceLostError, NoRoomError
from frcnn_desktop.ui.browse.empty_state import EmptyState
from frcnn_desktop.ui.inside.pictures.files import PictureWriteError
from frcnn_desktop.ui.keys.exchange import KeysFileError
from frcnn_desktop.ui.kit.banner import MessageBanner, MessageKind
from frcnn_desktop.ui.kit.localise import CONTEXT, in_language
from frcnn_desktop.voc.codec import decode_annotation
from frcnn_desktop.workers.base.guard import failure
from frcnn_desktop.workers.tasks.recovery_service import _NotKeptError

TRANSLATIONS = sorted((resources_root() / "translations").glob("*.ts"))
HANGUL = re.compile("[가-힣]")
DENIED = Message("system.permission_denied")
ERRORS: tuple[FrcnnError, ...] = (
    FrcnnError(Message("learning.diverged")),
    ImageLoadError(Message("image.damaged", name="a", reason=verbatim("-"))),
    AnnotationReadError(Message("annotation.not_read", name="a", reason=Message("annotation.empty"))),
    AnnotationWriteError(Message("file.not_saved", name="a", reason=Message("save.disk_full"))),
    AnnotationChangedError(Message("annotation.changed_elsewhere", name="a")),
    CheckpointError(Message("model.none_loaded")),
    DownloadError(Message("download.failed", name="a", reason=Message("system.unknown_host"))),
    DatasetError(Message("folder.not_opened", folder="a", reason=DENIED)),
    DeviceError(Message("device.ran_out_of_memory", device=Message("device.cpu", count=2))),
    FeaturesLostError(Message("device.features_lost")),
    NoRoomError(Message("training.gpu_memory")),
    DeviceLostError(Message("training.gpu_stopped", reason=DENIED)),
    _NotKeptError(DENIED),
    ResourceError(Message("resource.folder_missing")),
    MissingPackageError(Message("package.plots")),
    PictureWriteError(Message("picture.too_large", limit=9)),
    InputError(Message("input.no_images")),
    KeysFileError(DENIED),
    EditError(DENIED),
    QueryError(DENIED),
)


def translated(path: Path) -> dict[str, list[str]]:
    """The translations of messages, with one text for each form."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        if context.findtext("name") == CONTEXT:
            for each in context.iter("message"):
                forms = [form.text or "" for form in each.iter("numerusform")]
                found[each.findtext("source") or ""] = forms or [each.findtext("translation") or ""]
    return found


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_that_every_message_is_translated_and_keeps_its_fields(path: Path) -> None:
    known = translated(path)
    wrong = []
    for id_, template in TEMPLATES.items():
        source = source_of(template)
        if needs_translation(source):
            forms = known.get(source, [""])
            wrong += [id_ for form in forms if not form or field_names(form) != field_names(source)]
    assert wrong == []


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_that_plurals_have_forms_in_every_language(path: Path) -> None:
    numerus = {
        each.findtext("source") for each in ET.parse(path).getroot().iter("message") if each.get("numerus")
    }
    plurals = {template.other for template in TEMPLATES.values() if isinstance(template, Plural)}
    assert plurals <= numerus


def test_that_every_class_of_error_is_tried() -> None:
    assert {type(error) for error in ERRORS} >= {FrcnnError, *_below(FrcnnError)}


@pytest.mark.usefixtures("korean")
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_that_an_error_is_told_in_the_users_language_wherever_it_is_shown(
    qtbot: QtBot, error: FrcnnError
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    banner, empty = MessageBanner(host), EmptyState(all_actions())
    qtbot.addWidget(empty)
    told = failure(error, Message("doing.detecting"))
    banner.show_message(MessageKind.ERROR, told)
    empty.show_error("", told)
    assert HANGUL.search(banner.text)
    assert str(error) not in banner.text
    assert any(banner.text in label for label in _texts(empty))


@pytest.mark.usefixtures("korean")
def test_that_a_reason_inside_is_translated_and_a_name_is_not(tmp_path: Path) -> None:
    photo = tmp_path / "고양이.jpg"
    photo.write_bytes(b"no photo")
    with pytest.raises(ImageLoadError) as refused:
        load_image(photo)
    told = in_language(refused.value.message)
    assert told == "고양이.jpg은(는) 이 프로그램이 읽을 수 있는 이미지가 아닙니다."
    with pytest.raises(AnnotationReadError) as wrong:
        decode_annotation(b"<voc/>", "it is empty")
    told = in_language(wrong.value.message)
    assert told.startswith("it is empty을(를) 읽을 수 없습니다: 루트가 <annotation>이 아니라 <voc>임.")
    denied = Message("folder.not_opened", folder="photos", reason=DENIED)
    assert in_language(denied) == "photos 폴더를 열 수 없습니다: 권한이 없음."


@pytest.mark.usefixtures("korean")
def test_that_numbers_choose_the_form_of_the_language() -> None:
    assert in_language(Message("device.cpu", count=1)) == "CPU, 스레드 1개"


@pytest.mark.usefixtures("korean")
def test_that_what_went_wrong_unforeseen_is_told_with_what_was_being_done() -> None:
    told = failure(RuntimeError("out of memory"), Message("doing.measuring"))
    assert in_language(told) == "측정 실패: RuntimeError: out of memory"


def test_that_in_english_a_message_is_its_own_text(qapp: QApplication) -> None:
    for error in ERRORS:
        assert in_language(error.message) == str(error)
    assert in_language("100 {braces} %") == "100 {braces} %"
    assert in_language(Message("device.cpu", count=1)) == "CPU, 1 thread"


def _below(kind: type) -> set[type]:
    return {each for direct in kind.__subclasses__() for each in {direct, *_below(direct)}}


def _texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]
