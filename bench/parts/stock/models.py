from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("stock.Article", on_delete=models.CASCADE, related_name="tagged_items")


class Article(Page):
    intro = models.TextField()
    body = RichTextField()
    date = models.DateTimeField()
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    content_panels = [*Page.content_panels, "intro", "body", "date", "tags"]
