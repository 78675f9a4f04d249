"""The results of the bench, for people."""


def show(results, growth):
    for size, measured in results.items():
        say(f"\n== {size} ==")
        say_costs(measured["costs"], measured["queries"])
        say_rest(measured)
        say_office(measured["office"])
        say_bars(measured)
    if growth:
        say_growth(*growth.values())


def say(text):
    print(text)  # noqa: T201 -- what the command is for


def say_costs(costs, queries):
    """Print a line for everything asked; ratios are to the bare app of the same run."""
    say(f"{'':38}{'CPU ms':>9}{'× bare':>8}{'× const':>8}{'1/s':>8}{'of bare':>8}{'queries':>9}")
    bare, constant = costs["bare"], costs["constant"]
    for name, cost in costs.items():
        count = queries.get(name.removesuffix(", not cached"), "") if "not cached" in name else ""
        say(
            f"{name:38}{cost['cpu_ms']:9.3f}{cost['cpu_ms'] / bare['cpu_ms']:8.2f}"
            f"{cost['cpu_ms'] / constant['cpu_ms']:8.2f}{cost['per_second']:8.0f}"
            f"{cost['per_second'] / bare['per_second']:8.2f}{count:>9}"
        )


def say_rest(measured):
    saving = measured["saving"]
    say(f"\npublishing: {saving['cpu_ms']:.1f} ms CPU, {saving['clock_ms']:.1f} ms by the clock")
    say(f"{'':12}{'start s':>9}{'PSS MiB':>9}")
    for name, start in measured["starts"].items():
        say(f"{name:12}{start['cold_start_s']:9.2f}{start['pss_mib']:9.1f}")
    say(f"\n{'bytes on the wire, head included':38}{'plain':>9}{'gzip':>9}{'brotli':>9}")
    for name, sizes in measured["weights"].items():
        say(f"{name:38}{sizes['identity']:9}{sizes['gzip']:9}{sizes['br']:9}")


OFFICE = {"release form": 80, "start page": 40, "saving a release": 150}  # CPU ms at most


def say_office(office):
    """Print what the office's pages cost, each beside its bar."""
    say(f"\n{'office':38}{'CPU ms':>9}{'bytes':>9}{'gzip':>9}{'queries':>9}")
    for name, cost in office.items():
        say(f"{name:38}{cost['cpu_ms']:9.1f}{cost['bytes']:9}{cost['gzip']:9}{cost['queries']:9}")
    say(f"\n{'bars':48}{'measured':>9}{'bar':>9}")
    for name, bar in OFFICE.items():
        judge(f"{name}, CPU ms", office[name]["cpu_ms"], bar)
    judge("release form, kB of HTML", office["release form"]["bytes"] / 1000, 60)
    judge("release form, kB compressed", office["release form"]["gzip"] / 1000, 15)
    pages = [cost["queries"] for name, cost in office.items() if name != "saving a release"]
    judge("the page with most queries", max(pages), 20)


def say_bars(measured):
    """Say of each bar of design/quality.md how far the worst page is from it."""
    costs = measured["costs"]
    bare, constant = costs["bare"], costs["constant"]
    pages = {name: cost for name, cost in costs.items() if name not in ("bare", "constant")}
    uncached = [
        cost
        for name, cost in pages.items()
        if name.endswith("not cached") and not name.startswith("search")
    ]
    cached = [cost for name, cost in pages.items() if not name.endswith("not cached")]
    starts = measured["starts"]
    say(f"\n{'bars':48}{'measured':>9}{'bar':>9}")
    judge("not cached: the dearest page, × bare app", most(uncached) / bare["cpu_ms"], 84)
    item = pages["news item, not cached"]["cpu_ms"]
    judge("not cached: a news item, × bare app", item / bare["cpu_ms"], 60)
    judge("cached: the dearest page or 304, × constant view", most(cached) / constant["cpu_ms"], 1)
    slowest = min(cost["per_second"] for cost in cached) / bare["per_second"]
    judge("cached: the slowest page or 304, × bare’s 1/s", -slowest, -0.6)
    judge("two workers and their master, PSS MiB", starts["portal"]["pss_mib"], 150)
    judge("publishing a release, ms by the clock", measured["saving"]["clock_ms"], 60)


def most(costs):
    return max(cost["cpu_ms"] for cost in costs)


def judge(what, measured, bar):
    """Print whether `measured` is at most `bar`; negative numbers are to be at least that."""
    verdict = "met" if measured <= bar else "MISSED"
    say(f"{what:48}{abs(measured):9.2f}{abs(bar):9.2f}  {verdict}")


def say_growth(few, many):
    """Print what pages made anew cost with many records, × what they cost with few."""
    say(f"\n{'growth from few to many, not cached, × CPU':48}{'measured':>9}{'bar':>9}")
    for page, cost in many.items():
        judge(page, cost["cpu_ms"] / few[page]["cpu_ms"], 3)
    searches = [cost for page, cost in many.items() if page.startswith("search")]
    judge("the dearest search, CPU ms", most(searches), 100)
