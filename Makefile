# One command for each habit. `make demo` and `make test` need make, python3 (3.11 or newer) and python3-venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
DEMO_DIR ?= demo

.PHONY: demo test test-lts audit format lint types bench docs messages pictures tools clean

demo: $(VENV)/.runtime
	$(BIN)/standfirst demo $(DEMO_DIR) $(DEMO_OPTIONS)

test: tools
	scripts/test

test-lts: tools
	scripts/test-lts

audit: tools
	scripts/audit

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.dev
	scripts/bench $(BENCH)

docs: $(VENV)/.dev
	$(BIN)/sphinx-build -W -q -b html docs site

messages: $(VENV)/.dev
	scripts/messages

pictures: tools
	$(BIN)/python -m tests.tools.pictures

tools: $(VENV)/.dev
	scripts/tools

$(VENV)/bin/python:
	@PYTHON="$(PYTHON)" scripts/venv $(VENV)

$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/runtime.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) site build dist
