"""One file a figure: `measure(bench) -> Figure`. What each stands for is told in tests/bench/__init__.py."""
