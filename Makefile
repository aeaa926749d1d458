# `make help` lists what there is to do. Everything runs in .venv, which the first target makes from the lock.
PYTHON ?= python3
SHELL := /bin/bash
BIN := .venv/bin
LAB_ARGS ?=
WORKSPACE ?= workspace
# Compiled modules are kept: importing the libraries from source would take seconds each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help lab test check lint format lock release grade report instructor verify clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

.venv/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" || (echo "Python 3.11 to 3.13 is needed: name one with 'make lab PYTHON=python3.11'"; exit 1)
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python -r requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	mkdir -p .venv/etc/jupyter && ln -sf $(CURDIR)/nbgrader_config.py .venv/etc/jupyter/nbgrader_config.py
	touch $@

lab: .venv/installed  ## open the course in JupyterLab; LAB_ARGS="--no-browser --port=8899" is passed on
	@$(BIN)/course workspace "$(WORKSPACE)"
	@cd "$(WORKSPACE)" && PATH="$(CURDIR)/$(BIN):$$PATH" jupyter lab --LabApp.default_url=/lab/tree/start.md $(LAB_ARGS)

# Three workers, since some tests wait, and one thread each for the matrix products, or they would wait for each other.
test: export OPENBLAS_NUM_THREADS = 1
test: .venv/installed lint  ## run every test: helpers, data, notebooks, grading
	$(BIN)/python -m pytest -n 3 --dist loadgroup

check: .venv/installed lint  ## the fast part of the tests; no notebook runs
	$(BIN)/python -m pytest -m "not slow"

lint: .venv/installed  ## check the form of the code and its types
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

format: .venv/installed  ## write notebooks and code in their canonical form
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .
	$(BIN)/course format

release: .venv/installed  ## make the students' notebooks of a course: make release COURSE=course1_nn
	$(BIN)/course release $(COURSE) $(WEEK)

grade: .venv/installed  ## autograde a week: make grade COURSE=course1_nn WEEK=week2_logistic_regression
	$(BIN)/course grade $(COURSE) $(WEEK)

report: .venv/installed  ## the results of a course: make report COURSE=course1_nn
	$(BIN)/course report $(COURSE)

instructor: .venv/installed  ## open a course in formgrader: make instructor COURSE=course1_nn; LAB_ARGS as for lab
	@$(BIN)/course instructor "$(COURSE)" $(LAB_ARGS)

verify: .venv/installed  ## prove a week's graders: make verify COURSE=course1_nn WEEK=week2_logistic_regression
	$(BIN)/course verify $(COURSE)/$(WEEK)

lock: .venv/installed  ## write requirements.txt and environment.yml anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 --extra test --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/python -m grading.authoring.lock

clean:  ## remove the environment and caches; never your work
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache *.egg-info
