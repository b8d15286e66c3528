# Two commands: make run, make test. Both set up what they need, and work offline once they have.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
PEERS := tests/peers/node_modules/.package-lock.json
PY := $(VENV)/bin/python
# Tests commit many thousand times: they do it in memory where there is room. A killed process leaves both disks alike.
MEMORY := $(shell [ -w /dev/shm ] && [ "$$(df --output=avail -B1G /dev/shm | tail -n1)" -ge 4 ] && echo /dev/shm)
# One more than there are processors: some tests wait for a process or a clock, and leave theirs to another.
WORKERS := $(shell echo $$(( $$(nproc 2>/dev/null || echo 1) + 1 )))

.PHONY: help run test soak bench check lock clean browser node

help:
	@echo "make run    play a rehearsal, or run the real bot when config.toml has a token"
	@echo "make test   the whole suite, with its checks"
	@echo "make bench  speed, as ratios against peers run in the same minutes"
	@echo "make soak   the long storms: kills, fuzzing"
	@echo "make check  types, style and layers only"
	@echo "make lock   renew requirements.lock from pyproject.toml"

$(READY): requirements.lock
	@echo "Setting up .venv (once) …"
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip sync --quiet --python $(PY) --require-hashes requirements.lock; \
	else \
	  $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock; \
	fi
	@touch $@

run: $(READY)
	@$(PY) -m bot run $(ARGS)

check: $(READY)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo

browser:
	@command -v chromium >/dev/null 2>&1 || { \
	  echo "Installing chromium for the browser tests …"; \
	  if [ "$$(id -u)" = 0 ]; then SUDO=; else SUDO=sudo; fi; \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq chromium fonts-noto-color-emoji >/dev/null; }

node:
	@command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || { \
	  echo "Installing Node for the tests with bots that are not ours …"; \
	  if [ "$$(id -u)" = 0 ]; then SUDO=; else SUDO=sudo; fi; \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq nodejs npm >/dev/null; }

$(PEERS): tests/peers/package.json tests/peers/package-lock.json | node
	@cd tests/peers && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# Side by side what can be; one after the other what watches the clock or a screen. (5: nothing of ARGS was left.)
test: export PYTEST_DEBUG_TEMPROOT := $(MEMORY)
test: $(READY) browser $(PEERS) check
	$(PY) -m pytest -n $(WORKERS) --dist loadfile -m "not storm and not browser" $(ARGS) || [ $$? = 5 ]
	$(PY) -m pytest -m "storm or browser" $(ARGS) || [ $$? = 5 ]

soak: $(READY) browser $(PEERS)
	SOAK=1 $(PY) -m pytest $(ARGS)

bench: $(READY)
	$(PY) -m bench $(ARGS)

# The lock holds names, versions and hashes and no addresses: it serves behind any mirror (docs/decisions).
lock:
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv: pip install uv"; exit 1; }
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock

clean:
	rm -rf $(VENV) tests/peers/node_modules .rehearsal .mypy_cache .ruff_cache .import_linter_cache
