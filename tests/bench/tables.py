"""The results of the bench, for people."""


def show(results):
    for size, found in results.items():
        say(f"\n== {size} ==")
        say_costs(found["costs"], found["queries"])
        say_rest(found)
    if len(results) > 1:
        say_growth(*results.values())


def say(line):
    print(line)  # noqa: T201 -- what the command is for


def say_costs(costs, queries):
    """Print a line for everything asked; ratios are to the bare app of the same run."""
    say(f"{'':38}{'CPU ms':>9}{'× bare':>8}{'× const':>8}{'1/s':>8}{'of bare':>8}{'queries':>9}")
    bare, constant = costs["bare"], costs["constant"]
    for name, cost in costs.items():
        asked = queries.get(name.removesuffix(", not cached"), "") if "not cached" in name else ""
        say(
            f"{name:38}{cost['cpu_ms']:9.3f}{cost['cpu_ms'] / bare['cpu_ms']:8.2f}"
            f"{cost['cpu_ms'] / constant['cpu_ms']:8.2f}{cost['per_second']:8.0f}"
            f"{cost['per_second'] / bare['per_second']:8.2f}{asked:>9}"
        )


def say_rest(found):
    saving = found["saving"]
    say(f"\npublishing: {saving['cpu_ms']:.1f} ms CPU, {saving['clock_ms']:.1f} ms by the clock")
    say(f"{'':12}{'start s':>9}{'PSS MiB':>9}")
    for name, start in found["starts"].items():
        say(f"{name:12}{start['cold_start_s']:9.2f}{start['pss_mib']:9.1f}")
    say(f"\n{'bytes on the wire, head included':38}{'plain':>9}{'gzip':>9}{'brotli':>9}")
    for name, sizes in found["weights"].items():
        say(f"{name:38}{sizes['identity']:9}{sizes['gzip']:9}{sizes['br']:9}")


def say_growth(few, many):
    say(f"\n{'growth from few to many, not cached':38}{'× CPU':>9}")
    for name, cost in many["costs"].items():
        if "not cached" in name:
            say(f"{name:38}{cost['cpu_ms'] / few['costs'][name]['cpu_ms']:9.2f}")
