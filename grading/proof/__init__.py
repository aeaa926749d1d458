"""Proof that the graders of a week measure: mutants, other styles, known mistakes, held-out solutions, nbgrader's run.

Authors and the tests run it; nothing that a class needs may depend on it.
"""
