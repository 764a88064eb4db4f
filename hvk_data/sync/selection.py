"""Which indicators an update is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hvk_data.catalogue import Catalogue
from hvk_data.sync.errors import NothingChosen, NotSotkanetIds, UnknownSet


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids to ask for, in order, and those of a set that the source does not list."""

    ids: tuple[int, ...]
    unlisted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Indicators by id, by named lists of the catalogue, all that are listed, or, with none of these,
    all that the catalogue knows or the store has fetched before."""

    ids: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    everything: bool = False

    def choose(
        self,
        listed: Iterable[int],
        *,
        catalogue: Callable[[], Catalogue],
        fetched: Callable[[], Iterable[str]],
    ) -> Chosen:
        """The ids to ask for, given what the source lists; the catalogue and what has been ``fetched``
        are looked up only where the choice needs them.

        Ids named one by one are asked for even if they are not listed; members of sets only if they
        are. Raises NotSotkanetIds, UnknownSet and NothingChosen.
        """
        on_list = list(dict.fromkeys(listed))
        if self.everything:
            return Chosen(tuple(on_list), ())
        named = self._named()
        # Other sources' indicators are in the same lists, but not Sotkanet's to give.
        wanted = [int(member) for member in self._members(catalogue, fetched) if member.isdecimal()]
        known = set(on_list)
        ids = dict.fromkeys([*named, *(id_ for id_ in wanted if id_ in known)])
        if not ids:
            raise NothingChosen
        return Chosen(tuple(ids), tuple(id_ for id_ in dict.fromkeys(wanted) if id_ not in known))

    def _named(self) -> list[int]:
        wrong = [id_ for id_ in self.ids if not (id_.isascii() and id_.isdecimal())]
        if wrong:
            raise NotSotkanetIds(ids=", ".join(wrong))
        return [int(id_) for id_ in self.ids]

    def _members(self, catalogue: Callable[[], Catalogue], fetched: Callable[[], Iterable[str]]) -> list[str]:
        if self.ids and not self.sets:
            return []
        known = catalogue()
        if not self.sets:
            return [*known.indicators, *fetched()]
        for name in self.sets:
            if name not in known.lists:
                raise UnknownSet(name=name, known=", ".join(known.lists))
        return [member for name in self.sets for member in known.lists[name].members]
