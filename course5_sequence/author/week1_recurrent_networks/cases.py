"""The inputs of the week: generators of visible and hidden cases."""
from helpers.checks.exercise import call



def cases_of_step_by_step(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases



def cases_of_dinosaurs(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases



def cases_of_jazz(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


CASES = {
    "1_step_by_step": {
        "row_means": cases_of_step_by_step,
    },
    "2_dinosaurs": {
        "row_means": cases_of_dinosaurs,
    },
    "3_jazz": {
        "row_means": cases_of_jazz,
    },
}
