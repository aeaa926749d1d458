# What the project and the students' edition have in common. Everything runs in .venv, which is made from the lock.
PYTHON ?= python3
SHELL := /bin/bash
BIN := .venv/bin
LAB_ARGS ?=
WORKSPACE ?= workspace
# Compiled modules are kept: importing the libraries from source would take seconds each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help lab submit progress clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" || (echo "Python 3.11 to 3.13 is needed: name one with 'make lab PYTHON=python3.11'"; exit 1)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	$(AFTER_INSTALLING)
	touch $@

lab: .venv/installed  ## open the course in JupyterLab; LAB_ARGS="--no-browser --port=8899" is passed on
	@$(BIN)/course lab --folder "$(WORKSPACE)" $(LAB_ARGS)

submit: .venv/installed  ## pack a week to hand in: make submit WEEK=week2_logistic_regression
	@$(BIN)/course submit "$(WEEK)" --folder "$(WORKSPACE)"

progress: .venv/installed  ## show how far each notebook has come
	@$(BIN)/course progress "$(WORKSPACE)"

clean:  ## remove the environment and caches; never your work
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache *.egg-info
