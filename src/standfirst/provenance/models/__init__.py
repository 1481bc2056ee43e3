from standfirst.provenance.models.agents import Agent, PartOf
from standfirst.provenance.models.originals import Original
from standfirst.provenance.models.permissions import Permission
from standfirst.provenance.models.requests import PermissionRequest
from standfirst.provenance.models.sources import ArchivedCopy, Citation, KeptCopy, LinkCheck, Source

__all__ = [
    "Agent",
    "ArchivedCopy",
    "Citation",
    "KeptCopy",
    "LinkCheck",
    "Original",
    "PartOf",
    "Permission",
    "PermissionRequest",
    "Source",
]
