"""The figures of the network, computed a second time in another language from the written rules alone, in exact fractions.

Reads tables of questions as JSON from standard input and answers as JSON: test/policy/network/reference.test.ts compares.
"""

import json
import sys
from fractions import Fraction


def spread(counts):
    total = sum(counts)
    if total == 0:
        return None, None
    index = sum(Fraction(count, total) ** 2 for count in counts)
    return index, 1 / index


def concentration(question):
    """Rule 5.3: shares over named sources; 'watch' and 'alert' are shares of the largest that the practice has set."""
    counts, kinds = question["counts"], question["kinds"]
    total = sum(counts)
    index, effective = spread(counts)
    by_kind = {}
    for count, kind in zip(counts, kinds):
        by_kind[kind] = by_kind.get(kind, 0) + count
    kind_index, kind_effective = spread(list(by_kind.values()))
    answer = {"n": total, "hhi": index, "effective": effective, "kindHhi": kind_index, "kindEffective": kind_effective}
    if index is None:
        return {**answer, "corrected": None, "top1": None, "buffer": None, "mayStop": None, "state": "too_early"}
    top = Fraction(max(counts), total)
    corrected = None if total < 2 else (total * index - 1) / (total - 1)
    left, stopped = total, 0
    for count in sorted(counts, reverse=True):
        if left * 2 < total:
            break
        left -= count
        stopped += 1
    if total < 10:
        state = "too_early"
    elif top >= Fraction(str(question["alert"])) or effective < 2:
        state = "alert"
    elif top >= Fraction(str(question["watch"])) or index >= Fraction(1, 4):
        state = "watch"
    else:
        state = "calm"
    return {**answer, "corrected": corrected, "top1": top, "buffer": 1 - top, "mayStop": stopped, "state": state}


def silence(question):
    """Rule 5.4: P0 = (T / (T + g)) ** k, and the first whole day of a gap on which it lies below a threshold."""
    k, span, gap = question["intervals"], Fraction(str(question["spanDays"])), Fraction(str(question["gapDays"]))
    if k < 3 or span <= 0:
        return {"p0": None, "watchDay": None, "driedDay": None}

    def chance(days):
        return (span / (span + days)) ** k

    def first_day(threshold):
        low, high = 0, 1
        while chance(high) >= threshold:
            high *= 2
        while low < high:
            middle = (low + high) // 2
            if chance(middle) < threshold:
                high = middle
            else:
                low = middle + 1
        return low

    return {
        "p0": chance(max(Fraction(0), gap)),
        "watchDay": first_day(Fraction(1, 10)),
        "driedDay": first_day(Fraction(1, 20)),
    }


DAY = 86_400_000


def relationship(question):
    """Rules 4.5b and 4.5c with decision 0190: how a colleague stands, and when somebody is to be in touch next.

    Moments are milliseconds, `now` is 0; `contacts` are all contacts in both directions, arrivals and touches among them.
    """
    rules = question["rules"]
    arrivals, touches = question["arrivals"], question["touches"]
    contacts = arrivals + touches + question["others"]
    met = min([question["created"], *arrivals, *touches])
    steps = [met + step for step in rules["new"]]
    if sum(1 for at in arrivals if at >= -365 * DAY) >= 3:
        rank = "top"
    elif not question["fromFile"] and steps and steps[-1] > 0:
        rank = "new"
    else:
        rank = "active" if any(at >= -180 * DAY for at in arrivals) else "dormant"
    settled = "active" if any(at >= -180 * DAY for at in arrivals) else "dormant"
    last = max(contacts, default=None)
    waiting = [step for step in steps if last is None or step >= last + rules["minGap"]]
    keeps_steps = rank == "new" or (steps and steps[-1] + rules["minGap"] > 0)
    if rank != "top" and not question["fromFile"] and waiting and keeps_steps:
        clock = waiting[0]
    else:
        interval = rules[settled if rank == "new" else rank]
        clock = (met if last is None else last) + interval * (rules["fullFactor"] if question["isFull"] else 1)
    gap = [] if question["messaged"] is None else [question["messaged"] + rules["minGap"]]
    return {"rank": rank, "next": max([clock, *gap])}


def capacity(question):
    """Rule S71a: what a practice says as a whole, of what its active practitioners say; a line alone makes nobody full."""
    now, people = question["now"], question["practitioners"]
    standing = [
        one
        for one in question["statements"]
        if one["serviceLineId"] is None and one["practitionerId"] in people and one["validUntil"] > now
    ]
    words = [one["status"] for one in standing]
    if "open" in words:
        status = "open"
    elif "nearly_full" in words:
        status = "nearly_full"
    elif people and {one["practitionerId"] for one in standing} == set(people):
        status = "full"
    else:
        return {"status": "please_ask", "nextOpening": None, "waitWeeks": None, "statedAt": None, "validUntil": None}
    same = [one for one in standing if one["status"] == status]
    waits = sorted((one["waitWeeks"] for one in same if one["waitWeeks"]), key=lambda wait: (wait["from"], wait["to"]))
    return {
        "status": status,
        "nextOpening": min((one["nextOpening"] for one in same if one["nextOpening"]), default=None),
        "waitWeeks": waits[0] if waits else None,
        "statedAt": min(one["statedAt"] for one in same),
        "validUntil": min(one["validUntil"] for one in same),
    }


def plain(value):
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list) else value


SUBJECTS = {"concentration": concentration, "silence": silence, "relationship": relationship, "capacity": capacity}

asked = json.load(sys.stdin)
json.dump({name: [plain(SUBJECTS[name](one)) for one in rows] for name, rows in asked.items()}, sys.stdout)
