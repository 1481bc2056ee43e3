"""How the documentation is built: Markdown, Sphinx's own theme, no request to anybody."""

project = "Standfirst"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
html_theme = "alabaster"
html_theme_options = {"description": "A news digest whose every line can show its source"}
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
exclude_patterns = ["README.md"]
