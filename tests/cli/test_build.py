from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from planforge.answers import saving
from planforge.compose.catalogue import CATALOGUE
from planforge.errors import Location, Problem, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Command, Establishment

PER_SERVICE = sum(kind.per == "service" for kind in CATALOGUE)
pytestmark = pytest.mark.usefixtures("quick")
ROOT = Path(__file__).resolve().parents[2]
BROKEN = "establishment: {name: Cassé, statute: publique}\n"


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_one_establishment_is_built_beside_its_record(planforge: Command, murat: Path, count: int) -> None:
    done = planforge("-C", murat, "build")
    assert done.code == 0
    assert done.out.startswith(f"CH de Murat : {count} documents créés (0,")
    assert done.out.endswith(" s)\n")
    assert f"Dossier : {murat}\n" in done.err
    assert f"Documents : {murat / 'livrables'}\n" in done.err
    assert (murat / "livrables" / "services" / "urgences" / "pca-urgences.docx").is_file()


def test_a_second_build_says_that_nothing_changed(planforge: Command, murat: Path, count: int) -> None:
    planforge("-C", murat, "build")
    before = everything(murat)
    assert planforge("-C", murat, "build").out.startswith(f"CH de Murat : {count} documents inchangés (")
    assert everything(murat) == before


def test_what_changed_is_counted(planforge: Command, murat: Path, count: int) -> None:
    planforge("-C", murat, "build")
    (murat / "livrables" / "pra.docx").unlink()
    assert f"CH de Murat : {count} documents, 1 créé (" in planforge("-C", murat, "build").out


def test_a_dry_run_writes_nothing_at_all(planforge: Command, murat: Path) -> None:
    before = everything(murat)
    done = planforge("-C", murat, "build", "--dry-run")
    assert done.code == 0
    assert "  services/urgences/fiche-urgences.docx : créé\n" in done.out
    assert done.out.endswith("Rien n’a été écrit.\n")
    assert everything(murat) == before


def test_a_file_edited_by_hand_is_kept_and_said(planforge: Command, murat: Path, count: int) -> None:
    planforge("-C", murat, "build")
    edited = murat / "livrables" / "pca.docx"
    edited.write_text("relu par la direction", encoding="utf-8")
    done = planforge("-C", murat, "build")
    assert done.code == 1
    assert f"{count} documents, 1 modifié à la main, conservé (" in done.out
    assert "  pca.docx : modifié à la main, conservé ; nouvelle version : pca.nouveau.docx\n" in done.out
    assert edited.read_text("utf-8") == "relu par la direction"


def test_a_document_whose_service_is_gone_is_listed_and_kept(planforge: Command, murat: Path, count: int) -> None:
    planforge("-C", murat, "build")
    record = murat / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("id: urgences", "id: accueil"), encoding="utf-8")
    done = planforge("-C", murat, "build")
    assert done.code == 0
    assert f"{count} documents, {PER_SERVICE} créés, {PER_SERVICE} sans objet désormais, conservés (" in done.out
    assert "  services/urgences/pca-urgences.docx : sans objet désormais, conservé\n" in done.out


def test_only_and_format_choose_documents(planforge: Command, murat: Path) -> None:
    assert planforge("-C", murat, "build", "--only", "pca, FICHE").code == 0
    assert sorted(everything(murat / "livrables")) == ["pca.docx", "services/urgences/fiche-urgences.docx"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--only", "fich"], "--only : « fich » n’existe pas. Vouliez-vous dire « fiche » ? Valeurs : synthese, "),
        (["--only", "a,b"], "--only : « a, b » n’existe pas."),
        (["--only", ","], "--only : aucune valeur n’est donnée. Valeurs : "),
        (["--format", "pdf"], "--format : « pdf » n’existe pas. Valeurs : docx, xlsx, md, html."),
        (["--format", ""], "--format : aucune valeur n’est donnée."),
    ],
)
def test_unknown_documents_and_formats_are_usage_errors(
    planforge: Command, murat: Path, arguments: list[str], expected: str
) -> None:
    done = planforge("-C", murat, "build", *arguments)
    assert done.code == 2
    assert expected in done.err
    assert not (murat / "livrables").exists()


def test_many_establishments_are_numbered(planforge: Command, establishment: Establishment, count: int) -> None:
    folders = [establishment(name) for name in ("aurillac", "murat", "saint-flour")]
    done = planforge("build", *folders)
    assert done.code == 0
    assert [line[:32] for line in done.out.splitlines()] == [
        f"[{rank}/3] CH de Murat : {count} documents" for rank in (1, 2, 3)
    ]
    assert "Dossier :" not in done.err


