from standfirst.publication.models.former import FormerAddress
from standfirst.publication.models.identity import FollowLink, Partner, Publication
from standfirst.publication.models.menu import MenuItem
from standfirst.publication.models.pages import BasePage, HomePage, StandingPage, StoryContainer
from standfirst.publication.models.sections import Section
from standfirst.publication.models.topics import Topic

__all__ = [
    "BasePage",
    "FollowLink",
    "FormerAddress",
    "HomePage",
    "MenuItem",
    "Partner",
    "Publication",
    "Section",
    "StandingPage",
    "StoryContainer",
    "Topic",
]
