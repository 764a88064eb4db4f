"""Personal data in free text: what must not be saved, and when a few people could be recognised.

Names cannot be found by a program; what can be found with certainty is found here.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from stdnum.fi import hetu

PersonalKind = Literal["identity_code", "phone_number", "email_address"]
SmallGroup = Literal["few_people", "small_place"]

_COUNTRY: Final = "FI"
# The shape of an identity code, also with spaces around the century's sign (all signs in use since 2023:
# stdnum knows which); whether it is one is then told by its date and its check character.
_IDENTITY_CODE = re.compile(
    r"(?<![0-9A-Za-z])(\d{6})\s?([-–−+A-FU-Y])\s?(\d{3}[0-9A-Z])(?![0-9A-Za-z])", re.IGNORECASE
)
_EMAIL_ADDRESS = re.compile(r"[\w.+%'-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.I)
_SHOWN: Final = 3
_FEW_PEOPLE: Final = 5
_SMALL_MUNICIPALITY: Final = 5_000


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """Characters ``start`` to ``end`` of a text are of this kind."""

    kind: PersonalKind
    start: int
    end: int
    written: str

    @property
    def masked(self) -> str:
        """Enough of it to find it in the text, and not more."""
        return f"{self.written[:_SHOWN]}…"


def personal_data(text: str) -> list[PersonalDatum]:
    """Identity codes, phone numbers and e-mail addresses in ``text``, in their order, none overlapping.

    An identity code has a real date and the right check character (Digital and Population Data
    Services Agency); a phone number is one that can exist in Finland, or anywhere with its country code.
    """
    # Loaded here: a fifth of a second that no page but the one that saves should wait for.
    from phonenumbers import PhoneNumberMatcher

    found = [
        PersonalDatum("identity_code", one.start(), one.end(), one.group())
        for one in _IDENTITY_CODE.finditer(text)
        if _is_identity_code(*one.groups())
    ]
    found += [
        PersonalDatum("email_address", one.start(), one.end(), one.group())
        for one in _EMAIL_ADDRESS.finditer(text)
    ]
    for match in PhoneNumberMatcher(text, _COUNTRY):
        if not any(one.start < match.end and match.start < one.end for one in found):
            found.append(PersonalDatum("phone_number", match.start, match.end, match.raw_string))
    return sorted(found, key=lambda one: one.start)


def small_group(people: int | None, inhabitants: float | None, narrowed: bool) -> SmallGroup | None:
    """Why those behind an observation might be recognised, or None.

    ``few_people`` are fewer than five. ``small_place`` is a municipality of fewer than 5 000 inhabitants
    where the observation is of a group or an area of its own (``narrowed``); the limit is that below which
    some 40 % of municipalities are.
    """
    if people is not None and people < _FEW_PEOPLE:
        return "few_people"
    if narrowed and inhabitants is not None and inhabitants < _SMALL_MUNICIPALITY:
        return "small_place"
    return None


def _is_identity_code(date: str, sign: str, rest: str) -> bool:
    plain = "-" if sign in "–−" else sign
    return bool(hetu.is_valid(f"{date}{plain}{rest}", allow_temporary=True))
