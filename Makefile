# The two commands of the README, and what lies behind them:
#   make run      sets up .venv and starts the dashboard on this machine (PORT=8501)
#   make test     every check there is, with fixed seeds and samples
#   make proofs   the same checks at their full numbers; writes docs/proofs.md
#   make screens  a picture of every page into screens/, to be looked at
#   make clean    removes what these made
# A second run sets up nothing: each step leaves a stamp in .venv.

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
# Two processes share the tests; which belong together is said in tests/conftest.py.
# In the order of their names, so that the longest group, the browser's, is begun early.
SHARED := --numprocesses 2 --no-loadscope-reorder
# What the checks run beside Python: a browser, LibreOffice and Poppler to read the documents back,
# the free font with the widths of Word's own, and Voikko to read the Finnish forms of place names.
SYSTEM_PACKAGES := chromium libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui poppler-utils \
	fontconfig fonts-crosextra-carlito fonts-liberation libvoikko1 voikko-fi
APT := apt-get install --yes --no-install-recommends $(SYSTEM_PACKAGES)

.PHONY: run test proofs screens clean set-up test-set-up system
.DEFAULT_GOAL := run

run: $(VENV)/.can-run
	@echo "The dashboard: http://127.0.0.1:$(PORT)   (stop it with Ctrl+C)"
	@$(BIN)/python -m streamlit run dashboard.py --server.port $(PORT)

set-up: $(VENV)/.can-run

test-set-up: $(VENV)/.can-test system

test: test-set-up
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(SHARED)

proofs: test-set-up
	HVK_PROOFS=1 $(BIN)/python -m pytest $(SHARED) -p tests.proofs --hypothesis-profile=proofs

screens: test-set-up
	$(BIN)/python -m tests.screens

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed, and '$(PYTHON)' is not. Name another: make $(or $(MAKECMDGOALS),run) PYTHON=python3.12" >&2; \
	  exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "This Python lacks its venv module. On Debian, as root: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)

$(VENV)/.can-run: requirements.txt | $(BIN)/python
	@echo "Installing what the program needs (once; a few minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.can-test: requirements-dev.txt $(VENV)/.can-run
	@echo "Installing what the checks need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

# A check without its tool would be a check that cannot fail: what is missing is installed or named.
system: $(VENV)/.can-test
	@missing() { \
	  for tool in chromium soffice pdftotext pdftoppm fc-list; do command -v $$tool >/dev/null || return 0; done; \
	  office=$$(dirname "$$(readlink -f "$$(command -v soffice)")"); \
	  [ -e "$$office/libswlo.so" ] && [ -e "$$office/libsclo.so" ] && [ -e "$$office/libsdlo.so" ] \
	    || return 0; \
	  $(BIN)/python -c 'from libvoikko import Voikko; Voikko("fi")' >/dev/null 2>&1 || return 0; \
	  ! fc-list : family | grep -qi carlito; \
	}; \
	missing || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  export DEBIAN_FRONTEND=noninteractive; \
	  gui=$$(dpkg-query --show --showformat='$${db:Status-Status}' libreoffice-core 2>/dev/null); \
	  packages="$(SYSTEM_PACKAGES)"; \
	  [ "$$gui" != installed ] || packages=$$(echo "$$packages" | sed 's/-nogui//g'); \
	  apt-get update --quiet=2 && \
	  apt-get install --quiet=2 --yes --no-install-recommends $$packages; \
	else \
	  echo "The checks need system packages. As root: $(APT)" >&2; exit 1; \
	fi; \
	! missing || { echo "Still missing after the install; as root: $(APT)" >&2; exit 1; }
