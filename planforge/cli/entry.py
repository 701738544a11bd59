"""From the system's arguments to an exit code: French words, safe streams, errors drawn, bugs reported."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from planforge.errors import LibraryError, OutputError, PlanforgeError, ProblemsError, RecordError, TemplateError

OK, NOT_DONE, USAGE, UNREADABLE, NO_TERMINAL, SOME_FAILED, UNUSABLE, INTERNAL, INTERRUPTED = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    70,
    130,
)
_CODES: tuple[tuple[type[PlanforgeError], int], ...] = (
    (RecordError, UNREADABLE),
    (LibraryError, UNUSABLE),
    (TemplateError, UNUSABLE),
    (OutputError, UNUSABLE),
)


def run() -> NoReturn:
    """Run planforge on the system's arguments; never returns."""
    from planforge.cli.french import speak_french  # noqa: PLC0415 - click must find French words when it loads

    speak_french()
    import click  # noqa: PLC0415

    from planforge.cli.console import protect_streams  # noqa: PLC0415
    from planforge.cli.root import root  # noqa: PLC0415

    protect_streams()
    try:
        code = root.main(standalone_mode=False, prog_name="planforge")
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = OK
    except click.exceptions.Abort:
        code = _interrupted()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except PlanforgeError as error:
        code = draw_error(error)
    except KeyboardInterrupt:
        code = _interrupted()
    except BrokenPipeError:
        # The reader of our output left (``planforge check | head``): nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = OK
    sys.exit(code if isinstance(code, int) else OK)


def exit_code(error: PlanforgeError) -> int:
    """The exit code that an error of ours stands for."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), UNUSABLE)


def draw_error(error: PlanforgeError) -> int:
    """Print an error on standard error and give its exit code."""
    from planforge.cli.console import say  # noqa: PLC0415
    from planforge.cli.drawing import draw_problems  # noqa: PLC0415 - only when something went wrong

    if isinstance(error, ProblemsError):
        draw_problems(error.problems)
    else:
        say(str(error))
    return exit_code(error)


def _interrupted() -> int:
    from planforge.cli.console import say  # noqa: PLC0415

    say("Interrompu. Les documents déjà en place n’ont pas été touchés.")
    return INTERRUPTED
