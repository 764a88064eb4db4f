"""Benchmarks: each measures what it compares side by side in one run and reports ratios.

Milliseconds belong to the machine and to its mood that minute; a ratio taken in one run travels.
``python -m benchmarks.NAME`` prints a table; with ``--json`` one JSON object follows on the last line.
"""
