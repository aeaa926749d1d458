"""The inputs of the week: generators of visible and hidden cases."""

CASES = {}
