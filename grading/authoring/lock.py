"""Write `environment.yml`, for conda users, with the pins of `requirements.txt`."""

from grading.notebooks import ROOT

HEADER = """\
# For conda users: `conda env create -f environment.yml`, then `pip install --no-deps -e .`.
# Written by `make lock` from requirements.txt; a test keeps the two in step.
name: deep-learning-course
channels:
  - conda-forge
dependencies:
  - python=3.11
  - make
  - pip
  - pip:
"""


def environment(requirements):
    """Return the text of `environment.yml` with the lines of a requirements file."""
    pins = [line.strip() for line in requirements.splitlines() if line.strip() and not line.startswith("#")]
    return HEADER + "".join(f'      - "{pin}"\n' for pin in pins)


if __name__ == "__main__":
    text = environment((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    (ROOT / "environment.yml").write_text(text, encoding="utf-8")
