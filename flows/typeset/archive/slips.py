"""Errors planted in a plan, one a city: each kind with the rule that must find it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from flows.typeset.archive.accounting import percent
from flows.typeset.archive.accounts import says_arrival, says_completion
from flows.typeset.archive.naming import account_file, onward_file
from flows.typeset.archive.onwards import says_words
from flows.typeset.archive.plan import Account, City, Goal, Onward, Plan, Planted, Programme

WAN = 10_000
SHARE = 0.5  # of the cities of an archive, one error each

Slip = Callable[[Random, Programme, City], tuple[City, Planted | None]]


def plant(plan: Plan) -> Plan:
    """Give the plan with errors; the kinds take turns, so that a large archive has all of them."""
    random = Random(plan.seed + 1)
    kinds = list(SLIPS)
    random.shuffle(kinds)
    planted: list[Planted] = []
    programmes = []
    for programme in plan.programmes:
        cities = []
        for city in programme.cities:
            done, error = city, None
            if random.random() < SHARE:
                done, error = SLIPS[kinds[len(planted) % len(kinds)]](random, programme, city)
            planted += [error] if error else []
            cities.append(done)
        programmes.append(replace(programme, cities=tuple(cities)))
    return replace(plan, programmes=tuple(programmes), planted=tuple(planted))


def _onward_of(city: City) -> Onward:
    assert city.onward
    return city.onward


def _account_of(city: City) -> Account:
    assert city.account
    return city.account


def _wrong_sum(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Let 合计 of the city's table be off; the lines and the text are right."""
    onward = _onward_of(city)
    wrong = replace(onward, total=onward.total + random.choice((-1, 1)) * random.randint(1, 9) * WAN)
    file = onward_file(programme, city)
    return replace(city, onward=wrong), Planted("wrong_sum", "table_total", file, "合计", ("prose_table", "table_part"))


