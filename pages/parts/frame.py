"""What every page is given: who asks, in which language, about which municipality, of which figures."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st

from hvk_data.charts import Theme
from hvk_data.language import Language, text
from hvk_data.queries.index import Index, OwnAreas
from hvk_data.store import Reader
from pages import _place
from pages._address import Place

if TYPE_CHECKING:
    from hvk_data.findings import Findings


@dataclass(frozen=True, slots=True)
class Frame:
    """One run of one page. All figures of the run are of one generation of the store."""

    place: Place
    known: Index
    reader: Reader
    theme: Theme
    pages: dict[str, st.Page] = field(default_factory=dict)

    @classmethod
    def here(cls, known: Index, reader: Reader) -> "Frame":
        """The frame of this session's place."""
        return cls(
            place=_place.here(),
            known=known,
            reader=reader,
            theme="dark" if st.context.theme.type == "dark" else "light",
        )

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.place.language

    @property
    def areas(self) -> OwnAreas:
        """The chosen municipality with its areas; a page asks ``place.municipality`` first."""
        assert self.place.municipality is not None
        return self.known.municipality(self.place.municipality)

    @property
    def own_name(self) -> str:
        """The chosen municipality's name in the language of the page."""
        return self.areas.own.name.in_(self.language)

    @property
    def findings(self) -> "Findings":
        """What people have written."""
        # Loaded by those pages that need it.
        from hvk_data.findings import Findings

        return Findings()

    def t(self, key: str, **values: object) -> str:
        """A text in the language of the page."""
        return text(self.language, key, **values)

    def link(self, path: str, label: str, *, icon: str | None = None, **changes: Any) -> None:
        """A link to a page of ours, at this place with ``changes``."""
        st.page_link(self.pages[path], label=label, icon=icon, query_params=_place.link_to(**changes))
