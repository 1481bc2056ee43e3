"""What can be done to dossiers."""

from standfirst.dossiers.actions.changing import Edit, Proposal, change, propose
from standfirst.dossiers.actions.importing import DossierExists, import_dossier
from standfirst.dossiers.actions.storing import Outdated, store

__all__ = [
    "DossierExists",
    "Edit",
    "Outdated",
    "Proposal",
    "change",
    "import_dossier",
    "propose",
    "store",
]
