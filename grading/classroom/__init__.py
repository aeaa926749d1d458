"""What an instructor does with a class: release, publish, collect, autograde, keep results and the gradebook, report.

Results are files and the gradebook can be made from them again; only one process writes. Never import `plugin`: what
nbgrader loads comes from its configuration.
"""
