"""Items as feeds bring them, without a feed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from standfirst.stories.tests.factories import make_agent
from standfirst.wire.models import Item, WatchedSource

NOW = timezone.now().replace(microsecond=0)
FERRY = (
    "The ferry Almaz ran aground near the port of Lenkoran on Sunday night with 140 people aboard, the harbour office said. "
    "Captain Mammadov told reporters that nobody was hurt. Tugs are to pull the Almaz free at high water."
)
FERRY_TOO = (
    "Tugs from Lenkoran failed to free the ferry Almaz on Monday; its 160 passengers were taken ashore by boat. Captain "
    "Mammadov said that the port stays closed until the Almaz is afloat."
)
BANK = "The central bank of Ruritania raised its main interest rate to 9.5 percent, citing food prices and a weak crown."


def came(name: str, text: str, hours: float = 0, outlet: str = "The Tide", **fields: object) -> Item:
    agent = make_agent(outlet, "outlet")
    source, _ = WatchedSource.objects.get_or_create(
        url=f"https://{agent.slug}.example/feed", defaults={"outlet": agent}
    )
    at = NOW - timedelta(hours=10 - hours)
    defaults = {
        "title": text.split(",")[0][:80], "text": text, "language": "en", "url": f"https://{agent.slug}.example/{name}",
        "published": at, "at": at, "arrived_at": at,
    }  # fmt: skip
    return Item.objects.create(source=source, outlet=agent, name=name, **(defaults | fields))
