"""Brings figures in from their sources and publishes a store that holds them."""
