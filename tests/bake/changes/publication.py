"""Changes of the publication itself: its settings, menu, partners, standing pages, fronts and languages."""

from __future__ import annotations

from typing import Any

from tests.bake.changes.world import Nothing, World, change, rich, stream
from tests.tools.forms import submit


@change
def change_the_settings_through_the_form(world: World) -> None:
    from standfirst.publication.models import Publication

    record = Publication.objects.get()
    submit(
        world.editor(), f"/admin/settings/publication/publication/{record.pk}/",
        **world.dice.choice((
            {"tagline__en": world.word()}, {"colour_light": f"#{world.dice.randrange(0x1000000):06x}"},
            {"licence": world.dice.choice(("", "CC BY 4.0"))}, {"tdm_reservation": world.dice.choice((None, ["on"]))},
            {"time_zone": world.dice.choice(("Asia/Baku", "UTC"))}, {"contact_email": world.dice.choice(("", "a@b.example"))},
        )),
    )  # fmt: skip


@change
def change_the_menu(world: World) -> None:
    from standfirst.publication.models import MenuItem, Publication, Section, Topic

    if MenuItem.objects.count() > 2:
        world.one(MenuItem.objects.all()).delete()
        return
    target = world.dice.choice(
        ({"section": world.one(Section.objects.all())}, {"standing_role": "about"},
         {"url": "https://example.org/", "label": {"en": world.word()}}, {"topic": Topic.objects.order_by("pk").first()})
    )  # fmt: skip
    if None in target.values():
        raise Nothing
    MenuItem.objects.create(
        publication=Publication.objects.get(), sort_order=world.dice.randrange(4), **target
    )


@change
def change_partners(world: World) -> None:
    from standfirst.media.models import Picture
    from standfirst.publication.models import FollowLink, Partner, Publication

    record = Publication.objects.get()
    if Partner.objects.exists() and world.dice.random() < 0.5:
        Partner.objects.all().delete()
        return
    logo = Picture.objects.order_by("pk").first()
    Partner.objects.create(publication=record, name={"en": world.word()}, url="https://p.example/", logo=logo)
    FollowLink.objects.create(publication=record, service="rss", url="https://f.example/")


@change
def edit_a_standing_page(world: World) -> None:
    from django.urls import reverse

    from standfirst.publication.models import StandingPage

    page = world.one(StandingPage.objects.filter(live=True))
    changes: dict[str, Any] = {"standfirst": world.word()}
    if world.dice.random() < 0.5:
        changes |= {"title": world.word(), "slug": world.word().lower().replace(" ", "-")}
    if world.dice.random() < 0.8:
        changes["action-publish"] = "1"
    submit(
        world.editor(), reverse("wagtailadmin_pages:edit", args=[page.pk]),
        **stream([("paragraph", rich("Who we are."))]), **changes,
    )  # fmt: skip


@change
def delete_or_unpublish_a_standing_page(world: World) -> None:
    from django.urls import reverse

    from standfirst.publication.models import StandingPage

    page = world.one(StandingPage.objects.filter(live=True))
    action = world.dice.choice(("delete", "unpublish"))
    answer = world.editor().post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]), {})
    assert answer.status_code == 302


@change
def move_a_standing_page_in_the_tree(world: World) -> None:
    from standfirst.publication.models import StandingPage

    pages = StandingPage.objects.filter(live=True, locale__language_code="en")
    page, other = world.one(pages), world.one(pages)
    if page.pk == other.pk:
        raise Nothing
    page.move(other, pos="left")


@change
def move_a_home_page_in_the_tree(world: World) -> None:
    from standfirst.publication.models import HomePage

    first, second = HomePage.objects.order_by("path")[:2]
    second.move(first, pos="left")


@change
def choose_the_lead(world: World) -> None:
    from django.urls import reverse

    from standfirst.publication.models import HomePage, Section

    home = HomePage.objects.get(locale__language_code="en")
    section = world.one(Section.objects.all())
    blocks = {"blocks-count": "1", "blocks-0-type": "section", "blocks-0-order": "0", "blocks-0-deleted": "",
              "blocks-0-id": "", "blocks-0-value-section": str(section.pk), "blocks-0-value-count": "2"}  # fmt: skip
    submit(
        world.editor(), reverse("wagtailadmin_pages:edit", args=[home.pk]), lead=str(world.story("en").pk),
        **blocks, **{"action-publish": "1"},
    )  # fmt: skip


@change
def add_or_remove_a_language(world: World) -> None:
    from standfirst.publication.actions import Refused, add_language, remove_language
    from standfirst.publication.models import HomePage

    if HomePage.objects.filter(locale__language_code="ru").exists():
        try:
            remove_language("ru")
        except Refused as refused:
            raise Nothing from refused
    else:
        add_language("ru")
