from standfirst.readers.models.reading import DisplayPreferences, FollowedTopic, SavedStory
from standfirst.readers.models.users import User, UserManager

__all__ = ["DisplayPreferences", "FollowedTopic", "SavedStory", "User", "UserManager"]
