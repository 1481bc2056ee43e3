"""Starter texts and addresses of the standing pages, by role."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from standfirst.publication.models import StandingPage

Role = StandingPage.Role

STARTERS = {
    Role.ABOUT: (
        _("Who we are"),
        [
            _("Say here who publishes this digest, who edits it, and who pays for it."),
            _(
                "Each story says where it comes from: written here, translated, reprinted or summed up, "
                "with its original, the permission and its sources."
            ),
        ],
    ),
    Role.PRIVACY: (
        _("Privacy"),
        [
            _(
                "Reading this site needs no account. No page loads anything from another site unless you agree."
            ),
            _(
                "With an account we keep your e-mail address, the stories you saved and the topics you follow. "
                "You can download or delete all of it yourself."
            ),
            _("Say here who is responsible for the data and how to reach them."),
        ],
    ),
    Role.TERMS: (
        _("Terms of use"),
        [
            _("Stories may be quoted with a link to the story."),
            _("What came from another outlet stays under its terms, which its page names."),
        ],
    ),
    Role.COOKIES: (
        _("Cookies"),
        [
            _(
                "Reading sets no cookie. What your device keeps, and only when you ask for it, is listed below."
            ),
        ],
    ),
    Role.ACCESSIBILITY: (
        _("Accessibility"),
        [
            _(
                "This site is made to be read with a keyboard, with a screen reader, enlarged, in dark mode "
                "and without scripts. We aim at WCAG 2.2, level AA."
            ),
            _("Where something keeps you from reading, write to us and we mend it."),
        ],
    ),
    Role.CONTACT: (
        _("Contact"),
        [_("Say here how readers reach the editors, and how they ask for a correction.")],
    ),
}
