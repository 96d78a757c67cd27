import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from frcnn_desktop.host.resources import resources_root
from frcnn_desktop.ui.kit.banner import MessageBanner
from frcnn_desktop.ui.kit.translation import install_language, language_for, language_name, languages
from frcnn_desktop.ui.shell.settings import Settings
from frcnn_desktop.ui.view.language_menu import LanguageMenu

ROOT = Path(__file__).parents[2]
TRANSLATIONS = sorted((resources_root() / "translations").glob("*.ts"))
FIELD = re.compile(r"\{[^{}]*\}|%n")


def messages(path: Path) -> list[tuple[str, ET.Element]]:
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        found += [(name, message) for message in context.iter("message")]
    return found


def answers(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


@pytest.mark.usefixtures("korean")
def test_that_the_interface_speaks_korean(qtbot: QtBot) -> None:
    translate = QCoreApplication.translate
    assert translate("ActionTable", "&File") == "파일(&F)"
    assert translate("BrowseCommands", "&Save") == "저장(&S)"
    assert translate("InspectorWords", " and %n more", "", 3) == " 외 3개"
    assert translate("QPlatformTheme", "Cancel") == "취소"
    assert translate("ActionTable", "no such text") == "no such text"


def test_that_an_unknown_language_is_english(qapp: QApplication) -> None:
    assert language_for("xx") == "en"
    assert install_language(qapp, "xx") == "en"
    QLocale.setDefault(QLocale.system())
    assert language_for("ko_KR") == "ko"


def test_that_the_system_language_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _self: ["ko-KR", "en-US"])
    assert language_for("") == "ko"


def test_that_languages_are_called_by_their_own_names() -> None:
    assert languages()[0] == "en"
    assert "ko" in languages()
    assert [language_name(code) for code in ("en", "ko", "de")] == ["English", "한국어", "Deutsch"]


def test_that_the_menu_remembers_the_choice_and_says_when_it_counts(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    banner = MessageBanner(host)
    settings = Settings()
    menu = LanguageMenu(settings, banner.show_message, banner)
    system, english, *_ = menu.actions()
    korean_ = next(action for action in menu.actions() if action.text() == "한국어")
    assert system.isChecked()
    korean_.trigger()
    assert settings.language == "ko"
    assert [action.isChecked() for action in (system, english, korean_)] == [False, False, True]


def test_that_another_language_is_one_more_file(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "de.ts").write_text(
        '<TS version="2.1" language="de"><context><name>BrowseCommands</name><message>'
        "<source>&amp;Save</source><translation>&amp;Sichern</translation></message></context></TS>"
    )
    tool = str(Path(sys.executable).parent / "pyside6-lrelease")
    subprocess.run([tool, str(tmp_path / "de.ts")], check=True, capture_output=True)
    monkeypatch.setattr("frcnn_desktop.ui.kit.translation.resource_path", lambda *_: tmp_path)
    host = QWidget()
    qtbot.addWidget(host)
    settings = Settings()
    banner = MessageBanner(host)
    menu = LanguageMenu(settings, banner.show_message, banner)
    assert [action.text() for action in menu.actions()][1:] == ["English", "Deutsch"]
    before = set(qapp.findChildren(QTranslator))
    assert install_language(qapp, "de") == "de"
    assert QCoreApplication.translate("BrowseCommands", "&Save") == "&Sichern"
    assert QCoreApplication.translate("ActionTable", "&File") == "&File"
    QLocale.setDefault(QLocale.system())
    for translator in set(qapp.findChildren(QTranslator)) - before:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_that_every_text_is_translated(path: Path) -> None:
    missing = [
        (context, message.findtext("source"))
        for context, message in messages(path)
        if not all(answers(message)) or message.find("translation[@type]") is not None
    ]
    assert missing == []


def test_that_korean_has_one_word_for_each_thing() -> None:
    other = {
        "받아들": "수락", "주석": "어노테이션", "데이터 세트": "데이터셋", "라벨": "레이블", "상자": "박스",
        "검증됨": "확인됨", "검출": "탐지", "객체": "오브젝트",
    }  # fmt: skip
    texts = [text for _, message in messages(TRANSLATIONS[0].with_name("ko.ts")) for text in answers(message)]
    for word, second in other.items():
        assert any(word in text for text in texts)
        assert [text for text in texts if second in text] == []


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_that_translations_keep_the_fields_of_their_texts(path: Path) -> None:
    for context, message in messages(path):
        fields = sorted(set(FIELD.findall(message.findtext("source") or "")))
        for answer in answers(message):
            assert sorted(set(FIELD.findall(answer))) == fields, (context, answer)


@pytest.mark.parametrize("path", TRANSLATIONS, ids=lambda path: path.stem)
def test_that_no_text_of_the_code_is_missing_and_the_compiled_file_is_current(
    path: Path, tmp_path: Path
) -> None:
    tools = Path(sys.executable).parent
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    below = tmp_path / "message_sources.py"
    subprocess.run([sys.executable, str(ROOT / "packaging" / below.name), str(below)], check=True)
    sources = [str(below), *sorted(map(str, (ROOT / "frcnn_desktop" / "ui").rglob("*.py")))]
    update = [str(tools / "pyside6-lupdate"), "-locations", "none", "-no-obsolete", *sources]
    subprocess.run([*update, "-ts", str(copy)], check=True, capture_output=True)
    known = {(context, message.findtext("source")) for context, message in messages(path)}
    wanted = {(context, message.findtext("source")) for context, message in messages(copy)}
    assert wanted == known, "run `make translations` and translate what is new"
    compiled = tmp_path / "compiled.qm"
    subprocess.run(
        [str(tools / "pyside6-lrelease"), str(path), "-qm", str(compiled)], check=True, capture_output=True
    )
    with compiled.open("rb") as one, path.with_suffix(".qm").open("rb") as other:
        assert one.read() == other.read()
