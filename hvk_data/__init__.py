"""HVK without a screen: figures in, figures out, what people write, and the documents made of it."""

__version__ = "0.1.0"
