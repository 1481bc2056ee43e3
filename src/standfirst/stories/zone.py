"""Days in the publication's time zone."""

import datetime
from zoneinfo import ZoneInfo

from standfirst.publication.reading import publication


def day_of(moment: datetime.datetime) -> datetime.date:
    """Return the publication's date at ``moment``."""
    return moment.astimezone(ZoneInfo(publication().time_zone)).date()


def end_of(day: datetime.date) -> datetime.datetime:
    """Return the moment at which ``day`` is over in the publication."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return midnight.replace(tzinfo=ZoneInfo(publication().time_zone)).astimezone(datetime.UTC)
