from standfirst.stories.models.bundles import Bundle, BundledStory
from standfirst.stories.models.corrections import Change, Version
from standfirst.stories.models.credits import Credit
from standfirst.stories.models.related import Related
from standfirst.stories.models.removals import Removal
from standfirst.stories.models.reuse import Reuse
from standfirst.stories.models.story import Story

__all__ = ["Bundle", "BundledStory", "Change", "Credit", "Related", "Removal", "Reuse", "Story", "Version"]
