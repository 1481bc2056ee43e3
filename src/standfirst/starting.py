"""How a process of ours starts Django. Below all rooms."""

from __future__ import annotations

import gc
import os


def start_django() -> None:
    """Start Django with Standfirst's settings, for the publication that ``STANDFIRST_DIR`` names. Once per process.

    Reading in some 2,600 modules makes objects that stay until the end. Looking through them for cycles again and
    again took a fifth of the start; so nothing is looked for meanwhile, and these are left out ever after.
    """
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "standfirst.project.settings"
    gc.disable()
    try:
        django.setup()
    finally:
        gc.freeze()
        gc.enable()
