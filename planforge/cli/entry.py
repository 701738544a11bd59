"""From the system's arguments to an exit code: French words, safe streams, bugs reported."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

NOT_DONE = 1  # valid but not done
USAGE = 2
UNREADABLE = 3  # the record cannot be read into a plan
NEEDS_INPUT = 4  # a question to ask, and nobody to answer it
SOME_FAILED = 5  # some of several establishments failed, the others are built
UNUSABLE = 6  # a template or an output cannot be used
INTERNAL = 70
INTERRUPTED = 130

_GARBAGE_THRESHOLD = 20_000


def run() -> NoReturn:
    """Run planforge on the system's arguments; never returns."""
    # Pydantic looks for plugins in every installed package: slow, and none of them is ours.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A command keeps nearly all it makes until it ends: looking for garbage every 700 values finds next to none.
    gc.set_threshold(_GARBAGE_THRESHOLD)
    try:
        sys.exit(_answer())
    except KeyboardInterrupt:
        sys.exit(_interrupted())


def _answer() -> int:
    from planforge.cli.french import speak_french  # noqa: PLC0415 - click must find French words when it loads

    speak_french()
    import click  # noqa: PLC0415 - after the French words

    from planforge.cli.console import protect_streams  # noqa: PLC0415 - same
    from planforge.cli.root import root  # noqa: PLC0415 - same

    protect_streams()
    try:
        code = root.main(standalone_mode=False, prog_name="planforge")
    except click.exceptions.Abort:
        return _interrupted()
    except click.ClickException as error:
        from planforge.cli.reporting import report_usage  # noqa: PLC0415 - only when something went wrong

        report_usage(error)
        return error.exit_code
    except Exception:  # noqa: BLE001 - whatever it is, it is a bug: say so, with all that is known
        return _internal_error()
    return code if isinstance(code, int) else 0


def _internal_error() -> int:
    import traceback  # noqa: PLC0415 - only when something went wrong

    traceback.print_exc()
    sys.stderr.write("Erreur interne de planforge : ce n’est pas votre dossier qui est en cause.\n")
    sys.stderr.write("Transmettez les lignes ci-dessus à qui vous a fourni planforge.\n")
    return INTERNAL


def _interrupted() -> int:
    sys.stderr.write("\nInterrompu. Aucun fichier n’est à moitié écrit.\n")
    return INTERRUPTED
