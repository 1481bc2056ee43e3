"""The documents of this room."""

from standfirst.dossiers.documents.answers import Provisions
from standfirst.dossiers.documents.data import DossierData
from standfirst.dossiers.documents.days import Days
from standfirst.dossiers.documents.front import Fronts, Index
from standfirst.dossiers.documents.incidents import Incidents, Reports
from standfirst.dossiers.documents.lists import Chronology, SourceLists
from standfirst.dossiers.documents.maps import Maps
from standfirst.dossiers.documents.pairs import PairFiles
from standfirst.keys.documents import register


def register_all() -> None:
    """Register the kinds."""
    for kind in (
        Index(),
        Fronts(),
        Provisions(),
        Chronology(),
        Incidents(),
        Reports(),
        Maps(),
        SourceLists(),
        Days(),
        DossierData(),
        PairFiles(),
    ):
        register(kind)
