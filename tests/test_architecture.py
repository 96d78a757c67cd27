"""The firm rules of docs/ARCHITECTURE.md, as sentences that can fail."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest
from support.package_source import MODULES, PACKAGE, called, modules_of, names_used, nodes_of


def fresh_modules(statement: str) -> set[str]:
    """Return what a new interpreter has loaded after `statement`."""
    script = f"{statement}; import sys; print('\\n'.join(sys.modules))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(result.stdout.split())


FIRST_PAINT = """
import os, sys
from frcnn_desktop.ui import launch
from frcnn_desktop.ui.app import Application, make_qt_application, run_until_closed
from frcnn_desktop.ui.shell.first_paint import FirstPaint

def seen():
    print('\\n'.join(sys.modules), flush=True)
    os._exit(0)

qt_application = make_qt_application()
application = Application()
FirstPaint(application.window, seen)
run_until_closed(qt_application, application, application.start)
"""
MOST_MODULES = 375
"""Of ours; each costs about half a millisecond of the start."""


@pytest.fixture(scope="module")
def seen_with(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a new interpreter has loaded when its window has been painted."""
    home = str(tmp_path_factory.mktemp("home"))
    folders = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
    environment = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"}
    result = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, check=True, env=environment
    )
    return set(result.stdout.split())


def test_that_the_window_is_seen_before_torch_plots_and_the_network_of_the_world_are_loaded(
    seen_with: set[str],
) -> None:
    assert not seen_with & {"torch", "torchvision", "numba", "cv2", "pyqtgraph", "matplotlib"}
    assert not seen_with & {"urllib.request", "ssl", "email", "importlib.metadata"}


def test_that_the_window_is_seen_before_what_changes_or_converts_whole_data_sets_is_loaded(
    seen_with: set[str],
) -> None:
    packages = {".".join(name.split(".")[:2]) for name in seen_with}
    assert not packages & {
        "frcnn_desktop.curation",
        "frcnn_desktop.formats",
        "frcnn_desktop.learning",
        "frcnn_desktop.bench",
    }


def test_that_of_features_which_are_not_seen_at_first_only_the_outline_is_loaded(seen_with: set[str]) -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("ui/*/outline.py")}
    later = {name for name in rooms if f"frcnn_desktop.ui.{name}.feature" not in seen_with}
    assert later > {"learn", "inside", "export", "classes", "training", "help"}
    for room in later:
        loaded = {name for name in seen_with if name.startswith(f"frcnn_desktop.ui.{room}.")}
        assert loaded == {f"frcnn_desktop.ui.{room}.outline"}
    assert not [name for name in seen_with if name.startswith("frcnn_desktop.workers.learning")]


def test_that_few_modules_are_loaded_before_the_window_is_seen(seen_with: set[str]) -> None:
    ours = [name for name in seen_with if name.startswith("frcnn_desktop")]
    assert len(ours) <= MOST_MODULES
    assert "frcnn_desktop.ui.browse.feature" in ours


@pytest.mark.parametrize("name", ["core", "voc", "formats.registry", "proposals", "evaluation"])
def test_that_values_files_and_proposals_load_neither_qt_nor_torch(name: str) -> None:
    loaded = fresh_modules(f"import frcnn_desktop.{name}")
    assert not {module.split(".")[0] for module in loaded} & {"PySide6", "torch"}


@pytest.mark.parametrize("name", ["detector", "inference", "training"])
def test_that_the_network_needs_no_window(name: str) -> None:
    loaded = fresh_modules(f"import frcnn_desktop.{name}")
    assert "PySide6" not in {module.split(".")[0] for module in loaded}


def test_that_no_thread_is_ever_terminated_and_no_event_loop_pumped_by_hand() -> None:
    forbidden = {"terminate", "processEvents"}
    offenders = {str(path.relative_to(PACKAGE)): names_used(path) & forbidden for path in MODULES}
    # A child process may be told to end; a thread may not.
    assert {name: found for name, found in offenders.items() if "processEvents" in found} == {}
    assert {name for name, found in offenders.items() if "terminate" in found} <= {
        "workers/training/process.py"
    }


READERS_OF_OBJECTS = {"pickle", "QSettings", "QDataStream", "shelve", "marshal", "dill", "cloudpickle"}
"""What turns bytes into objects of the writer's choice."""


