"""One function per use case: load, decide, apply, return a result. The clock comes with the desk."""
