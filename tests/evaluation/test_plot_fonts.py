"""Fonts of plots: every letter that an installed font has is drawn."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")

from matplotlib.font_manager import FontEntry

from frcnn_desktop.evaluation import plot_fonts
from frcnn_desktop.evaluation.figures import saved_figure

SCRIPTS = {"ko": "고양이", "ja": "ねこ", "zh": "猫", "th": "แมว", "hi": "बिल्ली"}


def fake_fonts(monkeypatch: pytest.MonkeyPatch, letters: dict[str, str]) -> None:
    fonts = [FontEntry(fname=name, name=name, style="normal", weight=400) for name in letters]
    monkeypatch.setattr(plot_fonts, "_fonts", lambda: sorted(fonts, key=plot_fonts._rank))
    monkeypatch.setattr(plot_fonts, "_letters_of", lambda path: frozenset(map(ord, letters[path])))


def test_that_fonts_are_chosen_by_what_they_hold_and_not_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = "abc"
    fake_fonts(
        monkeypatch,
        {
            plot_fonts.OWN: latin,
            # Before 3.11 matplotlib knows a collection of CJK fonts by the name of its first one.
            "Noto Sans CJK JP": SCRIPTS["ko"] + SCRIPTS["ja"] + SCRIPTS["zh"],
            "Loma": latin + SCRIPTS["th"],
            "Unknown Foundry": SCRIPTS["hi"],
        },
    )
    assert plot_fonts.families_for("abc") == [plot_fonts.OWN]
    assert plot_fonts.families_for("a고") == [plot_fonts.OWN, "Noto Sans CJK JP"]
    everything = plot_fonts.families_for("".join(SCRIPTS.values()))
    assert everything == [plot_fonts.OWN, "Noto Sans CJK JP", "Loma", "Unknown Foundry"]
    assert plot_fonts.families_for("ⴰ") == [plot_fonts.OWN]


@pytest.mark.parametrize("script", SCRIPTS)
def test_that_no_letter_is_a_box_where_a_font_has_it(tmp_path: Path, script: str) -> None:
    name = SCRIPTS[script]
    held = {letter for entry in plot_fonts._fonts() for letter in plot_fonts._letters_of(entry.fname)}
    if not set(map(ord, name)) <= held:
        pytest.skip(f"no font for {script} is installed here")
    with (
        saved_figure(tmp_path / "plot.png", 200, 100) as figure,
        warnings.catch_warnings(record=True) as heard,
    ):
        warnings.simplefilter("always")
        figure.suptitle(name)
        plot_fonts.write_in_fonts_that_have_it(figure)
        figure.canvas.draw()
        lacking = [str(each.message) for each in heard if "lyph" in str(each.message)]
    assert lacking == []
