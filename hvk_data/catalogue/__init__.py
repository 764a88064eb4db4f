"""Curated knowledge: themes, directions with their reasons, units, lists, breaks, denominators, sources."""

from hvk_data.catalogue.catalogue import (
    Catalogue,
    CuratedIndicator,
    Denominator,
    Group,
    IndicatorList,
    Theme,
    Tier,
    Unit,
    UnitKind,
    load,
)
from hvk_data.catalogue.errors import CatalogueError
from hvk_data.catalogue.matching import Matching, Mismatch, normalised_title
from hvk_data.catalogue.sources import SourceFile, sources

__all__ = [
    "Catalogue",
    "CatalogueError",
    "CuratedIndicator",
    "Denominator",
    "Group",
    "IndicatorList",
    "Matching",
    "Mismatch",
    "SourceFile",
    "Theme",
    "Tier",
    "Unit",
    "UnitKind",
    "load",
    "normalised_title",
    "sources",
]
