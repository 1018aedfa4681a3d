# What a person types. `make help` lists it. Needs make and Python 3.11 or newer; the rest comes from the lock files.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# Whatever the machine says: each of hundreds of starts would compile the whole program again.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help setup run test test-fast test-slow check bench distress kill soak lock translations bench-setup

VENV := .venv
BENCH_VENV := .bench-venv
PY := $(VENV)/bin/python
PYTEST := $(PY) -m pytest
# Two processes at once: what kills and waits leaves room for what counts. Figures need `make bench`, one at a time.
BESIDE := -n 2 --dist worksteal
PACKAGES := conversation domain db handlers bot tests
# A package is checked from its first file on.
PRESENT := $(foreach package,$(PACKAGES),$(if $(wildcard $(package)/*.py $(package)/*/*.py),$(package)))

# How often `make kill` kills, and how long `make soak` goes on.
N ?= 200
MINUTES ?= 10

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

# $(call install,FOLDER,LOCK): a virtual environment that holds what the lock says. The stamp is the lock's
# hash, so a second call does nothing and a changed or half-finished set-up is finished.
define install
python=""; \
for candidate in $${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do \
  if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then python=$$candidate; break; fi; \
done; \
if [ -z "$$python" ]; then \
  echo "Teman Mandiri needs Python 3.11 or newer, and found: $$(python3 --version 2>&1 || true)" >&2; \
  echo "Install a newer one, or name it: make setup PYTHON=/path/to/python3" >&2; exit 1; \
fi; \
stamp="$$($$python -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' $(2))"; \
if ! $(1)/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
  echo "Making $(1) with $$($$python --version) ..."; \
  $$python -m venv --clear $(1) || { echo "Python has no venv here. On Debian: apt-get install python3-venv" >&2; exit 1; }; \
fi; \
if [ "$$(cat $(1)/installed 2>/dev/null || true)" != "$$stamp" ]; then \
  echo "Installing the packages of $(2) into $(1) ..."; rm -f $(1)/installed; \
  $(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r $(2); \
  echo "$$stamp" > $(1)/installed; \
fi
endef

setup: ## make .venv from requirements.lock (does nothing when it is up to date)
	@$(call install,$(VENV),requirements.lock)

run: setup ## start; without a channel token: the simulator with demo data on http://127.0.0.1:8080
	@$(PY) -m bot run

test: setup ## all tests: first the fast ones, then the long ones (kills, soak, browser)
	@$(MAKE) test-fast
	@$(MAKE) test-slow

test-fast: setup ## the first half of the tests
	$(PYTEST) $(BESIDE) -m "not slow"

test-slow: setup ## the second half: kills, soaks, browsers, set-up
	$(PYTEST) $(BESIDE) -m slow

check: setup ## format, lint, types, import rules, translations, .env.example; no tests
	@failed=0; \
	step() { echo "== $$*"; "$$@" || failed=1; }; \
	step $(VENV)/bin/ruff format --check $(PRESENT); \
	step $(VENV)/bin/ruff check $(PRESENT); \
	step $(VENV)/bin/mypy $(PRESENT); \
	step $(PY) -m tests.tidy; \
	exit $$failed

bench-setup: setup
	@$(call install,$(BENCH_VENV),requirements-bench.lock)

bench: bench-setup ## print the figures, beside the peers of requirements-bench.lock
	@$(PY) -m tests.bench

distress: setup ## print how well signs of danger are recognised: recall, precision, speed
	@$(PY) -m tests.figures.distress

kill: setup ## kill -9 at every step and N more times at random (make kill N=200)
	$(PYTEST) tests/kill --kills $(N)

soak: setup ## one long run under load (make soak MINUTES=10)
	$(PYTEST) tests/soak --soak-minutes $(MINUTES)

translations: setup ## gather every sentence into locales/, for the translators
	$(PY) -m tests.tidy.translations

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
  --no-emit-index-url --no-emit-find-links --no-header
UV = $$(command -v uv || echo $(VENV)/bin/uv)

lock: setup ## choose the newest allowed versions and write both lock files
	@command -v uv >/dev/null || [ -x $(VENV)/bin/uv ] || $(PY) -m pip install --quiet --disable-pip-version-check uv
	$(UV) pip compile $(LOCK_OPTIONS) --group dev pyproject.toml -o requirements.lock
	$(UV) pip compile $(LOCK_OPTIONS) requirements-bench.in -o requirements-bench.lock
