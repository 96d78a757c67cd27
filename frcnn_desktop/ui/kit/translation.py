"""The language of the interface.

A language is one file, `resources/translations/CODE.ts` (Qt Linguist), compiled to `CODE.qm` beside it by
`make translations`; English is in the code. Everything else finds it by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator

from frcnn_desktop.core.errors import ResourceError
from frcnn_desktop.host.resources import resource_path

ENGLISH = "en"
SYSTEM = ""
"""Stands for the language that the system is set to."""

QT_LACKS = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
)
"""Words in Qt's own dialogs that Qt does not have in every language."""


class InterfaceTranslator(QTranslator):
    """Finds also what `lupdate` filed without a class: texts behind `tr = self.tr`, and outside classes."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - the name in Qt
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        for place in (context, ""):
            if found := super().translate(place, sourceText, disambiguation, n):
                return found
        # An empty answer would count as one, and nothing would be shown.
        return sourceText


def languages() -> tuple[str, ...]:
    """Return the codes of the languages there are, English first."""
    try:
        folder = resource_path("translations")
    except ResourceError:
        return (ENGLISH,)
    return ENGLISH, *sorted(path.stem for path in folder.glob("*.qm"))


def language_name(code: str) -> str:
    """Return what a language calls itself, e.g. "한국어"."""
    name = "English" if code == ENGLISH else QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]


def language_for(choice: str) -> str:
    """Return the language that a choice means here: an unknown one is English."""
    known = languages()
    wanted = [choice] if choice else QLocale.system().uiLanguages()
    for name in wanted:
        code = name.replace("-", "_")
        for candidate in (code, code.split("_")[0]):
            if candidate in known:
                return candidate
    return ENGLISH


def install_language(application: QCoreApplication, choice: str) -> str:
    """Translate all that is made from now on, Qt's own dialogs too; return the language.

    Widgets that exist already keep their texts: call it before the window is made.
    """
    code = language_for(choice)
    if QLocale(code).language() != QLocale.system().language():
        # Dates go with the words around them; in the system's own language its formats stay.
        QLocale.setDefault(QLocale(code))
    if code == ENGLISH:
        return code
    # The last one installed is asked first: Qt's own words, which leave the others to ours.
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for translator, name, place in (
        (InterfaceTranslator(application), code, str(resource_path("translations"))),
        (QTranslator(application), f"qtbase_{code}", folder),
    ):
        if translator.load(name, place):
            application.installTranslator(translator)
    return code
