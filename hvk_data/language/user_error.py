"""The base of every error that a person may meet: it knows its sentence in all three languages."""

from typing import Any

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

    def to_json(self) -> dict[str, Any]:
        """What another process needs to say the same in any language; values as text or numbers."""
        plain = {
            name: value if isinstance(value, int | float | str | None) else str(value)
            for name, value in self.values.items()
        }
        return {"key": self.key, "values": plain}


class RelayedError(UserError):
    """An error that was met in another process, or in an earlier run, and is said again here."""

    def __init__(self, key: str, values: dict[str, Any]) -> None:
        super().__init__(**values)
        self.key = key
