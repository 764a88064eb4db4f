"""python-pptx's package, which numbers a new part without going through all that are there."""

from functools import cached_property
from itertools import count
from typing import Any

from pptx.api import _default_pptx_path
from pptx.opc.packuri import PackURI
from pptx.package import Package


class CountingPackage(Package):
    """A package that parts are only added to.

    Its own way looks at every part for each name that it gives: more than half of the time that a
    presentation of a thousand slides takes.
    """

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self._numbers: dict[str, count[int]] = {}

    def next_partname(self, tmpl: str) -> PackURI:
        """The first name by ``tmpl`` ("/ppt/slides/slide%d.xml") that no part has."""
        numbers = self._numbers.setdefault(tmpl, count(1))
        return PackURI(next(name for name in map(tmpl.__mod__, numbers) if name not in self._brought))

    @cached_property
    def _brought(self) -> frozenset[str]:
        """The names of the parts that the template came with: looked at before the first one is added."""
        return frozenset(part.partname for part in self.iter_parts())


def presentation() -> Any:
    """An empty presentation from python-pptx's own template."""
    return CountingPackage.open(_default_pptx_path()).main_document_part.presentation
