"""One thin writer a format, all over the same model: what one shows, all show."""
