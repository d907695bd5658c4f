# One command per intention; CI runs the same ones.
PYTHON ?= python3
PROFILE ?= standard
RUN ?= $(PROFILE)
EMBEDDED := breast_cancer code_or_prose diabetes digits dtmf fizzbuzz heartbeat loan_stream luhn \
  roman_numerals shapes wine
PUBLISHED_KIB := 5000
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
READY := $(VENV)/.ready
READY_STUDIES := $(VENV)/.ready-studies
READY_TEST := $(VENV)/.ready-test
READY_DEV := $(VENV)/.ready-dev
BENCHMARKS := harness growth analysis features image_features signal_features networks rules engines explainability

.DEFAULT_GOAL := help
.PHONY: help bench studies reference test check check-all benchmarks format browser clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12
	@echo
	@echo "PROFILE=quick|standard|full chooses how much 'make bench' runs (now: $(PROFILE))."

bench: $(READY) ## run the comparison, explain and time it, write the report (PROFILE=quick|standard|full)
	@$(BIN)/triptych run --profile $(PROFILE) --run $(RUN); status=$$?; \
	case $$status in 0|3) ;; *) exit $$status ;; esac; \
	$(BIN)/triptych explain --run $(RUN); explained=$$?; \
	case $$explained in 0|3) ;; *) exit $$explained ;; esac; \
	$(BIN)/triptych bench --run $(RUN) && $(BIN)/triptych report --run $(RUN) && exit $$((status | explained))

studies: $(READY_STUDIES) ## run the studies on the tasks that need no download; the same command resumes
	@$(BIN)/triptych run $(EMBEDDED) --profile $(PROFILE) --run $(RUN) \
	  --study supervised --study label_budget --study corruption \
	  --study semi_supervised --study transfer --study unsupervised --study rule_budget --study drift --study scale; status=$$?; \
	case $$status in 0|3) ;; *) exit $$status ;; esac; \
	$(BIN)/triptych report --run $(RUN) && exit $$status

reference: $(READY) ## the published run: every task and seed into results/reference (up to two hours)
	@$(MAKE) --no-print-directory bench PROFILE=full RUN=reference
	@cd results/reference && du -k items/* | sort -n \
	| awk '{ total += $$1; if (total > $(PUBLISHED_KIB)) print $$2 }' > .gitignore
	@echo "to be published: results/reference, but for $$(wc -l < results/reference/.gitignore) large item tables"

test: $(READY_TEST) browser ## run the tests, as many files at a time as there are cores
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(READY_DEV) ## ruff, mypy, import layers, file sizes: everything CI runs besides the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/test_style.py

check-all: $(READY_DEV) browser check ## check, then every test, the slow ones too, and the benchmarks
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile -m "slow or not slow"
	@$(MAKE) --no-print-directory benchmarks

benchmarks: $(READY_DEV) ## hold harness, report, features, networks and rules to their targets (a quarter of an hour, alone)
	@status=0; for name in $(BENCHMARKS); do \
	  $(BIN)/python -m pytest -q --benchmark-enable benchmarks/test_$$name.py || status=1; \
	done; exit $$status

format: $(READY_DEV) ## let ruff rewrite what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The browser tests open the report in Chromium; where none can be had they are skipped, with the reason.
browser:
	@if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "installing Chromium for the browser tests"; \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "no Chromium here: the browser tests will be skipped (Debian: apt-get install chromium)"; fi

clean: ## remove the environment and caches; results stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "triptych needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing triptych into $(VENV) (once; torch is large)"
	@$(INSTALL) . && touch $@

$(READY_STUDIES): $(READY)
	@echo "installing what the studies need"
	@$(INSTALL) '.[studies]' && touch $@

$(READY_TEST): $(READY)
	@echo "installing what the tests need"
	@$(INSTALL) '.[test]' && touch $@

$(READY_DEV): $(READY_TEST)
	@echo "installing what the checks need"
	@$(INSTALL) '.[dev]' && touch $@
