# Every target makes the environment it needs: `make run` and `make test` work on a fresh machine.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen

# What `make` can do.
help:
	@awk '/^# /{if (text=="") text=substr($$0,3)} /^[a-z][a-z-]*:/{split($$1,name,":"); if (text!="") printf "  %-15s %s\n", name[1], text; text=""} /^$$/{text=""}' Makefile

.PHONY: help run test test-slow test-attack test-readers test-engines lint format docs translations wheel package check-package deb clean

# The window, on the sample photos.
run: $(VENV)/.ready
	$(RUN) frcnn-desktop gui --samples

# Everything that takes no minutes, in two processes; `make test ORDER=--random-order` shuffles the tests.
test: $(VENV)/.ready
	$(RUN) pytest -m "not slow and not attack" -n 2 --dist loadfile $(ORDER)

# Several processes, real training, minutes.
test-slow: $(VENV)/.ready
	$(RUN) pytest -m slow

# Kills, full disks, hostile files, long sessions: minutes; before every release.
# FRCNN_ATTACK_KILLS=200 FRCNN_ATTACK_INPUTS=100000 FRCNN_ATTACK_SWITCHES=2000 make test-attack: all of it.
test-attack: $(VENV)/.ready
	$(RUN) pytest -m attack -s tests/attack

# What other programs make of an exported or converted data set; fetches them, 250 MB, into an environment of
# their own; ultralytics without a second torch.
test-readers: $(VENV)/.ready
	$(UV) pip install --quiet --no-deps --target build/readers ultralytics
	PYTHONPATH=build/readers $(RUN) --with supervision --with datumaro --with pycocotools --with psutil \
		--with requests --with polars pytest tests/voc/test_voc_real_readers.py tests/formats/test_formats_real_readers.py

# The examples on Ray and Spark, two workers each on this machine; fetches them, 600 MB. Spark needs Java 17.
test-engines: $(VENV)/.ready
	RAY_ENABLE_UV_RUN_RUNTIME_ENV=0 $(RUN) --with 'ray[data]' --with pyspark --with pandas --with pyarrow \
		pytest tests/engines

# Style, types, import contracts, dead code.
lint: $(VENV)/.ready
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) pyright
	$(RUN) lint-imports
	$(RUN) vulture

# Puts the style right where a machine can.
format: $(VENV)/.ready
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

# Draws the maps in docs/ARCHITECTURE.md anew.
docs: $(VENV)/.ready
	$(RUN) python docs/make_maps.py

# Collects new texts of the interface into every language and compiles them.
# `make translations ADD=de` begins German.
translations: $(VENV)/.ready
	$(RUN) python packaging/message_sources.py build/message_sources.py
	for file in $(sort $(wildcard resources/translations/*.ts) $(ADD:%=resources/translations/%.ts)); do \
		$(RUN) pyside6-lupdate -locations none -no-obsolete -target-language $$(basename $$file .ts) \
			$$(find frcnn_desktop/ui -name '*.py' | LC_ALL=C sort) build/message_sources.py -ts $$file && \
		$(RUN) pyside6-lrelease $$file -qm $${file%.ts}.qm || exit 1; \
	done

# The sdist and the wheel, tried in an empty environment.
wheel: | $(UV)
	packaging/check_wheel.sh dist

# The application as one folder that needs no Python: 10 minutes, 5 GB in build/.
package: | $(UV)
	PATH="$(CURDIR)/.tools/bin:$$PATH" $(RUN) python packaging/build.py --folder build

# Tries the built application as a person would.
check-package:
	$(RUN) python packaging/check_built_app.py build/dist/frcnn-desktop/frcnn-desktop

# A Debian package of what `make package` built.
deb:
	$(RUN) python packaging/linux/build_deb.py build/dist/frcnn-desktop build/pyinstaller/frcnn-desktop/icons dist

# Removes what `make` made.
clean:
	rm -rf $(VENV) .tools build dist

$(VENV)/.ready: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --compile-bytecode
	touch $@

# uv in a folder of its own where the machine has none.
.tools/bin/uv:
	python3 -m venv .tools
	.tools/bin/pip install --quiet "uv>=0.5"
