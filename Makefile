# `make help` lists what there is to do.
# nbgrader finds its configuration from whatever folder it is started in.
AFTER_INSTALLING = mkdir -p .venv/etc/jupyter && ln -sf $(CURDIR)/nbgrader_config.py .venv/etc/jupyter/nbgrader_config.py
include edition/common.mk

.PHONY: test week check lint format lock release grade report instructor verify

# Three workers, since some tests wait, and one thread each for the matrix products, or they would wait for each other.
test: export OPENBLAS_NUM_THREADS = 1
test: .venv/installed lint  ## run every test: helpers, data, notebooks, grading
	$(BIN)/python -m pytest -n 3 --dist loadgroup --durations=60 --durations-min=20

week: export OPENBLAS_NUM_THREADS = 1
week: .venv/installed  ## run the tests of one week: make week WEEK=course1_nn/week3_shallow_networks
	@test -n "$(WEEK)" || (echo "Name a week: make week WEEK=course1_nn/week3_shallow_networks"; exit 1)
	$(BIN)/python -m pytest -n 2 --dist loadgroup --week "$(WEEK)"

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
