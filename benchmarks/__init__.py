"""One module a figure; `python -m benchmarks` runs them all."""