def test_one_failure_among_many_leaves_the_others_built(planforge: Command, establishment: Establishment) -> None:
    first, broken, last = establishment("a"), establishment("b", text=BROKEN), establishment("c")
    done = planforge("build", first, broken, last)
    assert done.code == 5
    assert "[2/3] b : ERREUR, anciens documents conservés" in done.err
    assert f"1 erreur. Pour les voir : planforge -C {broken} check" in done.err
    assert (first / "livrables" / "pca.docx").is_file()
    assert (last / "livrables" / "pca.docx").is_file()
    assert not (broken / "livrables").exists()


def test_one_failure_alone_has_its_own_code(planforge: Command, establishment: Establishment) -> None:
    done = planforge("build", establishment(text=BROKEN))
    assert done.code == 3
    assert "« publique » n’est pas une valeur prévue." in done.err


def test_the_same_folder_twice_is_built_once(planforge: Command, murat: Path) -> None:
    assert planforge("build", murat, murat / ".").out.count("CH de Murat") == 1


def test_outputs_of_many_stand_in_their_own_folders(
    planforge: Command, establishment: Establishment, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert planforge("build", establishment("a"), establishment("b"), "--output", out).code == 0
    assert sorted(path.name for path in out.iterdir()) == ["a", "b"]


def test_outputs_that_would_mix_are_refused(planforge: Command, murat: Path, tmp_path: Path) -> None:
    twin = tmp_path / "other" / "murat"
    shutil.copytree(murat, twin)
    done = planforge("build", murat, twin, "--output", tmp_path / "out")
    assert done.code == 2
    assert f"« {murat} » et « {twin} » s’écriraient tous deux dans « {tmp_path / 'out' / 'murat'} »" in done.err
    assert not (tmp_path / "out").exists()


def test_json_tells_every_establishment_and_file(planforge: Command, establishment: Establishment) -> None:
    whole, broken = establishment("a"), establishment("b", text=BROKEN)
    done = planforge("--json", "build", whole, broken, "--only", "pca")
    said = json.loads(done.out)
    assert done.code == 5
    assert said["command"] == "build"
    first, second = said["establishments"]
    blank = {"beside": "", "aside": "", "reason": "", "edits": []}
    assert first["files"] == [{"path": "pca.docx", "state": "created", **blank}]
    assert first["output"] == str(whole / "livrables")
    assert second["files"] == []
    assert [problem["code"] for problem in second["problems"]] == ["shape.enum"]


def refusing(monkeypatch: pytest.MonkeyPatch, error: OSError, name: str = "") -> None:
    """Make the system refuse to put documents (or the one of that name) at their place."""
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.suffix in {".docx", ".xlsx"} and name in {"", target.name}:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)


def test_a_file_held_open_is_kept_and_the_others_are_written(
    planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    planforge("-C", murat, "build")
    record = murat / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("Murat", "Salers"), encoding="utf-8")
    refusing(monkeypatch, PermissionError(errno.EACCES, "denied"), "pca.docx")
    done = planforge("-C", murat, "build")
    assert done.code == 6
    assert f"{count} documents, {count - 1} modifiés, 1 ouvert ailleurs, conservé (" in done.out
    assert "  pca.docx : ouvert ailleurs, conservé ; pca.docx : impossible d’écrire ici (accès refusé" in done.out
    assert "Murat" in (murat / "livrables" / "pca.docx").read_text("utf-8")
    assert "Salers" in (murat / "livrables" / "pra.docx").read_text("utf-8")


def test_a_mark_of_word_is_enough_to_keep_off(planforge: Command, murat: Path) -> None:
    planforge("-C", murat, "build")
    record = murat / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("Murat", "Salers"), encoding="utf-8")
    (murat / "livrables" / "~$pca.docx").touch()
    (murat / "livrables" / "~$bia.xlsx").touch()
    done = planforge("-C", murat, "build")
    assert done.code == 6
    assert "si ce n’est pas le cas, supprimez « ~$pca.docx »" in done.out
    assert "Murat" in (murat / "livrables" / "bia.xlsx").read_text("utf-8")


def test_a_full_disk_leaves_the_old_documents_whole(
    planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    planforge("-C", murat, "build")
    before = everything(murat / "livrables")
    record = murat / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("Murat", "Salers"), encoding="utf-8")

    def full(_: Path, data: bytes) -> None:
        if b"Salers" in data:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(saving, "_fill", _filling(full))
    done = planforge("-C", murat, "build")
    assert done.code == 6
    assert f"{count} documents impossibles à écrire" in done.out
    assert "pca.docx : impossible d’écrire ici (disque plein)." in done.out
    assert everything(murat / "livrables") == before


