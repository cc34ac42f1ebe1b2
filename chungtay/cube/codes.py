"""Whole numbers in place of names: what is written into arrays is a code, and here is what it stands for."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

import numpy as np

Name = TypeVar("Name", bound=Hashable)


class Codes(Generic[Name]):
    """Names in the order in which they were met. A code, once given, never changes its meaning."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self.names: list[Name] = []
        self.of: dict[Name, int] = {}
        for name in names:
            self.code(name)

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Name]:
        return iter(self.names)

    def code(self, name: Name) -> int:
        """The code of a name, given now if it is new."""
        found = self.of.get(name)
        if found is None:
            found = self.of[name] = len(self.names)
            self.names.append(name)
        return found

    def array(self, names: Iterable[Name]) -> np.ndarray:
        return np.array([self.code(name) for name in names], dtype=np.int32)
