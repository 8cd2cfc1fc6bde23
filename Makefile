.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.ready
# What the conversations must reach at least, in percent.
COVERED := guidance=100,conditions=100,repairs=100,intents=100,slots=100,rules=100,entities=98,branches=91,replies=96,buttons=98
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup run test mutate unit train chat nlu check fix lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(READY) ## create the environment in .venv from the lock files

$(READY): requirements.lock requirements-nodeps.lock pyproject.toml
	@python310=$$(scripts/python310) && echo "Creating .venv with $$python310" && "$$python310" -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-uv.lock
	@echo "Installing the locked packages (about a minute on a first run)"
	@$(BIN)/uv pip install --quiet --require-hashes --no-deps -r requirements.lock -r requirements-nodeps.lock
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

run: $(READY) ## start everything: model, services, demo shop with the chat; prints the address
	@$(BIN)/bot train --if-changed
	@exec $(BIN)/bot run $(if $(PORT),--port $(PORT))

test: $(READY) check ## run every test
	@$(BIN)/bot train --if-changed
	@failed=0; \
	  $(BIN)/python -m pytest --ignore=tests/conversations || failed=1; \
	  $(BIN)/python -m pytest tests/conversations -n 2 --conv-cov-fail-under $(COVERED) || failed=1; \
	  exit $$failed

mutate: $(READY) ## five minutes of small changes to the project, to see which go unnoticed
	@$(BIN)/bot test --mutate

unit: $(READY) ## run only the tests that need no model
	@$(BIN)/python -m pytest tests/architecture tests/unit

train: $(READY) ## train what changed
	@$(BIN)/bot train --if-changed

chat: $(READY) ## talk to the assistant in the terminal
	@$(BIN)/bot chat

nlu: $(READY) ## score understanding on a labelled file: make nlu FILE=path.tsv
	@$(BIN)/bot nlu $(FILE)

check: $(READY) ## lint, formatting, Rasa's own data validation
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/bot validate

fix: $(READY) ## mend formatting and what the linter can mend
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock: $(READY) ## resolve the requirements again, with hashes and without addresses
	@for name in requirements requirements-nodeps requirements-uv; do \
	  flags=$$([ $$name = requirements ] || echo --no-deps); \
	  $(BIN)/uv pip compile --quiet --upgrade $$flags --python-version 3.10 --generate-hashes --no-emit-index-url --no-annotate --no-header -o $$name.lock $$name.in; done

clean: ## remove models and caches (never the state in var/)
	@rm -rf models .rasa .pytest_cache .ruff_cache results
