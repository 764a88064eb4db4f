"""What can go wrong with the store, each in words for the person who meets it."""

from hvk_data.language import UserError


class NoStore(UserError):
    """There is no store yet in the data folder."""

    key = "store.no_store"


class EmptyStore(UserError):
    """There is neither anything fetched nor anything shipped to build a store from."""

    key = "store.empty_store"


class NewerStore(UserError):
    """The store was written by a newer program than this one."""

    key = "store.newer_store"


class UnreadableStore(UserError):
    """The store's file is damaged, missing or may not be read."""

    key = "store.unreadable_store"


class BuildFailed(UserError):
    """A new generation was built but did not pass its checks; the old one stays."""

    key = "store.build_failed"


class StoreBusy(UserError):
    """Another process is building the store and has not come to its end in time."""

    key = "store.store_busy"


class UnwritableFolder(UserError):
    """The system does not let the program write there."""

    key = "store.unwritable_folder"


class DiskFull(UserError):
    """There was no room for a new generation; the old one stays."""

    key = "store.disk_full"


class UnknownGeneration(UserError):
    """``generation`` is not among those that are kept and can be read (``known``)."""

    key = "store.unknown_generation"


class NothingEarlier(UserError):
    """No generation is kept that is earlier than the one in use."""

    key = "store.nothing_earlier"
