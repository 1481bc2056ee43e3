"""The documents of this room: stories and everything that lists them."""

from standfirst.keys.documents import register, register_reader
from standfirst.stories import ahead
from standfirst.stories.documents.corrections import Corrections
from standfirst.stories.documents.fronts import Agents, Fronts, Newest, Sections, Topics
from standfirst.stories.documents.home import Home
from standfirst.stories.documents.indexes import Indexes
from standfirst.stories.documents.moved import Moved
from standfirst.stories.documents.rail import Rail
from standfirst.stories.documents.republish import RepublishPages
from standfirst.stories.documents.sources import Sources
from standfirst.stories.documents.story import StoryPages
from standfirst.stories.documents.versions import VersionPages


def register_all() -> None:
    """Register the kinds, those first that are asked for most."""
    for kind in (
        StoryPages(),
        Home(),
        Sections(),
        Topics(),
        Agents("people"),
        Agents("outlets"),
        Newest(),
        Sources(),
        VersionPages(),
        RepublishPages(),
        Corrections(),
        Indexes(),
        Rail(),
        Moved(),
    ):
        register(kind)
        if isinstance(kind, Fronts):
            register_reader(kind.read_ahead)
    register_reader(ahead.stories_at)
    register_reader(ahead.sources_at)
