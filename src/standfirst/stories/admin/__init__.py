"""The newsroom's admin: the desk, the story's form and its panels, what can be done to a story."""
