from __future__ import annotations

from planforge.model.suggestions import close_identifiers, unknown_identifier

SERVICES = {"bloc": "Bloc opératoire", "urgences": "Urgences", "bloc-ambulatoire": "Chirurgie ambulatoire"}


def test_the_close_identifier_comes_with_its_name() -> None:
    message, _ = unknown_identifier("services", "blocs", SERVICES)
    assert message == "Service inconnu « blocs ». Vouliez-vous dire « bloc » (Bloc opératoire) ?"


def test_a_name_written_instead_of_an_identifier_is_recognised() -> None:
    assert close_identifiers("chirurgie-ambulatoire", SERVICES) == ("bloc-ambulatoire",)
    assert close_identifiers("Bloc opératoire", SERVICES) == ("bloc",)


def test_a_few_known_ones_are_listed_where_none_is_close() -> None:
    message, hint = unknown_identifier("services", "zzz", SERVICES)
    assert message == "Service inconnu « zzz »."
    assert hint.endswith("Identifiants connus : « bloc », « urgences » et « bloc-ambulatoire ».")


def test_a_kind_without_a_sentence_of_its_own_has_a_general_one() -> None:
    assert unknown_identifier("planets", "mars", {})[0] == "Identifiant inconnu « mars »."
