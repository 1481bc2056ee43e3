"""``standfirst config``: configurations for the web server in front, and for the system's service manager."""

from __future__ import annotations

import sys

from standfirst.terminal import DONE, parser


def config(argv: list[str]) -> int:
    """Print a configuration for this publication."""
    arguments = parser(
        "config",
        "Print a configuration for the publication: of nginx or Caddy in front of it, or of systemd to keep it running.",
    )
    arguments.add_argument("kind", choices=("nginx", "caddy", "systemd"), help="what to configure")
    arguments.add_argument(
        "--port",
        type=int,
        default=8000,
        help="the port that `standfirst serve` listens on (default: %(default)s)",
    )
    options = arguments.parse_args(argv)
    from standfirst.project.folder import current_folder
    from standfirst.project.web_server import configuration, place
    from standfirst.publication.reading import languages

    sys.stdout.write(configuration(options.kind, place(current_folder(), languages(), options.port)))
    return DONE
