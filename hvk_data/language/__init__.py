"""Finnish, Swedish and English: texts, numbers, dates. Every other package may import this one."""

from hvk_data.language.texts import LANGUAGES, Language, Texts, as_language, text
from hvk_data.language.user_error import UserError

__all__ = ["LANGUAGES", "Language", "Texts", "UserError", "as_language", "text"]
