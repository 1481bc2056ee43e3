from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def banner_style() -> SafeString:
    """Load the banner's style where the banner is."""
    if not settings.NO_SECOND_FACTOR:
        return format_html("")
    return format_html('<link rel="stylesheet" href="{}">', static("readers/banner.css"))


@hooks.register("insert_global_admin_js")
def no_second_factor_banner() -> SafeString:
    """Say on every admin page that editors get in without a second factor. (The hook writes into the body.)"""
    if not settings.NO_SECOND_FACTOR:
        return format_html("")
    return format_html(
        '<p class="no-second-factor" role="status">{}</p>',
        _("Demo: editors get in without a second factor (--no-second-factor)."),
    )
