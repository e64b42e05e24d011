"""Check `with.yaml` and `without.yaml` for themselves: `python -m eval.passages.check`.

Quotes stand in their texts, every number is a fact's or a non-fact with its reason, values are
those of the characters, kinds and fields are the contract's, labels are simplified. The numbers are
found and worked out here anew, not by the readers that the set measures.
"""

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import yaml
from opencc import OpenCC

T2S = OpenCC("t2s").convert

HERE = Path(__file__).parent
FIELDS = {
    "mailbox": "channel received resolved pending undisclosed rate",
    "category_count": "channel category count",
    "event": "event_kind dates title sessions participants qualifier",
    "publication": "subject count unit qualifier",
    "proposal": "body received answered disclosed rate",
    "application": "scope received answered rate",
    "account": "platform count active",
    "service_item": "subject count unit rate",
    "interpretation": "subject count qualifier",
    "amount": "subject value_yuan raw",
    "statistic": "subject value unit qualifier",
    "statement": "subject value",
}
FIELDS = {k: v.split() for k, v in FIELDS.items()}
NEEDED = {
    "mailbox": [],
    "category_count": ["category", "count"],
    "event": ["event_kind"],
    "publication": ["subject", "count"],
    "proposal": [],
    "application": [],
    "account": ["platform", "count"],
    "service_item": ["subject"],
    "interpretation": ["subject", "count"],
    "amount": ["subject", "value_yuan", "raw"],
    "statistic": ["subject", "value"],
    "statement": ["subject", "value"],
}
NUMERIC = {
    "received",
    "resolved",
    "pending",
    "undisclosed",
    "rate",
    "count",
    "answered",
    "disclosed",
    "sessions",
    "participants",
    "active",
    "value",
    "value_yuan",
}
LABELS = {"channel", "category", "title", "subject", "platform", "scope", "unit", "qualifier"}
EVENTS = ["training", "study_visit", "meeting", "press", "open_day", "inspection", "other"]
REASONS = {
    "email",
    "url",
    "document_number",
    "phone",
    "postcode",
    "name",
    "date",
    "deadline",
    "article",
    "ordinal",
    "list_number",
    "page_number",
    "threshold",
    "session_number",
    "announced",
    "idiom",
    "rank",
    "age",
}
ENTRY = ["id", "style", "script", "year", "text", "facts", "non_facts"]
FACT = ["kind", "quote", "nth", "fields", "numbers", "also", "alt_kinds", "alt_values", "optional"]

CN = "〇零一二三四五六七八九十百千万亿两廿萬億兩"
AD = "0-9０-９"
# words in which a numeral character does not count
WORDS = [
    "进一步",
    "進一步",
    "统一",
    "統一",
    "一些",
    "一致",
    "一直",
    "唯一",
    "万一",
    "一般",
    "一定",
    "一律",
    "一并",
    "一起",
    "逐一",
    "单一",
    "同一",
    "一体",
    "一系列",
    "十分",
    "百姓",
    "之一",
    "百分之",
    "百分点",
    "另一",
    "下一步",
    "上一学年",
]
errors = []


def err(where, *what):
    errors.append("{}: {}".format(where, " ".join(str(w) for w in what)))


def places(text, part):
    out, p = [], text.find(part)
    while p >= 0:
        out.append(p)
        p = text.find(part, p + len(part))
    return out


def runs(text):
    """Return (start, end) of every number run; a comma groups only if three digits follow."""
    out = []
    for m in re.finditer(
        rf"[{AD}]+(?:[,，][{AD}]{{3}}(?![{AD}]))*(?:[.．][{AD}]+)?[万亿萬億]*|[{CN}]+(?:[點点][{CN}]+)?",
        text,
    ):
        s, e = m.span()
        skip = False
        for w in WORDS:
            for p in places(text[max(0, s - 4) : e + 4], w):
                a = max(0, s - 4) + p
                if a <= s and e <= a + len(w):
                    skip = True
                elif a <= s < a + len(w) < e:  # 百分之百: only the tail counts
                    s = a + len(w)
        if not skip:
            out.append((s, e))
    return out


