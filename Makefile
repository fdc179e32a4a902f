# `make extract` and `make test` set up .venv themselves, from the lock files alone; PYTHON picks the interpreter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTHON_FLOOR := 3.11
CHOSEN := $(VENV)/.made-by-$(subst /,_,$(PYTHON))

.DEFAULT_GOAL := help
.PHONY: help extract test check audit sbom licences docs review accept bench lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# A stamp for each lock file: set-up runs again when a lock, or what the install is made from, changes.
# .venv belongs to the interpreter that made it: another PYTHON makes it anew.
$(CHOSEN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < tuple(map(int, "$(PYTHON_FLOOR)".split("."))))' \
	    || { echo "Python $(PYTHON_FLOOR) or later is needed; say which: make PYTHON=python3.12 ..." >&2; exit 1; }
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(CHOSEN) requirements.lock pyproject.toml
	$(PIP) install --require-hashes --no-deps -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

extract: $(VENV)/.runtime ## extract seeds/ into output/
	$(BIN)/extract seeds/ -o output/

test: $(VENV)/.dev ## run every test
	$(BIN)/python -m pytest

check: $(VENV)/.dev ## lint, formatting, types, import direction
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python supply/audit.py

audit: $(VENV)/.dev ## ask for known vulnerabilities of the locked packages
	$(BIN)/python supply/audit.py

sbom: $(VENV)/.dev ## write the bill of materials (CycloneDX) of what the lock installs to dist/sbom.json
	@mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --short-PURLs --output-reproducible \
	    --output-file dist/sbom.json

licences: $(VENV)/.dev ## list the licences of what the lock installs in docs/licences.md
	$(BIN)/python supply/licences.py > docs/licences.md

docs: $(VENV)/.dev ## build the documentation site into site/; a dead link ends it
	$(BIN)/python docs/generated.py
	$(BIN)/zensical build --strict --clean

# 1 means that something differs: that is what one looks for.
review: extract ## extract seeds/ again and show which records changed since the last commit, and why
	@$(BIN)/asean-extract diff --git HEAD --allow-empty output/ || [ $$? -eq 1 ]

accept: extract ## extract seeds/ again and stage output/; commit it to accept it
	@git add --all output/
	@git --no-pager diff --cached --stat -- output/

# Texts: public/statements in the folder that ASEAN_EXTRACT_CORPUS names, else seeds/. BENCH takes options of the script.
bench: $(VENV)/.dev ## measure speed beside other libraries and write benchmarks/results.md
	$(BIN)/python benchmarks/bench.py $(BENCH)

# uv (https://docs.astral.sh/uv/) resolves; nothing else needs it. The locks hold for every Python and system that
# pyproject.toml allows, and name no index: pip takes the packages from wherever it is set up to.
LOCK = uv pip compile pyproject.toml --universal --python-version $(PYTHON_FLOOR) --generate-hashes --no-header \
    --no-annotate --group build

lock: ## lock the dependencies with their hashes; `make lock UPGRADE=--upgrade` takes the newest
	$(LOCK) $(UPGRADE) --output-file requirements.lock
	$(LOCK) $(UPGRADE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove .venv, caches and builds
	rm -rf $(VENV) build dist site .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
