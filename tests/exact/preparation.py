"""Vials, volumes, bags and dose bands by brute force, written apart from the program.

Where the program searches, everything is tried here; where it divides, fractions are kept. Each
generator yields (question, expected answer) for the program made from answers.cpp.
"""

import csv
from bisect import bisect_left, bisect_right
from fractions import Fraction
from functools import cache
from itertools import product
from math import isqrt
from pathlib import Path

from oracle import BILLION, cut, text

HERE = Path(__file__).resolve().parent
LARGEST_DOSE = 3000
STOCKS = (
    (50,),
    (2000,),
    (500, 200),
    (2000, 1000, 500),
    (2000, 1000, 500, 200),
    (700, 300),
    (13, 11, 7),
    (250, 100, 70, 30),
)
BILLIONTH = Fraction(1, BILLION)


def written(value):
    return text(cut(value))


def sizes(stock):
    return ",".join(map(str, stock))


# --- Vials: every combination is counted out -----------------------------------------------------


@cache
def combinations(stock):
    """For each content: the fewest vials that hold it and, of those, the larger ones, as
    (vials, counts from the largest size)."""
    most = LARGEST_DOSE + max(stock)
    best = {}

    def count_out(counts, content):
        if len(counts) == len(stock):
            one = (sum(counts), tuple(-count for count in counts))
            if content not in best or one < best[content]:
                best[content] = one
            return
        size = stock[len(counts)]
        for count in range((most - content) // size + 1):
            count_out((*counts, count), content + count * size)

    count_out((), 0)
    return {content: tuple(-count for count in key) for content, (_, key) in best.items()}


def least_waste(stock, wanted):
    """The least content that holds the dose, and its vials."""
    content = min(content for content in contents_near(stock, wanted) if content >= wanted)
    return content, combinations(stock)[content]


@cache
def contents(stock):
    return sorted(combinations(stock))


def contents_near(stock, wanted):
    """All contents within the largest size of a dose, of which the next ones are some."""
    reach = max(stock)
    low = bisect_left(contents(stock), int(wanted) - reach)
    return contents(stock)[low:bisect_right(contents(stock), int(wanted) + reach)]


def vials(stock):
    """Every whole mg, and a billionth to both sides of it."""
    for dose in range(1, LARGEST_DOSE + 1):
        for beside in (-BILLIONTH, Fraction(0), BILLIONTH):
            wanted = dose + beside
            if wanted > LARGEST_DOSE:
                continue
            content, counts = least_waste(stock, wanted)
            yield f"vials {sizes(stock)} {written(wanted)}", f"{content} {sizes(counts)}"


def nearest_content(stock, wanted):
    """Above zero; the larger of two that are equally near."""
    return min((abs(content - wanted), -content, content)
               for content in contents_near(stock, wanted) if content > 0)[2]


def nearest(stock):
    for half in range(1, 2 * LARGEST_DOSE + 1):
        for beside in (-BILLIONTH, Fraction(0), BILLIONTH):
            wanted = Fraction(half, 2) + beside
            expected = str(nearest_content(stock, wanted))
            yield f"nearest {sizes(stock)} {written(wanted)}", expected


def whole_vials(stock):
    """Within the tolerance whole vials, otherwise steps of 1 mg: a tolerance is kept exactly."""
    for percent in ("0", "2", "5", "6", "8.3", "10"):
        tolerance = Fraction(percent) / 100
        doses = [Fraction(dose, 2) for dose in range(2, 2 * LARGEST_DOSE, 7)]
        for content in contents(stock):
            if not 0 < content <= LARGEST_DOSE:
                continue
            # The doses from which the content is exactly the tolerance away, where they end.
            for edge in (content / (1 + tolerance), content / (1 - tolerance)):
                if edge * BILLION % 1 == 0 and edge < LARGEST_DOSE:
                    doses += [edge - BILLIONTH, edge, edge + BILLIONTH]
        for dose in doses:
            content = nearest_content(stock, dose)
            if abs(content - dose) <= tolerance * dose:
                expected = f"{content} whole-vials"
            else:
                expected = f"{written(half_up_fraction(dose, Fraction(1)))} step"
            question = f"round {written(dose)} 0 step=1 vials={sizes(stock)} within={percent}"
            yield question, expected


# --- Vials over several days ---------------------------------------------------------------------


def simulated(dose, stock, days, keeps):
    """Every vial on its own: (day it was opened, mg left), the oldest first."""
    open_vials, plan = [], []
    for at, today in enumerate(days):
        before = sum(left for _, left in open_vials)
        wanted, from_kept = dose, 0
        still_open = []
        for opened_on, left in open_vials:
            assert keeps is not None and (today - opened_on) * 24 * 60 <= keeps  # in time
            part = min(left, wanted)
            wanted, from_kept = wanted - part, from_kept + part
            still_open.append((opened_on, left - part))
        content, counts = least_waste(stock, wanted) if wanted > 0 else (0, (0,) * len(stock))
        still_open.append((today, content - wanted))
        open_vials, discarded = [], 0
        for opened_on, left in still_open:
            lasts = (at + 1 < len(days) and keeps is not None
                     and (days[at + 1] - opened_on) * 24 * 60 <= keeps)
            if lasts:
                open_vials.append((opened_on, left))
            else:
                discarded += left
        kept = sum(left for _, left in open_vials)
        assert before + content == dose + kept + discarded
        assert at + 1 < len(days) or kept == 0
        plan.append((counts, from_kept, kept, discarded, content))
    return plan


def opened(plan):
    return sum(content for *_, content in plan)


def days():
    """An opened vial is kept where less has to be opened for it, otherwise never."""
    schedules = ((-5,), (-5, -4), (-5, -4, -3), (-7, -5, -4), (-7, -4, -3, 0), tuple(range(-14, 0)))
    times = (None, 1439, 1440, 2880, 4319, 10080)
    doses = [Fraction(dose) for dose in (1, 49, 50, 51, 100, 105, 119, 250, 300, 333, 480, 486, 500,
                                         501, 540, 660, 700, 740, 900, 999, 1001, 1450, 2001)]
    doses += [Fraction(dose, 10) for dose in (486, 5454, 4825, 24001, 2)]
    for stock, schedule, keeps, dose in product(STOCKS, schedules, times, doses):
        discarding = simulated(dose, stock, schedule, None)
        plan = discarding if keeps is None else simulated(dose, stock, schedule, keeps)
        if opened(plan) >= opened(discarding):
            plan = discarding
        expected = " ".join(
            f"{sizes(counts)}/{written(from_kept)}/{written(kept)}/{written(discarded)}"
            for counts, from_kept, kept, discarded, _ in plan)
        numbers = ",".join(map(str, schedule))
        yield f"days {written(dose)} {sizes(stock)} {numbers} {keeps or '-'}", expected


# --- Dose bands ----------------------------------------------------------------------------------


def table(name):
    with open(HERE / name, newline="") as file:
        return list(csv.DictReader(file))


def published():
    """from, below, dose and mL of the 73 rows as NHS England printed them."""
    columns = ("from_ge_mg", "toA_lt_mg", "band_mg", "vol_mL_20mgml")
    return [tuple(Fraction(row[name]) for name in columns)
            for row in table("nhs-20mg-per-ml-v7.csv")]


def root(a, b):
    """The geometric mean of two volumes to 0.001 mL. No whole number of thousandths and a half
    squared is a product of two volumes in hundredths, so there is no tie."""
    thousandths = isqrt(int(4 * a * b * 10**6))
    return Fraction((thousandths + 1) // 2, 1000)


def half_up_fraction(value, step):
    return (value + step / 2) // step * step


def by_the_method(strength):
    """The table for a strength: standard volumes x strength, limits between them at the root of
    their product; exactly, and the limits as used, half up to 0.01 mg."""
    rows = published()
    volumes = [volume for *_, volume in rows]
    # Before the first volume and after the last stand 0.24 and 338 mL, of which only the limits show.
    volumes = [Fraction("0.24"), *volumes, Fraction(338)]
    limits = [root(a, b) * strength for a, b in zip(volumes, volumes[1:])]
    used = [half_up_fraction(limit, Fraction(1, 100)) for limit in limits]
    return [(used[i], used[i + 1], volume * strength, limits[i])
            for i, volume in enumerate(volumes[1:-1])]


def prove_the_method():
    """The published table is what the method gives, to the last digit, and prints its variances."""
    rows, csv_rows = by_the_method(20), table("nhs-20mg-per-ml-v7.csv")
    assert len(rows) == len(csv_rows) == 73
    variances = []
    for made, printed, row in zip(rows, published(), csv_rows):
        low, high, dose, exact = made
        assert (low, high, dose) == printed[:3] and exact == low, row
        assert Fraction(row["toB_le_mg"]) == high - Fraction(1, 100), row
        for limit, column in ((low, "var_below_pct"), (high, "var_above_pct")):
            assert near(100 * (dose / limit - 1), row[column]), row
            variances.append(abs(Fraction(row[column])))
    assert max(variances) == Fraction("6.58")
    # The reference's table for 25 mg/mL begins one row later. Where the exact limit lies between two
    # hundredths, it was printed by a program that went down at some ties.
    ties = 0
    derived = table("derived-25mg-per-ml.csv")
    assert len(derived) == 71
    for made, row in zip(by_the_method(25)[1:], derived):
        low, high, dose, exact = made
        assert dose == Fraction(row["band_mg"]), row
        assert abs(Fraction(row["from_ge_mg"]) - exact) <= Fraction(5, 1000), row
        ties += Fraction(row["from_ge_mg"]) != low
        for limit, column in (("from_ge_mg", "var_below_pct"), ("toA_lt_mg", "var_above_pct")):
            assert near(100 * (dose / Fraction(row[limit]) - 1), row[column]), row
    return ties


def near(exact, printed):
    """Printed to two decimals."""
    return abs(exact - Fraction(printed)) <= Fraction(5, 1000)


def band_rows(strength):
    rows = by_the_method(strength)
    for index, (low, high, dose, _) in enumerate(rows):
        yield f"row {strength} {index}", f"{written(low)} {written(high)} {written(dose)}"
    yield f"row {strength} {len(rows)}", "none"


def around(limit):
    return [limit + beside for beside in
            (Fraction(-1, 100), -BILLIONTH, Fraction(0), BILLIONTH, Fraction(1, 100))]


def banded(rows, dose):
    """By looking at every row, from <= dose < below."""
    found = [index for index, (low, high, *_) in enumerate(rows) if low <= dose < high]
    assert len(found) <= 1
    return found[0] if found else None


def band_question(rows, strength, dose):
    index = banded(rows, dose)
    answer = f"{written(dose)} outside" if index is None else f"{written(rows[index][2])} band"
    return f"round {written(dose)} 0 bands={strength}", answer


def published_bands():
    """Both sides of every limit, and inside; the reference's own example."""
    rows = [row[:3] for row in published()]
    for low, high, dose in rows:
        for one in (*around(low), *around(high), dose, (low + high) / 2):
            yield band_question(rows, 20, one)
    yield "round 509.11 0 bands=20", "480 band"
    yield "round 509.12 0 bands=20", "540 band"
    yield "round 4.99 0 bands=20", "4.99 outside"
    yield "round 6368.68 0 bands=20", "6368.68 outside"


def published_variances():
    """The program's deviation at both ends of a row is the printed variance."""
    for row in table("nhs-20mg-per-ml-v7.csv"):
        dose = row["band_mg"]
        for limit, column in (("from_ge_mg", "var_below_pct"), ("toA_lt_mg", "var_above_pct")):
            exact = 100 * (Fraction(dose) / Fraction(row[limit]) - 1)
            assert near(exact, row[column]), row
            yield f"deviation {dose} {row[limit]}", written(exact)


def derived_bands(strength):
    rows = by_the_method(strength)
    for low, high, dose, _ in rows:
        for one in (*around(low), *around(high), dose):
            yield band_question(rows, strength, one)


def every_dose_by_bands(strength):
    rows = by_the_method(strength)
    for dose in range(1, LARGEST_DOSE + 1):
        yield band_question(rows, strength, Fraction(dose))
        yield band_question(rows, strength, Fraction(dose) + Fraction(37, 100))


# --- Within the protocol's range -----------------------------------------------------------------


def kept_within():
    """Rounded up only where the top is not left for it; a dose above the top already stays."""
    for step, tenths in product((Fraction(1), Fraction(5), Fraction(1, 10)), range(101, 900, 7)):
        dose = Fraction(tenths, 10) + Fraction(3, 100)
        for top in (dose, dose + Fraction(1, 50), dose + 1, dose - 1, dose + 5):
            rounded = half_up_fraction(dose, step)
            down = rounded > top >= dose and rounded > step
            rounded -= step if down else 0
            expected = f"{written(rounded)} step{' down' if down else ''}"
            yield f"round {written(dose)} {written(top)} step={written(step)} keep=yes", expected
    for strength in (20, 25, 500):
        rows = by_the_method(strength)
        for index, (low, high, band, _) in enumerate(rows):
            for dose in {low, (low + band) / 2, band, (band + high) / 2}:
                dose = Fraction(cut(dose), BILLION)
                for top in (dose, band - BILLIONTH, band, high):
                    down = index > 0 and band > top >= dose
                    rounded = rows[index - 1][2] if down else band
                    expected = f"{written(rounded)} band{' down' if down else ''}"
                    question = f"round {written(dose)} {written(top)} bands={strength} keep=yes"
                    yield question, expected
    # Whole vials above the top are not taken; there is a step instead.
    for dose in range(460, 541):
        for top in (dose, 499, 500, 540):
            whole = abs(500 - dose) * 20 <= dose and not 500 > top >= dose
            expected = "500 whole-vials" if whole else f"{dose} step"
            yield f"round {dose} {top} step=1 vials=500 within=5 keep=yes", expected


# --- Drawn volume and bag ------------------------------------------------------------------------

STRENGTHS = (20, 25, 100, 200, 500)


def volumes():
    """Steps in mL: the dose is the nearest multiple of step x strength, half up, and the drawn
    volume x strength is exactly the dose, on every syringe mark."""
    steps = [Fraction(step) for step in ("0.01", "0.02", "0.05", "0.1", "0.5", "1", "2.5")]
    doses = [Fraction(dose, 100) for dose in range(100, 100_000, 1537)]
    for strength, step in product(STRENGTHS, steps):
        fine_step, fine_below = step / 5 if step >= Fraction(1, 20) else step, 20 * step
        ties = [(count + Fraction(1, 2)) * step * strength + beside
                for count in (0, 1, 2, 17, 24, 39)
                for beside in (-BILLIONTH, Fraction(0), BILLIONTH)]
        limits = [fine_below * strength + beside
                  for beside in (-BILLIONTH, Fraction(0), BILLIONTH)]
        for dose in doses + ties + limits:
            used = fine_step if dose < fine_below * strength else step
            marks = half_up_fraction(dose / strength, used)
            question = " ".join(map(written, (dose, strength, step, fine_step, fine_below)))
            yield f"volume {question}", f"{written(marks * strength)} {written(marks)}"


def bags():
    """Drawn volume, final volume, concentration, rate, and both limits, as fractions."""
    for strength, step in product(STRENGTHS, ("0.01", "0.1", "1")):
        for count in range(1, 1001, 13):
            dose = count * 7 * Fraction(step)
            drawn = dose / strength
            assert drawn * BILLION % 1 == 0 and drawn * strength == dose
            nominal = Fraction((10, 50, 100, 125, 250, 500, 1000)[count % 7])
            overfill = Fraction(("0", "7", "30.5")[count % 3])
            for convention in ("added", "withdrawn"):
                final = nominal + overfill + (drawn if convention == "added" else 0)
                minutes = Fraction((15, 30, 60, 7, 90)[count % 5])
                concentration = dose / final
                limits = {Fraction(1), Fraction(2), Fraction(cut(concentration), BILLION),
                          Fraction(cut(concentration) + 1, BILLION)}
                for limit in limits:
                    numbers = map(written, (drawn, final, concentration, 60 * final / minutes))
                    sides = ("yes" if is_outside else "no"
                             for is_outside in (concentration < limit, concentration > limit))
                    question = (f"bag {written(dose)} {strength} {written(nominal)} "
                                f"{written(overfill)} {convention} {written(minutes)} "
                                f"{written(limit)}")
                    yield question, " ".join((*numbers, *sides))


def comparisons(ask):
    for stock in STOCKS:
        yield ask(f"vials: every dose from {sizes(stock)} mg", vials, stock)
        yield ask(f"whole vials: the nearest, from {sizes(stock)} mg", nearest, stock)
        yield ask(f"whole vials: within a tolerance, from {sizes(stock)} mg", whole_vials, stock)
    yield ask("vials over several days, kept and discarded", days)
    ties = prove_the_method()
    yield ask("bands: both sides of every limit of the published table", published_bands)
    yield ask("bands: the variances as printed, up to 6.58 %", published_variances)
    for strength in STRENGTHS:
        name = f"bands: the rows for {strength} mg/mL by the method"
        name += f" ({ties} ties are a hundredth lower in the reference)" if strength == 25 else ""
        yield ask(name, band_rows, strength)
        yield ask(f"bands: both sides of every limit for {strength} mg/mL", derived_bands, strength)
        yield ask(f"bands: every dose for {strength} mg/mL", every_dose_by_bands, strength)
    yield ask("rounding within the protocol's range", kept_within)
    yield ask("volumes: rounded to a site's steps, drawn volume x strength", volumes)
    yield ask("bags: volume, concentration, rate and limits", bags)
