# `make run` and `make test` need Python 3.11 or newer, and make; everything else they fetch into .venv.
# Another Python: make test PYTHON=python3.13 VENV=.venv-3.13

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TOOLS := .venv-tools
AUDITED_BY := pip-audit==2.10.1
LOCKED_BY := uv==0.13.9
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet

LOCKED := $(VENV)/.locked
INSTALLED := $(VENV)/.installed
COMPILED := $(VENV)/.compiled
READY := $(LOCKED) $(INSTALLED) $(COMPILED)
ifneq ($(origin PYTHON),file)
READY := same-python $(READY)
endif
CATALOGUES := $(wildcard bot/i18n/locales/*/LC_MESSAGES/*.po)

.DEFAULT_GOAL := help
.PHONY: help run test check soak bench audit catalogues lock clean
.DELETE_ON_ERROR:

help:
	@echo 'make run         start the bot, or without RAWAT_BOT_TOKEN the sandbox'
	@echo 'make test        the tests, in under three minutes'
	@echo 'make check       format, lint, types, import contracts, catalogues, file sizes'
	@echo 'make soak        the long runs, some twenty minutes'
	@echo 'make bench       the benchmarks, as one table'
	@echo 'make audit       the dependencies against the lists of known faults'
	@echo 'make catalogues  compile the translations'
	@echo 'make lock        resolve the dependencies anew into requirements.lock'
	@echo 'make clean       remove what was made here, but no database'

run: $(READY)
	@if [ -n "$$RAWAT_BOT_TOKEN" ] \
	  || grep -Eqs "^[[:space:]]*(export[[:space:]]+)?RAWAT_BOT_TOKEN[[:space:]]*=[[:space:]]*[\"']?[^[:space:]\"'#]" .env; \
	then exec $(BIN)/rawat run; else exec $(BIN)/rawat sandbox; fi

# Compiled modules are kept: without them each of the processes that the tests start compiles everything anew.
test: $(READY)
	@unset PYTHONDONTWRITEBYTECODE; $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

check: $(READY)
	@$(BIN)/ruff format --check --quiet . || { echo 'Not formatted; run: $(BIN)/ruff format .' >&2; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@told=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$told" >&2; exit 1; }
	@$(BIN)/python -m bot.i18n.catalogues check
	@$(BIN)/python -m tests.checks.file_sizes

# The properties as well, over ten times as many examples.
soak: $(READY)
	@$(BIN)/python -m pytest -q -m 'soak or hypothesis' --hypothesis-profile thorough

bench: $(READY)
	@$(BIN)/python -m tests.bench

# Apart from check and test: a newly published fault must not redden a commit that did not cause it. Strict: what could
# not be looked up is no pass.
audit: $(TOOLS)/.made
	@$(TOOLS)/bin/pip-audit --requirement requirements.lock --require-hashes --disable-pip --strict

catalogues: $(READY)
	@:

# Without the header and the annotations, no address and no folder of this machine gets into the lock.
lock: $(TOOLS)/.made
	@$(TOOLS)/bin/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --quiet \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --upgrade --output-file requirements.lock

clean:
	rm -rf .venv .venv-* build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find bot jobs migrations tests \( -name __pycache__ -o -name '*.mo' \) -prune -exec rm -rf {} +

# The project is installed after the lock: pip refuses an editable install beside hashes.
$(LOCKED): requirements.lock
	@$(MAKE) --no-print-directory -s python-is-fit
	@echo 'Making the environment in $(VENV), which takes a minute …'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

$(INSTALLED): $(LOCKED) pyproject.toml hatch_build.py
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(COMPILED): $(INSTALLED) $(CATALOGUES)
	@$(BIN)/python -m bot.i18n.catalogues compile
	@touch $@

$(TOOLS)/.made: Makefile
	@$(MAKE) --no-print-directory -s python-is-fit
	@$(PYTHON) -m venv $(TOOLS)
	@PIP_DISABLE_PIP_VERSION_CHECK=1 $(TOOLS)/bin/python -m pip install --quiet $(AUDITED_BY) $(LOCKED_BY)
	@touch $@

.PHONY: same-python python-is-fit
# Only where a Python is named: an environment made with another one would be used without a word.
same-python: python-is-fit
	@asked=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	made=$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo "$$asked"); \
	[ "$$asked" = "$$made" ] || { echo "$(VENV) was made with Python $$made; add VENV=$(VENV)-$$asked, or run make clean" >&2; exit 1; }

python-is-fit:
	@$(PYTHON) -c '' 2>/dev/null \
	  || { echo 'There is no $(PYTHON) here; install Python 3.11 or newer, or name yours: make PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Rawat needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1); name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "$(PYTHON) comes without venv; install it first: apt install python3-venv" >&2; exit 1; }