def number(chars):
    """The value of a number as written; None if it cannot be read."""
    t = unicodedata.normalize("NFKC", chars).replace(",", "")
    for a, b in zip("萬億兩點", "万亿两点", strict=False):
        t = t.replace(a, b)
    m = re.fullmatch(r"(\d+(?:\.\d+)?)(万亿|万|亿)?", t)
    if m:
        return Decimal(m.group(1)) * {None: 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[m.group(2)]
    dig = {c: i for i, c in enumerate("零一二三四五六七八九")}
    dig.update({"两": 2, "〇": 0})
    if "点" in t:
        a, b = t.split("点")
        if any(c not in dig for c in b):
            return None
        return number(a) + Decimal("0." + "".join(str(dig[c]) for c in b))
    total = part = cur = 0
    for c in t:
        if c in dig:
            cur = dig[c]
        elif c in "十百千":
            part += (cur or 1) * {"十": 10, "百": 100, "千": 1000}[c]
            cur = 0
        elif c in "万亿":
            total = (
                (total + part + cur) * (10**4 if c == "万" else 10**8)
                if c == "亿"
                else total + (part + cur) * 10**4
            )
            part = cur = 0
        else:
            return None
    return Decimal(total + part + cur)


def locate(where, text, part, nth):
    ps = places(text, part)
    if not ps:
        err(where, "not in the text:", part)
        return None
    if len(ps) > 1 and nth is None:
        err(where, f"occurs {len(ps)} times, nth missing:", part)
    if len(ps) == 1 and nth is not None:
        err(where, "nth given, occurs once:", part)
    if nth is not None and not 1 <= nth <= len(ps):
        err(where, "nth out of range:", part)
        return None
    return ps[(nth or 1) - 1]


def check_fact(where, text, year, o, fact_cover):
    for k in o:
        if k not in FACT:
            err(where, "unknown key", k)
    kind = o["kind"]
    if kind not in FIELDS:
        return err(where, "unknown kind", kind)
    q = o["quote"]
    start = locate(where, text, q, o.get("nth"))
    if start is None:
        return
    if q[-1] in "，。；、,;" or q.startswith("其中"):
        err(where, "quote not trimmed:", q)
    f, n = o["fields"], o["numbers"]
    for k in f:
        if k not in FIELDS[kind]:
            err(where, kind, "has no field", k)
        if f[k] is None:
            err(where, "null field written", k)
    for k in NEEDED[kind]:
        if k not in f:
            err(where, kind, "lacks", k)
    if not any(k in NUMERIC for k in f) and not f.get("dates"):
        err(where, "no number, no date")
    if kind == "event" and f.get("event_kind") not in EVENTS:
        err(where, "event_kind", f.get("event_kind"))
    if kind == "proposal" and f.get("body") not in ("npc", "cppcc", None):
        err(where, "body", f.get("body"))
    if kind == "statement" and f.get("value") != 0:
        err(where, "statement value")
    if kind == "amount" and f["raw"] not in q:
        err(where, "raw not in quote", f["raw"])
    if kind == "amount" and f["raw"] != n.get("value_yuan", "") + "元":
        err(where, "raw and number disagree", f["raw"])
    for d in f.get("dates", []):
        m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", d)
        if not m:
            err(where, "date", d)
        else:
            if int(m.group(1)) != year:
                err(where, "date of another year", d)
            if f"{int(m.group(2))}月{int(m.group(3))}日" not in q:
                err(where, "date not in quote", d)
    for k, v in f.items():
        if k in NUMERIC:
            if isinstance(v, bool) or not isinstance(v, (int, float)):
                err(where, "no number", k, v)
            if k == "rate" and not 0 <= v <= 100:
                err(where, "rate", v)
            if k not in n and not (v == 0 or k in ("resolved", "answered", "sessions")):
                err(where, "inferred, but no 0, resolved, answered or sessions:", k)
        elif k in LABELS and not isinstance(v, str):
            err(where, "label", k, v)
        if k in LABELS | {"title"}:
            for x in [v] + list((o.get("alt_values") or {}).get(k, [])):
                if isinstance(x, str) and T2S(x) != x and x not in ("餘", "約") and "「" not in x:
                    err(where, "label not simplified", x)
    if f.get("qualifier") and f["qualifier"] not in T2S(q):
        err(where, "qualifier not in quote", f["qualifier"])
    taken = set()
    for k, c in n.items():
        if k not in f or k not in NUMERIC:
            err(where, "number of a missing field", k)
            continue
        m = re.fullmatch(r"(.*?)(?::(\d))?", c)
        c, idx = m.group(1), int(m.group(2) or 1)
        ps = places(q, c)
        if len(ps) < idx:
            err(where, "number not in quote", c)
            continue
        a = start + ps[idx - 1]
        if (a, a + len(c)) not in runs(text):
            err(where, f"not a whole run ({text[max(0, a - 3) : a + len(c) + 3]}):", c, idx)
        inword = [
            p for p in ps if any(p0 <= p < p0 + len(wd) for wd in WORDS for p0 in places(q, wd))
        ]
        if (
            len([1 for r in runs(q) if q[r[0] : r[1]] == c]) != len(ps) - len(inword)
            and a - start not in inword
        ):
            err(where, "occurrence ambiguous inside other numbers:", c)
        if a in taken:
            err(where, "two fields at one place", c)
        taken.add(a)
        v = number(c)
        if v is None or v != Decimal(str(f[k])):
            err(where, "value differs", c, v, f[k])
        fact_cover.append((a, a + len(c)))
    for al in o.get("also", []):
        p = locate(where, text, al["quote"], al.get("nth"))
        if p is None:
            continue
        vals = [Decimal(str(f[k])) for k in n]
        hit = [
            (s, e)
            for s, e in runs(text)
            if p <= s and e <= p + len(al["quote"]) and number(text[s:e]) in vals
        ]
        if not hit:
            err(where, "also: no equal number", al)
        fact_cover.extend(hit)
    for k in o.get("alt_kinds", []):
        if k not in FIELDS or k == kind:
            err(where, "alt kind", k)
    for k, v in (o.get("alt_values") or {}).items():
        if k not in FIELDS[kind]:
            err(where, "alt value of unknown field", k)
        if not isinstance(v, list) or not v:
            err(where, "alt values no list", k)
        elif f.get(k) in v or len({str(x) for x in v}) != len(v):
            err(where, "alt value repeated", k, v)
    if o.get("optional") not in (None, True, False):
        err(where, "optional")


def check_file(name, low, high, with_facts):
    with open(HERE / name, encoding="utf-8") as fh:
        entries = yaml.safe_load(fh)
    if len({e["id"] for e in entries}) != len(entries):
        err(name, "ids not unique")
    for e in entries:
        w = "{} {}".format(name, e["id"])
        if list(e) != ENTRY:
            err(w, "keys", list(e))
        t = e["text"]
        if not low <= len(t) <= high:
            err(w, "length", len(t))
        if e["script"] not in ("hans", "hant") or not 2008 <= e["year"] <= 2024:
            err(w, "script or year")
        if (T2S(t) == t) != (e["script"] == "hans"):
            err(
                w,
                "script is not",
                e["script"],
                [(a, b) for a, b in zip(t, T2S(t), strict=False) if a != b][:5],
            )
        if bool(e["facts"]) != with_facts:
            err(w, "facts")
        cover = []
        seen = set()
        for i, o in enumerate(e["facts"], 1):
            check_fact(f"{w} fact {i}", t, e["year"], o, cover)
            key = (o["kind"], str(sorted(o["fields"].items())))
            if key in seen and o["kind"] != "statistic":
                err(w, "fact twice", key)
            seen.add(key)
        fact_spans = set(cover)
        non = []
        for x in e["non_facts"]:
            if set(x) - {"number", "nth", "reason"}:
                err(w, "non_fact keys", x)
            if x["reason"] not in REASONS:
                err(w, "reason", x["reason"])
            p = locate(w, t, x["number"], x.get("nth"))
            if p is None:
                continue
            span = (p, p + len(x["number"]))
            if any(a < span[1] and span[0] < b for a, b in non):
                err(w, "non_facts overlap", x)
            if any(a < span[1] and span[0] < b for a, b in fact_spans):
                err(w, "non_fact is also a fact", x)
            non.append(span)
        for s, en in runs(t):
            if (s, en) in fact_spans:
                continue
            if any(a <= s and en <= b for a, b in non):
                continue
            err(
                w,
                "number neither fact nor non_fact:",
                t[max(0, s - 6) : s] + "[" + t[s:en] + "]" + t[en : en + 6],
            )
        for a, b in non:
            if not any(a < en and s < b for s, en in runs(t)) and not any(
                wd in t[a:b] for wd in WORDS
            ):
                err(w, "non_fact without a number:", t[a:b])
    return entries


def problems():
    """Return what is wrong with the set."""
    errors.clear()
    without = check_file("without.yaml", 20, 200, False)
    with_facts = check_file("with.yaml", 30, 400, True)
    if len(without) != 36:
        err("without.yaml", len(without), "passages")
    if [e["id"] for e in with_facts] != list(range(1, 65)):
        err("with.yaml", "ids are not 1..64")
    kinds = Counter(fact["kind"] for e in with_facts for fact in e["facts"])
    for kind in FIELDS:
        if kinds[kind] < 4:
            err("with.yaml", "fewer than four of", kind)
    if Counter(e["script"] for e in with_facts)["hant"] < 10:
        err("with.yaml", "fewer than ten traditional")
    return list(errors)


if __name__ == "__main__":
    print(*problems() or ["clean"], sep="\n")
