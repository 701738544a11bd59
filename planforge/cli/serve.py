"""``planforge serve``: the questions in a browser of this machine, until Ctrl-C."""

from __future__ import annotations

import errno
import secrets
import socket
import threading
import time
import traceback
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planforge.cli.console import complain, result, say
from planforge.cli.folding import fold_and_tell
from planforge.cli.person import holder, now, user_name
from planforge.cli.places import RECORD, record_folder_if_any, today
from planforge.cli.reporting import emit

if TYPE_CHECKING:
    from planforge.cli.root import Settings
    from planforge.interview.web.application import Application
    from planforge.interview.web.keeping import Findings

_HOSTS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_NO_SUCH_NETWORK = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_WAITING = 16
_FEW = 3
_SAVED = "Tout est enregistré. Pour reprendre : planforge serve"


@click.command("serve")
@click.option("--port", type=click.IntRange(1024, 65535), metavar="N", help="Numéro de port (sinon : un port libre).")
@click.option("--no-browser", is_flag=True, help="Ne pas ouvrir le navigateur : écrire seulement l’adresse.")
@click.pass_obj
def command(settings: Settings, /, *, port: int | None, no_browser: bool) -> None:
    """Répondre aux questions dans le navigateur : chaque réponse est enregistrée aussitôt.

    La page n’est servie qu’à cet ordinateur, à une adresse que vous seul connaissez. Ctrl-C arrête.

    \b
    planforge serve                ouvre le navigateur
    planforge serve --no-browser   écrit seulement l’adresse à ouvrir
    """  # noqa: D301 - \b is click's mark for lines kept as they are
    folder = _folder(settings)
    from planforge.answers.locking import locked  # noqa: PLC0415 - kept out of start-up

    with locked(folder, holder()), _listening(port or 0) as listener:
        application = _application(settings, folder, listener)
        if settings.json:
            emit("serve", address=application.door.way_in)
        else:
            result(application.door.way_in)
        say("Ouvrez cette adresse dans votre navigateur. Pour arrêter : Ctrl-C.", settings)
        if not no_browser:
            # A browser that runs in this very terminal would keep us from answering it.
            threading.Thread(target=webbrowser.open, args=(application.door.way_in,), daemon=True).start()
        _serve(application, listener)
        if (folder / RECORD).is_file():
            fold_and_tell(folder, settings)
        say(_SAVED, settings)


def _serve(application: Application, listener: socket.socket) -> None:
    """Serve until the person stops, in the page or by Ctrl-C."""
    from planforge.interview.web.serving import Server  # noqa: PLC0415 - kept out of start-up

    try:
        Server(listener, application, time.monotonic).run()
    except KeyboardInterrupt:
        click.echo(err=True)


def _application(settings: Settings, folder: Path, listener: socket.socket) -> Application:
    from planforge.interview.opening import Person  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.web.application import Application  # noqa: PLC0415 - same
    from planforge.interview.web.course import open_course  # noqa: PLC0415 - same
    from planforge.interview.web.guards import Door, Secrets  # noqa: PLC0415 - same
    from planforge.interview.web.keeping import Keeper  # noqa: PLC0415 - same

    keeper = Keeper(folder.resolve(), Person(user_name(), now), lambda: _findings(folder, settings))
    host, port = listener.getsockname()[:2]
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    door = Door(authority, Secrets(*(secrets.token_urlsafe(24) for _ in range(3))))
    return Application(door, open_course(keeper), lambda error: _complain(error, settings))


def _listening(port: int) -> socket.socket:
    """A socket that only this machine can reach."""
    for family, host in _HOSTS:
        try:
            return socket.create_server((host, port), family=family, backlog=_WAITING)
        except OSError as error:
            if error.errno not in _NO_SUCH_NETWORK:
                break
    raise click.UsageError(f"Le port {port} est déjà pris : choisissez-en un autre, ou laissez planforge choisir.")


def _folder(settings: Settings) -> Path:
    """The folder of the record; where there is none, the one that the first questions begin one in."""
    if settings.folder is None or settings.folder.exists():
        found = record_folder_if_any(settings)
        if found is not None:
            return found
    folder = settings.folder or Path.cwd()
    folder.mkdir(parents=True, exist_ok=True)
    say(f"Nouveau dossier d’établissement : {folder.resolve()}", settings)
    return folder


def _findings(folder: Path, settings: Settings) -> Findings:
    """The gravest findings, one of each rule. Raises ``RecordError``, ``LibraryError``."""
    from planforge.binder.checking import check  # noqa: PLC0415 - kept out of start-up
    from planforge.interview.web.keeping import Findings, Remark  # noqa: PLC0415 - same

    found = check(folder, settings.as_of or today())
    first = (placed.sentence for placed in found.one_of_each_rule[:_FEW])
    remarks = (Remark(one.message, one.action, one.who) for one in first)
    return Findings(tuple(remarks), len(found.findings), len(found.gaps))


def _complain(error: Exception, settings: Settings) -> None:
    """A bug keeps its traceback, and does not close the page."""
    complain("".join(traceback.format_exception(error)), settings)
