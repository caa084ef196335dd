# What people run. Everything else is behind these names; `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv/bin
TEST_WORKERS ?= 2
# Every start would compile all of Django anew where the surroundings forbid to keep bytecode.
unexport PYTHONDONTWRITEBYTECODE

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## the portal with a demo, on http://127.0.0.1:8000 (ARGS="--port 9000", ARGS=--help for more)
	@$(PYTHON) tools/setup.py embedded
	@exec $(VENV)/python -m portal.embedded $(ARGS)

setup: ## everything that developing needs, into .venv
	@$(PYTHON) tools/setup.py dev

# Files in a browser keep their order: sorted by their number of tests the longest single ones would come last.
test: setup ## all tests, side by side; those in a browser where Chromium is found
	$(VENV)/python -m pytest -q -n $(TEST_WORKERS) --dist worksteal -m "not e2e" $(ARGS)
	$(VENV)/python -m pytest -q -n $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder -m e2e $(ARGS)

e2e: setup ## only the tests in a browser and of the whole running portal
	$(VENV)/python -m pytest -q -n $(TEST_WORKERS) --dist loadfile --no-loadscope-reorder -m e2e $(ARGS)

check: setup ## style, types, architecture, migrations, settings, generated pages: fast
	$(VENV)/ruff check
	$(VENV)/ruff format --check
	$(VENV)/mypy
	$(VENV)/lint-imports
	tools/check-django
	$(VENV)/python -m pytest -q tests/architecture
	@told=$$($(VENV)/python -m pytest -qq --collect-only --check-sources) || { echo "$$told" | tail -n 5; exit 1; }

format: setup ## put the code into the house style
	$(VENV)/ruff check --fix
	$(VENV)/ruff format

docs: setup ## write the generated pages anew (docs/sources.md)
	@told=$$($(VENV)/python -m pytest -qq --collect-only --write-sources) || { echo "$$told" | tail -n 5; exit 1; }

bench: setup ## measure (see bench/)
	$(VENV)/python -m bench $(ARGS)

bench-lint: setup ## the linter's speed beside its gate
	$(VENV)/python -m bench.lint

bench-webchecks: setup ## website checks a second, beside a loop that only fetches
	$(VENV)/python -m bench.webchecks

bench-queue: setup ## the review queue with 1,000 and with 100,000 applications (minutes)
	$(VENV)/python -m bench.queue

bench-accuracy: setup ## the linter's facts against hand labels (CORPUS=folder)
	$(VENV)/python -m bench.accuracy $(CORPUS)

fuzz: setup ## fuzz the readers of texts, pages and registrations (SECONDS=600 for all three)
	@$(VENV)/python -m bench.fuzz --seconds $(or $(SECONDS),600)

drain: setup ## a thousand website checks while the broker is killed (minutes)
	DRAIN_SITES=$(or $(SITES),1000) $(VENV)/python -m pytest -q tests/webchecks/test_drain.py

manage: ## a management command on the portal of `make run`: make manage DO="createsuperuser"
	@tools/manage $(DO)

audit: setup ## known vulnerabilities of what is installed (asks the internet)
	$(VENV)/python tools/audit.py

lock: ## pin every dependency with its hash (needs uv)
	tools/lock

.PHONY: help run setup test e2e check format docs bench fuzz bench-queue bench-lint bench-webchecks bench-accuracy drain manage audit lock
