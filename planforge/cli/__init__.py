"""The command line: parses, hands clock, environment and terminal in, prints. No logic of its own."""

from __future__ import annotations


def main() -> None:
    """Run the command that the person typed, and leave with its exit code."""
    from planforge.cli.entry import run  # noqa: PLC0415 - importing the package must load nothing

    run()
