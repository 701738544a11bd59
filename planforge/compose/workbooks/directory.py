"""``annuaire.xlsx``: the crisis directory by function, without names or personal numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planforge.compose.blocks import people
from planforge.compose.control import control
from planforge.document.documents import Workbook, Worksheet
from planforge.document.text import text

if TYPE_CHECKING:
    from planforge.compose.context import Context


def compose(context: Context, service: str) -> Workbook:
    """The directory, to print and to keep outside the network."""
    del service
    return Workbook(
        kind="annuaire",
        title="Annuaire de crise",
        subtitle="Par fonction. Noms et numéros personnels : annexe restreinte",
        control=control(context, "ANN"),
        sheets=(
            Worksheet(
                "decideurs",
                "Décideurs",
                "Qui déclenche, qui coupe, qui rouvre",
                people.deciders(context),
                intro=(text("À imprimer et à garder hors du système d’information."),),
            ),
            Worksheet("fonctions", "Fonctions", "Fonctions de crise et téléphones de garde", people.functions(context)),
            Worksheet(
                "contacts",
                "Contacts extérieurs",
                "Tutelles, secours, assureur, fournisseurs",
                people.outside_contacts(context),
            ),
            Worksheet("cellules", "Cellules de crise", "Composition des cellules", people.cells(context)),
        ),
    )
