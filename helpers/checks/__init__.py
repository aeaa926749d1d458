"""The engine behind `check`: cases are run, compared and diagnosed here, and become a card.

A week's `checks.py` imports `exercise`, `quiz`, `demands`, `models`, `networks` and `words` from it; notebooks import
nothing of it. It is released, so that it holds no answer. Never import `grading`, or what of `helpers` notebooks
import.
"""
