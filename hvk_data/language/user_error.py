"""The base of every error that a person may meet: it knows its sentence in all three languages."""

from hvk_data.language.texts import Language, text


class UserError(Exception):
    """Something went wrong that a person should hear of, in their own language, with a next step.

    A subclass names its text in ``key`` (``file.name`` of ``texts/``); the keyword arguments fill
    the text's places. ``str(error)`` is English, for logs.
    """

    key: str

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def message(self, language: Language) -> str:
        """What happened and what to do next, in ``language``."""
        return text(language, self.key, **self.values)

    def __str__(self) -> str:
        return self.message("en")
