"""Everything that can be done with a page from outside. The admin, the command line and tasks call these."""

from standfirst.wire.actions.drafts import begin_empty, credit_authors
from standfirst.wire.actions.importing import REFUSALS, ImportRefused, Wanted, Why, import_page, take
from standfirst.wire.actions.intakes import confirm, correct, take_back
from standfirst.wire.actions.uses import Way, choose, ways

__all__ = [
    "REFUSALS",
    "ImportRefused",
    "Wanted",
    "Way",
    "Why",
    "begin_empty",
    "choose",
    "confirm",
    "correct",
    "credit_authors",
    "import_page",
    "take",
    "take_back",
    "ways",
]
