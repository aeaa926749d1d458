"""Two processes for one notebook: the student's cells run confined, the checks in the grader's, data between them.

A change here needs a look at `tests/attacks` and at the promises of `SECURITY.md`. Never import nbgrader, the
gradebook, or what unpickles.
"""
