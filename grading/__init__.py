"""What authors and instructors run: recording, release, grading, reports, and the `course` command."""
