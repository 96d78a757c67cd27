"""Version and licences."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from frcnn_desktop import __version__
from frcnn_desktop.ui.help.licences import LicencesDialog
from frcnn_desktop.ui.kit.dialog_place import show_once
from frcnn_desktop.ui.kit.icons import icon_pixmap
from frcnn_desktop.ui.kit.palettes import colours_of
from frcnn_desktop.ui.kit.plain_text import allow_markup, wrap

_PARTS = (
    ("Qt, PySide6", "LGPL-3.0", "https://doc.qt.io/qtforpython-6/"),
    ("PyTorch, torchvision", "BSD-3-Clause", "https://pytorch.org"),
    ("NumPy, Numba", "BSD-3-Clause, BSD-2-Clause", "https://numpy.org"),
    ("OpenCV", "Apache-2.0", "https://opencv.org"),
    ("Pillow", "MIT-CMU", "https://python-pillow.org"),
    ("simplejpeg", "MIT", "https://github.com/jfolz/simplejpeg"),
    ("PyQtGraph", "MIT", "https://www.pyqtgraph.org"),
    ("safetensors", "Apache-2.0", "https://github.com/huggingface/safetensors"),
    ("Lucide icons", "ISC, MIT", "https://lucide.dev"),
)


class AboutDialog(QDialog):
    """What this program is, and what it is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About"))
        picture = QLabel(self)
        picture.setPixmap(icon_pixmap("scan-search", 48, colours_of().accent_text, self.devicePixelRatioF()))
        title = QLabel(self.tr("frcnn-desktop {version}").format(version=__version__), self)
        title.setProperty("role", "hero")
        text = QLabel(
            self.tr(
                "Annotates images in Pascal VOC with Fast R-CNN built in, every stage of it visible.\n"
                "Licence: Apache-2.0. Qt {qt}."
            ).format(qt=qVersion()),
            self,
        )
        wrap(text)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        licences = QPushButton(self.tr("&Licences"), self)
        licences.clicked.connect(self._on_licences)
        buttons.addButton(licences, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(picture)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addLayout(self._parts())
        layout.addWidget(buttons)
        self.setMinimumWidth(480)

    @Slot()
    def _on_licences(self) -> None:
        dialog = LicencesDialog(self)
        dialog.setModal(True)
        show_once(dialog)

    def _parts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, licence, address) in enumerate(_PARTS):
            link = QLabel(f'<a href="{address}">{name}</a>', self)
            allow_markup(link)
            link.setOpenExternalLinks(True)
            link.setToolTip(address)
            label = QLabel(licence, self)
            label.setProperty("role", "muted")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(link, row, 0)
            grid.addWidget(label, row, 1)
        return grid
