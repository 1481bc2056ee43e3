from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "standfirst.theme"

    def ready(self) -> None:
        from standfirst.keys import documents
        from standfirst.theme.documents import AssetKind

        documents.register(AssetKind())
