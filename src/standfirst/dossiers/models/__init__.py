"""The record: what a dossier file holds, as rows."""

from standfirst.dossiers.models.dossier import Dossier, DossierAgent, DossierSource, Record
from standfirst.dossiers.models.history import Change
from standfirst.dossiers.models.records import Agreement, Claim, Event, Override, Place, Provision
from standfirst.dossiers.models.reports import Report, Reporter
from standfirst.dossiers.models.resting import RestingSentence
from standfirst.dossiers.models.tables import Table

__all__ = [
    "Agreement",
    "Change",
    "Claim",
    "Dossier",
    "DossierAgent",
    "DossierSource",
    "Event",
    "Override",
    "Place",
    "Provision",
    "Record",
    "Report",
    "Reporter",
    "RestingSentence",
    "Table",
]
