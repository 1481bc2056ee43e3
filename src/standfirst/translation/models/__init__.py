from standfirst.translation.models.desk import FormerText, Paragraph, Translation
from standfirst.translation.models.glossary import GlossaryEntry, GlossaryTerm
from standfirst.translation.models.memory import TranslationUnit, UnitMark

__all__ = [
    "FormerText",
    "GlossaryEntry",
    "GlossaryTerm",
    "Paragraph",
    "Translation",
    "TranslationUnit",
    "UnitMark",
]
