import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from standfirst.project.admin_scripts import start

register = template.Library()


@register.simple_tag
def start_widget(name: str, widget: dict[str, Any]) -> SafeString:
    """Start a date or time widget."""
    return start(name, [widget["attrs"]["id"], json.loads(widget["config_json"])])


@register.simple_tag
def start_panel(name: str, options_json: str) -> SafeString:
    """Start a panel of rows that can be added."""
    return start(name, [json.loads(options_json)])
