from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from planforge.model.answer import State
from planforge.model.backups import Backup, Copy, RestoreKind, RestoreResult, RestoreTest
from planforge.values import read_duration, read_volume

if TYPE_CHECKING:
    from tests.model.conftest import Refused


def test_a_restore_test_proves_nothing_until_it_says_how_it_ended() -> None:
    test = RestoreTest.model_validate({"id": "t1", "system": "dpi"})

    assert (test.result, test.kind) == (RestoreResult.PLANNED, RestoreKind.SYSTEM)
    assert test.elapsed.state is State.ABSENT


def test_what_a_restore_test_measured() -> None:
    test = RestoreTest.model_validate(
        {"id": "t1", "system": "dpi", "result": "success", "elapsed": "9 h", "loss": "0", "volume": "850 Go"}
    )
    assert (test.elapsed.best, test.loss.best) == (read_duration("9 h"), read_duration("0"))
    assert test.volume.best == read_volume("850 Go")


def test_a_copy_may_be_said_immutable_in_french_or_not_known() -> None:
    copy = Copy.model_validate({"id": "bande", "name": "Bande", "offline": "oui", "immutable": "non", "offsite": "?"})

    assert (copy.offline.best, copy.immutable.best) == (True, False)
    assert (copy.offsite.state, copy.in_production_domain.state) == (State.UNKNOWN, State.ABSENT)


def test_a_policy_protects_many_systems_or_somebody_will_know_which() -> None:
    backup = Backup.model_validate({"id": "b", "name": "B", "systems": ["dpi", "gam"], "copies": "à compléter"})

    assert backup.systems == ("dpi", "gam")
    assert list(backup.unknown_lists) == ["copies"]


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Backup, "{id: b, name: B, interval: souvent}", "« souvent » n’est pas une durée."),
        (Backup, "{id: b, name: B, encrypted: peut-être}", "« peut-être » : oui ou non ?"),
        (RestoreTest, "{id: t, system: dpi, result: moyen}", "« moyen » n’est pas une valeur prévue."),
        (RestoreTest, "{id: t}", "Il manque « system » (Système restauré)."),
    ],
)
def test_a_wrong_backup_is_refused(refused: Refused, model: type[Backup], text: str, message: str) -> None:
    assert refused(model, text) == [message]
