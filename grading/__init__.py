"""What authors and instructors run: recording, release, grading, reports, and the `course` command."""

import sys

# jsonschema, which nbformat imports, builds a parser for addresses if it finds this package: two seconds for every
# command and worker, for a format that no notebook's schema uses. Without it jsonschema leaves that format out.
sys.modules.setdefault("rfc3987_syntax", None)