def _filling(refuse: object) -> object:
    fill = saving._fill

    def filled(temporary: Path, data: bytes) -> None:
        refuse(temporary, data)  # type: ignore[operator]  # a function
        fill(temporary, data)

    return filled


@pytest.mark.parametrize("many", [False, True])
def test_an_output_that_is_a_file_is_refused(planforge: Command, establishment: Establishment, *, many: bool) -> None:
    folder, other = establishment("a"), establishment("b")
    (folder / "livrables").write_text("not a folder", encoding="utf-8")
    done = planforge("build", *([folder, other] if many else [folder]))
    assert done.code == (5 if many else 6)
    assert "livrables » est un fichier : les documents ont besoin d’un dossier. Rien n’a été écrit." in done.err
    assert (other / "livrables").exists() is many


def test_a_state_folder_that_cannot_be_written_stops_before_any_document(planforge: Command, murat: Path) -> None:
    (murat / ".planforge").write_text("not a folder", encoding="utf-8")
    done = planforge("-C", murat, "build")
    assert done.code == 6
    assert (
        f"planforge note les documents produits dans « {murat / '.planforge'} », et ne peut pas y écrire." in done.err
    )
    assert everything(murat).keys() == {"planforge.yaml", ".planforge"}


def test_a_template_with_a_fault_keeps_the_old_documents(
    planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch, quick: type[object]
) -> None:
    planforge("-C", murat, "build")
    before = everything(murat)

    def fault(*_: object) -> Iterator[tuple[str, bytes]]:
        frame = "4 | {% if %}\n  | ^"
        raise TemplateError([Problem("template-syntax", "Faute ici.", Location("templates/pca.md.j2", 4), frame=frame)])

    monkeypatch.setattr(quick, "files", fault)
    done = planforge("-C", murat, "build")
    assert done.code == 6
    assert "templates/pca.md.j2:4\n    Faute ici.\n    4 | {% if %}" in done.err
    assert everything(murat) == before


def test_what_is_apart_is_said_once(planforge: Command, establishment: Establishment) -> None:
    folder = establishment(text="establishment: {name: X, statute: public}\ngovernance: {manager: rpcra}\n")
    done = planforge("-C", folder, "build")
    assert done.code == 0
    assert done.err.count("restricted.yaml absent") == 1


def test_progress_is_rewritten_in_place_on_a_terminal(
    planforge: Command, murat: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("planforge.cli.build.rewrites_lines", lambda _: True)
    done = planforge("-C", murat, "build")
    assert re.search(rf"\rmurat : \d+ sur {count} documents\r", done.err)
    assert re.search(r"\r {20,}\rDocuments : ", done.err), "the line is wiped before the result"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")
@pytest.mark.parametrize(("term", "rewritten"), [("xterm", True), ("dumb", False)])
def test_a_real_terminal_gets_rewritten_lines_unless_it_is_a_dumb_one(
    murat: Path, term: str, *, rewritten: bool
) -> None:
    import pty  # noqa: PLC0415 - Windows has none

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "planforge", "-C", str(murat), "build", "--dry-run", "--only", "synthese,pca"]
    environment = {**os.environ, "TERM": term, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, env=environment, check=False)
    os.close(theirs)
    said = os.read(ours, 100_000)
    os.close(ours)
    assert done.returncode == 0, said
    assert (b"\rmurat" in said) is rewritten
    assert b"Dossier" in said


def test_an_empty_output_is_not_the_current_folder(
    planforge: Command, murat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = everything(tmp_path)
    done = planforge("-C", murat, "build", "--output", "")
    assert done.code == 2
    assert "Le nom du dossier est vide." in done.err
    assert everything(tmp_path) == before


def test_a_document_that_a_format_does_not_have_is_said(apart: Command, murat: Path) -> None:
    done = apart("build", "--only", "pca", "--format", "xlsx", cwd=murat)
    assert done.code == 0
    assert done.out.startswith("CH de Murat : aucun document dans ces formats (")


@pytest.mark.parametrize(("name", "content"), [("logo.svg", b"<svg/>"), ("logo.png", b"bonjour"), ("absent.png", b"")])
def test_a_logo_that_cannot_be_used_is_said(planforge: Command, murat: Path, name: str, content: bytes) -> None:
    if content:
        (murat / name).write_bytes(content)
    record = murat / "planforge.yaml"
    record.write_text(record.read_text("utf-8").replace("  statute:", f"  logo: {name}\n  statute:"), "utf-8")
    done = planforge("-C", murat, "build")
    assert done.code == 0
    assert f"Logo « {name} » : ce n’est pas une image PNG ou JPEG placée à côté du dossier." in done.err
