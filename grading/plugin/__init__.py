"""What nbgrader loads by its configuration: steps of its commands that are this project's, and its pages.

A step does what `course grade` does, by the same functions. Never import `proof`.
"""