def _short(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Hand on less than was given, in a notice that agrees with itself."""
    onward = _onward_of(city)
    if not onward.cited:
        return city, None  # without a citation only the sum tells whose money it is
    at = random.randrange(len(onward.shares))
    cut = max(1000, onward.shares[at].amount // 3 // 1000 * 1000)
    shares = list(onward.shares)
    shares[at] = replace(shares[at], amount=shares[at].amount - cut)
    total = onward.total - cut
    wrong = replace(onward, shares=tuple(shares), total=total, received=total + onward.kept, words=total + onward.kept)
    file = onward_file(programme, city)
    return replace(city, onward=wrong), Planted(
        "short", "flow_received", file, city.place.adcode, ("flow_split", "flow_project")
    )


def _received(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Report another sum than was given, in a report that agrees with itself."""
    account = _account_of(city)
    received = account.received + random.choice((-1, 1)) * random.randint(2, 20) * WAN
    spent = min(account.spent, received)
    kept = received - account.passed
    wrong = replace(account, received=received, kept=kept, spent=spent, rate=percent(spent, received))
    planted = Planted("received", "flow_received", account_file(programme, city), city.place.adcode, ("flow_rate",))
    return (replace(city, account=wrong), planted) if kept > 0 else (city, None)


def _split(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Keep more than is left of what was received."""
    account = _account_of(city)
    wrong = replace(account, kept=account.kept + random.randint(3, 30) * WAN)
    return replace(city, account=wrong), Planted("split", "flow_split", account_file(programme, city), "")


def _overspent(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Spend more than was received."""
    account = _account_of(city)
    spent = account.received + random.randint(2, 40) * WAN
    wrong = replace(account, spent=spent, rate=percent(spent, account.received))
    return replace(city, account=wrong), Planted("overspent", "flow_spent", account_file(programme, city), "")


def _rate(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Print another rate than that of the amounts."""
    account = _account_of(city)
    spent = account.received * random.randint(700, 850) // 1_000_000 * 1000
    right = float(percent(spent, account.received))
    wrong = replace(account, spent=spent, rate=f"{right + random.choice((-6.5, 4.25, 9.0)):.2f}")
    return replace(city, account=wrong), Planted("rate", "flow_rate", account_file(programme, city), "", ("ratio",))


def _arrival(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Print a 到位率 that is not that of what was received."""
    account = _account_of(city)
    if not says_arrival(account):
        return city, None
    wrong = replace(account, arrival=random.choice(("95", "90.5", "87")))
    planted = Planted("arrival", "flow_rate", account_file(programme, city), wrong.arrival)
    return replace(city, account=wrong), planted


def _early(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Let the money arrive before it was handed out."""
    account = _account_of(city)
    wrong = replace(account, arrived=programme.issued - timedelta(days=random.randint(20, 60)))
    return replace(city, account=wrong), Planted("early", "flow_dates", account_file(programme, city), "")


def _before(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Date the city's notice before the one that it forwards."""
    onward = _onward_of(city)
    if not onward.cited:
        return city, None
    issued = programme.issued - timedelta(days=random.randint(3, 8))
    wrong = replace(
        onward, issued=issued, number=onward.number.replace(f"〔{onward.issued.year}〕", f"〔{issued.year}〕")
    )
    return replace(city, onward=wrong), Planted("before", "flow_dates", onward_file(programme, city), "")


def _variant(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Cite the notice with one wrong digit in the report."""
    account = _account_of(city)
    if not account.cited:
        return city, None
    head, _, rest = programme.number.partition("〕")
    digits = rest.removesuffix("号")
    at = random.randrange(len(digits))
    other = random.choice([d for d in "123456789" if d != digits[at]])
    wrong = replace(account, cited=f"{head}〕{digits[:at]}{other}{digits[at + 1 :]}号")
    planted = Planted("variant", "number_variant", account_file(programme, city), str(wrong.cited))
    return replace(city, account=wrong), planted


def _no_onward(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Leave the city's notice out of the archive."""
    planted = Planted("no_onward", "chain_forwarding", "", f"{programme.number} {city.place.adcode}")
    return replace(city, onward=None), planted


def _no_account(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Leave the city's self-evaluation out of the archive."""
    return replace(city, account=None), Planted(
        "no_account", "chain_report", "", f"{programme.number} {city.place.adcode}"
    )


def _unit(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Print 元 for 万元."""
    account = replace(_account_of(city), slip="unit")
    if account.style % 4 == 3:
        account = replace(account, style=account.style - 1)
    planted = Planted("unit", "flow_split", account_file(programme, city), "万元,", ("unit_slip",))
    return replace(city, account=account), planted


def _words(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Write another sum in capitals than in figures."""
    onward = _onward_of(city)
    if not says_words(onward):
        return city, None
    wrong = replace(onward, words=onward.words + random.randint(1, 90) * WAN)
    planted = Planted("words", "amount_written", onward_file(programme, city), "", ("flow_received", "prose_table"))
    return replace(city, onward=wrong), planted


def _printed(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Print a notice before it is signed."""
    onward = _onward_of(city)
    wrong = replace(onward, printed=onward.issued - timedelta(days=random.randint(2, 9)))
    return replace(city, onward=wrong), Planted("printed", "date_order", onward_file(programme, city), "")


def _completion(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Print a 完成率 that is not that of result and target."""
    counted = [at for at, goal in enumerate(city.goals) if goal.completion.endswith(".0%") or "." in goal.completion]
    if not counted or not says_completion(_account_of(city)) or (programme.goals_onward and city.onward is None):
        return city, None
    at = random.choice(counted)
    goals = (*city.goals[:at], replace(city.goals[at], completion="97.3%"), *city.goals[at + 1 :])
    planted = Planted("completion", "completion_rate", account_file(programme, city), city.goals[at].said)
    return _with_goals(city, goals), planted


def _with_goals(city: City, goals: tuple[Goal, ...]) -> City:
    return replace(city, goals=goals, account=replace(_account_of(city), goals=goals))


def _no_result(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Leave a target out of the report."""
    at = random.randrange(len(city.goals))
    goals = (*city.goals[:at], replace(city.goals[at], reported=False), *city.goals[at + 1 :])
    name = city.goals[at].name
    return _with_goals(city, goals), Planted("no_result", "target_without_result", account_file(programme, city), name)


def _no_target(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Report what the notice does not ask for."""
    at = random.randrange(len(city.goals))
    goals = (*city.goals[:at], replace(city.goals[at], asked=False), *city.goals[at + 1 :])
    name = city.goals[at].said
    return _with_goals(city, goals), Planted("no_target", "result_without_target", account_file(programme, city), name)


def _result_unit(random: Random, programme: Programme, city: City) -> tuple[City, Planted | None]:
    """Report a growth of so many percent as a fraction."""
    at = next((at for at, goal in enumerate(city.goals) if goal.actual.startswith("增长")), None)
    if at is None:
        return city, None
    goal = city.goals[at]
    fraction = f"{int(goal.actual.removeprefix('增长').removesuffix('%')) / 100:.2f}"
    goals = (*city.goals[:at], replace(goal, actual=fraction), *city.goals[at + 1 :])
    planted = Planted("result_unit", "result_unit", account_file(programme, city), goal.said, ("unit_slip",))
    return _with_goals(city, goals), planted


SLIPS: dict[str, Slip] = {
    "wrong_sum": _wrong_sum,
    "short": _short,
    "received": _received,
    "split": _split,
    "overspent": _overspent,
    "rate": _rate,
    "arrival": _arrival,
    "early": _early,
    "before": _before,
    "words": _words,
    "printed": _printed,
    "variant": _variant,
    "no_onward": _no_onward,
    "no_account": _no_account,
    "unit": _unit,
    "no_result": _no_result,
    "no_target": _no_target,
    "result_unit": _result_unit,
    "completion": _completion,
}
