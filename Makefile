# Two commands for everyone: `make run` and `make test`. The others are for those who work on newsdesk.
SHELL := /bin/bash
.DELETE_ON_ERROR:
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
HOST ?= 127.0.0.1
LOCKS := requirements/run.lock requirements/dev.lock requirements/bench.lock

.PHONY: help run test lint format bench lock clean browser postgresql

help:
	@echo "make run    install, migrate, ingest the sample dump, serve it on http://$(HOST):$(PORT)/"
	@echo "make test   install what tests need (headless Chromium too) and run all of them"
	@echo "make lint   style, types, import contracts, templates"
	@echo "make bench  measure every figure and print the table of docs/benchmarks.md"
	@echo "make lock   pin the newest versions that pyproject.toml allows"

# The environment: Python's own venv, then uv, which installs a lock in seconds and removes what is not in it.
$(BIN)/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "newsdesk needs Python 3.11 or later"; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { [ "$$(id -u)" = 0 ] && apt-get -qq update && apt-get -qq install -y python3-venv >/dev/null; } \
		|| { echo "Python's venv is missing. Install it: sudo apt-get install -y python3-venv"; exit 1; }
	@python3 -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip uv

$(VENV)/.run: requirements/run.lock | $(BIN)/uv
	@[ -e $(VENV)/.dev -o -e $(VENV)/.bench ] || VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --require-hashes $<
	@touch $@
$(VENV)/.dev: requirements/dev.lock | $(BIN)/uv
	@[ -e $(VENV)/.bench ] && [ $(VENV)/.bench -nt requirements/bench.lock ] || VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --require-hashes $<
	@touch $@
$(VENV)/.bench: requirements/bench.lock | $(BIN)/uv
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --require-hashes $<
	@touch $@ $(VENV)/.dev

run: $(VENV)/.run
	@NEWSDESK_DEBUG=$${NEWSDESK_DEBUG:-1} $(BIN)/python manage.py demo --host $(HOST) --port $(PORT)

# What touches the database runs on PostgreSQL first, then everything on SQLite.
test: $(VENV)/.dev browser postgresql
	@$(BIN)/python -m tests.on_postgresql -q tests/editing tests/reads tests/pipeline tests/web tests/commands tests/admin
	@$(BIN)/python -m pytest

# Browser tests drive the distribution's Chromium; a browser of Playwright's own is never downloaded.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && apt-get -qq update && apt-get -qq install -y chromium >/dev/null; } \
		|| { echo "Browser tests need Chromium. Install it: sudo apt-get install -y chromium"; exit 1; }

# Tests of two editors at once need its server; where it cannot be installed they are left out, and the run says so.
postgresql:
	@ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || [ "$$(id -u)" != 0 ] \
		|| { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y postgresql >/dev/null; }

lint: $(VENV)/.dev
	@$(BIN)/ruff format --check --quiet . || { echo "Formatting differs: run make format"; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint --quiet --lint templates

format: $(VENV)/.dev
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format --quiet .

bench: $(VENV)/.bench
	@$(BIN)/python -m benchmarks

LOCK := $(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml
lock: | $(BIN)/uv
	@mkdir -p requirements
	@$(LOCK) --upgrade --group test --group lint --group bench -o requirements/bench.lock
	@$(LOCK) --group test --group lint -c requirements/bench.lock -o requirements/dev.lock
	@$(LOCK) -c requirements/bench.lock -o requirements/run.lock

clean:
	rm -rf $(VENV) var staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
