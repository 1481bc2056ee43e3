"""Facts about languages that Python and Django get wrong. No Django in here.

Every function takes a BCP 47 tag (`az`, `en-GB`, `fa_IR`); only its first part decides.
"""

from .casing import lower, upper
from .folding import fold, fold_with_map
from .names import month_name, month_names, weekday_names
from .reading import count_words, read_minutes
from .slugs import slug
from .tags import direction, primary

__all__ = [
    "count_words",
    "direction",
    "fold",
    "fold_with_map",
    "lower",
    "month_name",
    "month_names",
    "primary",
    "read_minutes",
    "slug",
    "upper",
    "weekday_names",
]
