from standfirst.translation.models.desk import FormerText, Paragraph, Translation
from standfirst.translation.models.glossary import GlossaryEntry, GlossaryTerm
from standfirst.translation.models.memory import TranslationUnit, UnitMark
from standfirst.translation.models.summaries import SummaryBasis

__all__ = [
    "FormerText",
    "GlossaryEntry",
    "GlossaryTerm",
    "Paragraph",
    "SummaryBasis",
    "Translation",
    "TranslationUnit",
    "UnitMark",
]
