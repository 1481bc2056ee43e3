"""The reckoning of dossiers, free of Django: read a file, assess it on two dates, write it again."""

from .assessing import Answer, Assessment, Assessor, assess
from .breakpoints import Breakpoint, breakpoints, rows_on
from .dates import Edtf, NotEdtf, parse_edtf
from .pairs import Pairs, Rectangle, pairs_of, rectangles
from .reading import DossierErrors, read_bytes, read_data, read_file
from .records import Dossier
from .writing import dossier_data, write_yaml

__all__ = [
    "Answer",
    "Assessment",
    "Assessor",
    "Breakpoint",
    "Dossier",
    "DossierErrors",
    "Edtf",
    "NotEdtf",
    "Pairs",
    "Rectangle",
    "assess",
    "breakpoints",
    "dossier_data",
    "pairs_of",
    "parse_edtf",
    "read_bytes",
    "read_data",
    "read_file",
    "rectangles",
    "rows_on",
    "write_yaml",
]
