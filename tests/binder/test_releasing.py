from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from planforge.binder.editions import ReleaseOrder
from planforge.binder.releasing import NotReleasedError, ReleaseRequest, release
from planforge.binder.versions import altered, releases
from planforge.binder.writing import FileState, WritePlan, carry_out

if TYPE_CHECKING:
    from pathlib import Path

ORDER = ReleaseOrder("1.0", date(2026, 11, 27), "", "Première")


@pytest.mark.usefixtures("quick")
def test_documents_are_frozen_as_they_stand(murat: Path) -> None:
    done = release(ReleaseRequest(murat, ORDER))
    assert done.release.checksums["livrables/pca.docx"]
    assert done.release.checksums["dossier/planforge.yaml"]
    assert releases(murat) == (done.release,)
    assert altered(murat, done.release) == ()


@pytest.mark.usefixtures("quick")
def test_the_hospitals_own_templates_and_library_are_frozen_too(murat: Path) -> None:
    (murat / "templates").mkdir()
    (murat / "templates" / "pca.md.j2").write_text("# PCA {#pca}\n", "utf-8")
    assert "dossier/templates/pca.md.j2" in release(ReleaseRequest(murat, ORDER)).release.checksums


@pytest.mark.usefixtures("quick")
def test_nothing_is_frozen_while_something_must_be_settled(murat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*arguments: Any) -> WritePlan:
        plan = carry_out(*arguments)
        return replace(plan, files=tuple(replace(one, state=FileState.LOCKED) for one in plan.files))

    monkeypatch.setattr("planforge.binder.building.carry_out", locked)
    with pytest.raises(NotReleasedError, match="À régler d’abord"):
        release(ReleaseRequest(murat, ORDER))
    assert releases(murat) == ()


@pytest.mark.usefixtures("quick")
def test_a_dry_run_writes_nothing(murat: Path) -> None:
    before = sorted(path.name for path in murat.iterdir())
    assert release(ReleaseRequest(murat, ORDER, dry_run=True)).release.version == "1.0"
    assert sorted(path.name for path in murat.iterdir()) == before
