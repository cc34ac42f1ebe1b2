"""Three people and one item: Anna sealed it to herself and Bert; Mai stands in the directory and was sent nothing.

Whatever is tried here is tried twice: in the browser, and in the Python twin. Both must say the same.
"""

import copy
import os
from typing import Any

from playwright.sync_api import Page

from chungtay.incidents.rules.sealed.items import SealFault, directory, open_item

from .others import IID, NID, Identity, card, identity, manifest, pad, seal_jwcrypto, thumb

Item = dict[str, Any]


class Three:
    def __init__(self, page: Page, kind: str) -> None:
        self.page, self.kind = page, kind
        self.people: dict[str, Identity] = {name: identity(kind) for name in ("anna", "bert", "mai")}
        self.anna, self.bert, self.mai = self.people.values()
        for name, one in self.people.items():
            page.evaluate("([name, identity]) => T.load(name, identity)", [name, one])
        self.cards = [card(one) for one in self.people.values()]
        self.directory = directory(self.cards)
        self.cek = os.urandom(32)
        self.snd = thumb(self.anna["sig"])
        self.jwe = seal_jwcrypto(pad(b"the text"), self.to_both, self.snd, cek=self.cek)
        self.item: Item = self.signed(self.jwe)

    @property
    def to_both(self) -> list[dict[str, str]]:
        return [self.anna["enc"], self.bert["enc"]]

    def signed(self, jwe: dict[str, Any], by: Identity | None = None, **over: Any) -> Item:
        return {"jwe": jwe, "sigs": [manifest(jwe, by or self.anna, **over)]}

    def copied(self) -> Item:
        return copy.deepcopy(self.item)

    def in_browser(self, item: Item, who: str, nid: str, iid: str, cards: list[Identity]) -> dict[str, str]:
        asked = [item, cards, who, nid, iid]
        told: dict[str, str] = self.page.evaluate("asked => T.open(...asked)", asked)
        return told

    def in_python(self, item: Item, who: str, nid: str, iid: str, cards: list[Identity]) -> dict[str, str]:
        known = self.directory if cards is self.cards else directory(cards)
        try:
            return {"ok": open_item(item, self.people[who], nid=nid, iid=iid, directory=known).decode()}
        except SealFault as fault:
            return {"err": str(fault)}

    def opens(self, item: Item, text: str, who: str = "bert") -> None:
        for read in (self.in_browser, self.in_python):
            assert read(item, who, NID, IID, self.cards) == {"ok": text}, read.__name__

    def refuses(
        self,
        item: Item,
        word: str = "",
        *,
        who: str = "bert",
        nid: str = NID,
        iid: str = IID,
        cards: list[Identity] | None = None,
    ) -> None:
        for read in (self.in_browser, self.in_python):
            told = read(item, who, nid, iid, self.cards if cards is None else cards)
            assert word in told.get("err", f"OPENED by {read.__name__}"), (read.__name__, told)
            assert "err" in told, (read.__name__, told)
            # What went wrong is said as one of our sentences, never as an accident of the machine.
            assert told.get("name", "SealError") == "SealError", told
