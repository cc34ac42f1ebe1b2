"""Begins what a demo does not hold from the start: texts and plans that a leader still writes, places of a nation."""

import re
import subprocess

from tools.demo_server import COMMAND, Demo, Visitor

PROVINCE = "/places/51@2025-07-01/?indicator=sessions"  # nine of its communes report, so its map shows shades
PROGRAMME = "/programmes/kontum-attapeu/"
OURS, THEIRS = "Hội Liên hiệp Phụ nữ tỉnh Quảng Ngãi", "Hội Phụ nữ tỉnh Attapư"


def begin_agreement(leader: Visitor) -> str:
    own, other = (chosen(leader, "/programmes/new/", body) for body in (OURS, THEIRS))
    told = {"kind": "twinning", "name": "Kết nghĩa phụ nữ hai tỉnh", "languages": "vi"}
    return leader.fill("/programmes/new/", told | {"own": own, "side_2": other})


def begin_amendment(leader: Visitor) -> str:
    """With one content more than the text in force."""
    draft = leader.fill(f"{PROGRAMME}versions/", {"reason": "Hai bên thống nhất thêm một nội dung."})
    under = found(leader, draft, r"add=commitment&amp;under=([0-9a-f-]+)")[-1]
    text = {"kind": "commitment", "under": under, "text": "Mở lớp học tiếng của nhau mỗi năm một lần."}
    return leader.fill(draft, text, at=f"{draft}rows/")


def begin_own_plan(leader: Visitor) -> str:
    page = f"{PROGRAMME}plans/new/"
    year = int(found(leader, page, r'name="year" value="([0-9]+)"')[0]) + 1
    told = {"name": "Kế hoạch riêng của Hội", "year": str(year), "is_joint": "own"}
    return leader.fill(page, told | {"holder": chosen(leader, page, OURS)})


def begin_next_year(leader: Visitor) -> str:
    """From the first content of the running plan."""
    plans = found(leader, PROGRAMME, rf'href="({PROGRAMME}plans/[0-9a-f-]+/)"')
    page = f"{plans[0]}next-year/"
    return leader.fill(page, {"chosen": found(leader, page, r'name="chosen" value="([^"]+)"')[0]})


def chosen(visitor: Visitor, page: str, words: str) -> str:
    """What a list sends for these words."""
    return found(visitor, page, rf'<option value="([^"]+)"[^>]*>{words}<')[0]


def found(visitor: Visitor, page: str, pattern: str) -> list[str]:
    return re.findall(pattern, visitor.get(page).body.decode())


def load_places(demo: Demo) -> None:
    """Every unit of two countries with its position: without them maps have nothing to stand on. Twice is harmless."""
    told = [str(COMMAND), "places", "load"]
    subprocess.run(told, env=demo.environment, check=True, stdout=subprocess.DEVNULL)