def test_that_nothing_builds_objects_from_bytes() -> None:
    # The one exception hands Qt a reader that loads nothing.
    for path in MODULES:
        if path == PACKAGE / "ui" / "kit" / "no_unpickling.py":
            continue
        used = {*names_used(path), *(node.id for node in nodes_of(path) if isinstance(node, ast.Name))}
        for node in nodes_of(path):
            if isinstance(node, ast.Import | ast.ImportFrom):
                used |= {alias.name for alias in node.names} - {"UnpicklingError"}
                if isinstance(node, ast.ImportFrom) and {a.name for a in node.names} != {"UnpicklingError"}:
                    used.add(node.module or "")
        assert not used & READERS_OF_OBJECTS, path


def test_that_files_of_arrays_and_tensors_are_read_without_their_objects() -> None:
    for path in MODULES:
        for node in nodes_of(path):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            call = called(node)
            if call not in ("torch.load", "np.load"):
                continue
            given = {each.arg: ast.unparse(each.value) for each in node.keywords}
            if call == "torch.load":
                assert given.get("weights_only") == "True", f"{path}:{node.lineno}"
            if call == "np.load":
                assert given.get("allow_pickle") == "False", f"{path}:{node.lineno}"


def test_that_json_and_archives_of_arrays_are_read_in_the_one_place_that_bounds_them() -> None:
    allowed = {"core/plain_json.py", "cli/train_output.py"}
    for path in MODULES:
        if path.is_relative_to(PACKAGE / "bench") or path.relative_to(PACKAGE).as_posix() in allowed:
            continue
        for node in nodes_of(path):
            if isinstance(node, ast.Call):
                assert called(node) not in ("json.loads", "json.load", "np.load"), f"{path}:{node.lineno}"


MARKUP = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "RichText", "MarkdownText"}
MARKUP_WIDGETS = {"QTextEdit", "QTextBrowser", "QGraphicsTextItem", "QStaticText", "QWhatsThis"}


def test_that_no_text_is_taken_for_markup() -> None:
    for path in modules_of("ui"):
        names = names_used(path) | {node.id for node in nodes_of(path) if isinstance(node, ast.Name)}
        assert not names & (MARKUP | MARKUP_WIDGETS), path
        assert "allow_markup" not in names or path.name in ("about.py", "plain_text.py"), path


def test_that_labels_which_break_their_lines_are_plain_from_the_start() -> None:
    for path in modules_of("ui"):
        for node in nodes_of(path):
            if not (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "setWordWrap"):
                continue
            if ast.unparse(node).endswith(".setWordWrap(True)"):
                views = ("_list.setWordWrap(True)", "tree.setWordWrap(True)")
                allowed = path.name == "plain_text.py" or ast.unparse(node).endswith(views)
                assert allowed, f"{path}:{node.lineno} (use ui.kit.plain_text.wrap)"


def test_that_commands_write_to_the_terminal_in_one_place() -> None:
    for path in modules_of("cli"):
        if path.name == "terminal.py":
            continue
        for node in nodes_of(path):
            if isinstance(node, ast.Call):
                assert called(node) not in ("print", "sys.stdout.write", "sys.stderr.write"), (
                    f"{path}:{node.lineno}"
                )


def test_that_nobody_swaps_the_streams_that_all_threads_share() -> None:
    """Two threads that do leave one of them with the other's stream for ever."""
    for path in MODULES:
        swapped = {"redirect_stdout", "redirect_stderr", "sys.stdout =", "sys.stderr ="}
        assert not [each for each in swapped if each in path.read_text(encoding="utf-8")], path


def test_that_boxes_are_never_rounded_half_to_even_on_their_way_to_a_file() -> None:
    for path in modules_of("voc"):
        calls = {
            n.func.id for n in nodes_of(path) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        assert "round" not in calls, path
        assert not names_used(path) & {"round", "rint", "around"}, path


def test_that_files_stay_small() -> None:
    long = {
        str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES
    }
    assert {name: lines for name, lines in long.items() if lines > 350} == {}


def test_that_workers_use_qtcore_only() -> None:
    for path in modules_of("workers"):
        for node in nodes_of(path):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
                assert node.module == "PySide6.QtCore", f"{path}:{node.lineno}"


def test_that_signals_are_never_connected_to_lambdas_in_workers() -> None:
    for path in modules_of("workers"):
        for node in nodes_of(path):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "connect"
            ):
                assert not any(isinstance(arg, ast.Lambda) for arg in node.args), f"{path}:{node.lineno}"
