"""The sample publication: also the guide to the software."""
