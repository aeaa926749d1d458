# A machine to work on this project, with what grading and the tests need from the system.
#     docker build -t deep-learning-course .
#     docker run --rm -it -p 8888:8888 deep-learning-course
# bubblewrap needs namespaces, which Docker's default profiles forbid: to grade or to run the tests in it, add
#     --security-opt seccomp=unconfined --security-opt apparmor=unconfined --cap-add SYS_ADMIN
# This file could not be built where it was written; please report what has to be changed.
FROM python:3.11-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends bubblewrap chromium git make \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home learner
USER learner
WORKDIR /home/learner/course
# The environment is made before the notebooks are copied, so that editing one does not install everything anew.
COPY --chown=learner pyproject.toml requirements.txt ./
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --quiet uv \
    && .venv/bin/uv pip install --quiet --python .venv/bin/python --requirement requirements.txt
COPY --chown=learner . .
RUN make .venv/installed
EXPOSE 8888
CMD ["make", "lab", "LAB_ARGS=--no-browser --ip=0.0.0.0"]
