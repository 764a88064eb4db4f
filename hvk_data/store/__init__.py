"""The store: figures as fetched (bronze), what ships (snapshot), and generations built from both."""

from hvk_data.store.bronze import Area, Bronze, ListedIndicator, Metadata
from hvk_data.store.reader import Reader, Store, open_store

__all__ = ["Area", "Bronze", "ListedIndicator", "Metadata", "Reader", "Store", "open_store"]
