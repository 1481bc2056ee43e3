"""Pictures in the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def no_title_from_file_name() -> SafeString:
    """Keep Wagtail from filling a new picture's title with the name of its file."""
    return format_html('<script src="{}"></script>', static("media/js/no-title-from-file-name.js"))
