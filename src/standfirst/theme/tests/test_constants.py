"""Words that are the same on every page are part of the compiled template."""

from standfirst.theme.environment import environment


def shown(source: str, language: str = "en") -> str:
    return environment(language).from_string(source).render(name="Ann & Bob")


def test_a_constant_word_is_in_the_pages_language() -> None:
    assert (
        shown('<p title="{{ _("Sources") }}">{{ _("Sources") }}</p>', "az")
        == '<p title="Mənbələr">Mənbələr</p>'
    )


def test_an_icon_is_put_in_and_other_expressions_stay() -> None:
    text = shown('{{ icon("save") }} {{ name }} {{ name or _("Sources") }}')
    assert text.startswith("<svg") and text.endswith("Ann &amp; Bob Ann &amp; Bob")


def test_a_percent_sign_that_is_doubled_is_one() -> None:
    assert shown('{{ _("100 %% sure") }}') == "100 % sure"
