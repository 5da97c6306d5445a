"""Benchmarks: what `make bench` runs. Speed as a ratio within one run."""
