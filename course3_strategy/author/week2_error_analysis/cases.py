"""The inputs of the week: generators of visible and hidden cases."""
from helpers.checks.exercise import call


def cases_of_errors_and_mismatch(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases



def cases_of_simulator_driving(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases



def cases_of_transfer_and_multitask(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


CASES = {
    "1_errors_and_mismatch": {
        "row_means": cases_of_errors_and_mismatch,
    },
    "2_simulator_driving": {
        "row_means": cases_of_simulator_driving,
    },
    "3_transfer_and_multitask": {
        "row_means": cases_of_transfer_and_multitask,
    },
}
