from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def test_activity_without_minimum_level(review: Callable[..., Any]) -> None:
    services = [{"id": "bloc", "name": "Bloc", "activities": [{"id": "urgence", "name": "Urgence vitale"}]}]
    found = review("OBJ-NO-MIN-LEVEL", services=services)
    assert found.messages == ["L’activité « Urgence vitale » du service « Bloc » n’a pas de niveau minimal."]
    assert found.first.path == ("services", 0, "activities", 0, "minimum_level")
    services[0]["activities"] = [{"id": "urgence", "minimum_level": "Une salle sur quatre"}]
    assert review("OBJ-NO-MIN-LEVEL", services=services).findings == ()


def pay(**more: Any) -> list[dict[str, Any]]:
    return [{"id": "drh", "name": "Paie et RH", "type": "paie", **more}]


def test_pay_without_its_day(review: Callable[..., Any]) -> None:
    found = review("OBJ-PAY-DATE", services=pay())
    assert found.messages == ["Le service « Paie et RH » ne dit pas de quelle date de paie dépend sa tenue."]
    assert review("OBJ-PAY-DATE", services=pay(peaks="Clôture le 12, paie le 27")).findings == ()


def test_library_note_on_pay_is_not_the_hospital_s_answer(review: Callable[..., Any]) -> None:
    default = {"note": {"value": "Jusqu'à la date de paie", "source": "default"}}
    assert len(review("OBJ-PAY-DATE", services=pay(endurance=default)).findings) == 1
    own = {"note": "Paie le 27"}
    assert review("OBJ-PAY-DATE", services=pay(endurance=own)).findings == ()


def test_cyclic_service_without_peaks(review: Callable[..., Any]) -> None:
    found = review("OBJ-PEAK-MISSING", services=[{"id": "had", "name": "HAD"}])
    assert found.messages == ["Le service « HAD » a une activité cyclique mais n’indique pas ses périodes de pointe."]
    assert review("OBJ-PEAK-MISSING", services=[{"id": "had", "peaks": "Tournées de 7 h"}]).findings == ()
    assert review("OBJ-PEAK-MISSING", services=pay()).findings == ()
