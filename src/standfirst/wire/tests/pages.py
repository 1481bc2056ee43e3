"""Article pages of our own, as sites send them."""

SENTENCES = (
    "The ferry between the two islands stopped on Monday because its only licensed pilot retired without a successor.",
    "The harbour office says that a new pilot needs two years of training and that nobody has applied for the post.",
    "Shopkeepers on the smaller island have begun to share one fishing boat that brings bread and newspapers at dawn.",
    "The regional council meets on Thursday to decide whether a pilot from the mainland may work with an interpreter.",
)


def body(*sentences: str) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in sentences or SENTENCES)


def page(content: str = "", head: str = "", lang: str = "en") -> bytes:
    article = content or f"<article><h1>No ferry, no bread</h1>{body()}</article>"
    navigation = '<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>'
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>No ferry, no bread | Tide</title>'
        f"{head}</head><body>{navigation}<main>{article}</main>"
        "<footer>© Tide. All rights reserved.</footer></body></html>"
    ).encode()


LINKED_DATA = """<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
 "headline": "No ferry, no bread", "datePublished": "2026-03-02T08:00:00+01:00", "inLanguage": "en-GB",
 "author": [{"@type": "Person", "name": "Ada Quay"}, {"@type": "Person", "name": "Bo Pier"}],
 "publisher": {"@type": "Organization", "name": "The Tide"}, "image": {"url": "/ferry.jpg"},
 "license": "https://creativecommons.org/licenses/by/4.0/"}]}</script>"""
