"""What machines read, as documents: feeds, sitemaps, data files, share pictures."""

from standfirst.discovery.documents.data import ArchiveData, StoryData
from standfirst.discovery.documents.feeds import Feeds
from standfirst.discovery.documents.maps import NewsSitemap, SitemapIndex, Sitemaps
from standfirst.discovery.documents.sharing import SharePictures

KINDS = (Feeds, SitemapIndex, NewsSitemap, Sitemaps, StoryData, ArchiveData, SharePictures)
