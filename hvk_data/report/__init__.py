"""A report draft as documents: one model (``model``), one thin writer a format, and who runs them."""
