#!/usr/bin/env python3
"""Compares the program with the exact oracle: compare.py ANSWERS [--long]

ANSWERS is the program made from tests/exact/answers.cpp. One line a comparison; the first differing rows
are printed completely. Exit code 1 on any difference. --long walks every 0.1 cm of height.
"""

import argparse
import csv
import os
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import islice, product
from multiprocessing import Pool
from pathlib import Path

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
import oracle
import preparation
from oracle import cut, text

HERE = Path(__file__).resolve().parent
SEXES = ("female", "male")
FRACTIONS = tuple(map(Decimal, ("1", "0.8", "0.6")))
STEPS = tuple(map(Decimal, ("0.1", "1", "2.5", "5")))
ROWS_SHOWN = 5
program = ""  # set in each process by use_program


# --- Asking the program --------------------------------------------------------------------------


def use_program(path):
    global program
    program = path


def answered(cases):
    """From (question, expected) to (question, expected, answer), a batch at a time."""
    cases = iter(cases)
    while batch := list(islice(cases, 100_000)):
        questions = "".join(question + "\n" for question, _ in batch)
        run = subprocess.run([program], input=questions, capture_output=True, text=True, check=True)
        answers = run.stdout.splitlines()
        assert len(answers) == len(batch), "the program has not answered every question"
        for (question, expected), answer in zip(batch, answers):
            yield question, expected, answer


def same(expected, answer):
    return expected == answer


def one_of(expected, answer):
    return answer in expected


def same_hundredths(expected, answer):
    """The hundredths to the digit; the ninth decimal before them at most one off."""
    if answer.startswith("error"):
        return False
    (area, rounded), (its_area, its_rounded) = expected.split(), answer.split()
    return rounded == its_rounded and abs(cut(Decimal(area)) - cut(Decimal(its_area))) <= 1


# --- Tables --------------------------------------------------------------------------------------


def word(answer, index):
    return answer if answer.startswith("error") else answer.split()[index]


def steps(first, last, step):
    """Decimals from first to last, both included."""
    first, last, step = Decimal(first), Decimal(last), Decimal(step)
    return [first + step * count for count in range(int((last - first) // step) + 1)]


def table(name):
    with open(HERE / name, newline="") as file:
        return list(csv.DictReader(file))


def printed_range(printed, digits):
    """The least and the greatest value that a printed number stands for: itself where it has
    fewer than its table's significant digits, otherwise half a last digit either way."""
    value = Fraction(printed)
    _, _, decimals = printed.partition(".")
    if len(printed.replace(".", "").lstrip("0")) < digits:
        return value, value
    half = Fraction(1, 2 * 10 ** len(decimals))
    return value - half, value + half


def first_nine_decimals(printed, digits):
    """The texts that a printed number can have when it is cut at the ninth decimal."""
    low, high = printed_range(printed, digits)
    return {text(cut(low)), text(cut(high))}


def area_case(formula, sex, height, weight):
    area = oracle.AREA[formula](sex, height, weight)
    expected = f"{text(area)} {text(oracle.hundredths(area))}"
    return f"area {formula} {sex} {height} {weight}", expected


def formula_case(row):
    """The question for a row of formula-cases.csv, and its first expected word."""
    sex = row["sex"] or "female"  # the formula does not use it
    if row["quantity"] == "bsa":
        body = Decimal(row["height_cm"]), Decimal(row["weight_kg"])
        return area_case(row["formula"], sex, *body)
    if row["quantity"] == "ibw":
        ideal = oracle.ideal_weight(sex, Decimal(row["height_cm"]))
        return f"weights {sex} {row['height_cm']} 70", text(cut(ideal))
    assert row["quantity"] == "crcl"
    creatinine = Fraction(row["scr"])
    if row["scr_unit"] == "umol/L":
        creatinine /= oracle.MICROMOLES_PER_MILLIGRAM
    exact = oracle.clearance(sex, int(row["age_y"]), Fraction(row["weight_kg"]), creatinine)
    question = f"clearance {sex} {row['age_y']} - {row['weight_kg']} {row['scr']}{row['scr_unit']}"
    return question, text(cut(exact))


def formula_table(expectation):
    """Every row, by the first word of the answer."""
    rows = table("formula-cases.csv")
    cases = ((formula_case(row)[0], expectation(row)) for row in rows)
    for row, (question, expected, answer) in zip(rows, answered(cases)):
        yield f"row {row['id']}: {question}", expected, word(answer, 0)


def oracle_word(row):
    return formula_case(row)[1].split()[0]


def table_words(row):
    return first_nine_decimals(row["value_15sig"], 15)


def open_rows():
    """Rows whose fifteen digits do not tell the ninth decimal of the value they round."""
    return [row["id"] for row in table("formula-cases.csv") if len(table_words(row)) > 1]


def hazard_body(row):
    """Formula, sex, height and weight of a row of rounding-hazards.csv, in our names."""
    name, _, suffix = row["formula"].replace("mosteller_div60", "mosteller").partition("_")
    sex = {"m": "male", "f": "female"}.get(suffix, "female")
    formula = name + "-pooled" if suffix == "pooled" else name
    return formula, sex, Decimal(row["height_cm"]), Decimal(row["weight_kg"])


def hazard_areas():
    """The area to 0.01 m2, by the table; before rounding, to the table's twelve digits."""
    for row in table("rounding-hazards.csv"):
        question, expected = area_case(*hazard_body(row))
        low, high = printed_range(row["bsa_exact"], 12)
        unrounded, rounded = expected.split()
        assert cut(low) <= cut(Decimal(unrounded)) <= cut(high), row
        assert rounded == text(cut(Decimal(row["bsa2_exact"]))), row
        yield question, expected


def hazard_doses():
    for row in table("rounding-hazards.csv"):
        level, area, step = row["dose_level_mg_m2"], row["bsa2_exact"], row["increment_mg"]
        calculated = text(cut(Decimal(level) * Decimal(area)))
        rounded = text(cut(Decimal(row["dose_exact_mg"])))
        yield f"dose {level} {area} 1 {step}", f"{calculated} {calculated} {rounded}"


# --- Body surface area ---------------------------------------------------------------------------


def areas(formula, sex, heights, weights):
    for height, weight in product(heights, weights):
        yield area_case(formula, sex, height, weight)


# --- Doses ---------------------------------------------------------------------------------------


def doses(all_areas, levels):
    for area, level, fraction in product(all_areas, levels, FRACTIONS):
        calculated = level * area
        adjusted = calculated * fraction
        for step in STEPS:
            rounded = oracle.half_up(adjusted, step)
            expected = " ".join(text(cut(dose)) for dose in (calculated, adjusted, rounded))
            yield f"dose {level} {area} {fraction} {step}", expected


# --- Clearance -----------------------------------------------------------------------------------


def yes(condition):
    return "yes" if condition else "no"


def weights():
    """Ideal and adjusted weight at every height, for actual weights on and beside the limits."""
    for sex, height in product(SEXES, steps("50", "250", "0.1")):
        ideal = oracle.ideal_weight(sex, height)
        for limit in (ideal, ideal * Fraction("1.3")):
            tenths = limit * 10 // 1
            for weight in (Decimal(tenths + beside) / 10 for beside in (-1, 0, 1)):
                if not 10 <= weight <= 350:
                    continue
                adjusted = oracle.adjusted_weight(ideal, weight)
                limits = f"{yes(weight < ideal)} {yes(weight > ideal * Fraction('1.3'))}"
                expected = f"{text(cut(ideal))} {text(cut(adjusted))} {limits}"
                yield f"weights {sex} {height} {weight}", expected


def clearances():
    """On all weights and in both units, out to the limits of what the program admits."""
    ages = (1, 17, 18, 40, 65, 93, 120)
    heights = ("-", "50", "120.5", "152.4", "160", "162.123457", "190.5", "250")
    kilograms = ("10", "43.7", "58.412343", "70", "101.3", "350")
    micromoles = ("10", "53.1", "88.4", "119.700001", "3000")
    milligrams = ("0.12", "0.83", "1.30", "1.302469", "4.07", "33.93")
    creatinines = [(f"{number}mg/dL", Fraction(number)) for number in milligrams]
    for number in micromoles:
        milligram = Fraction(number) / oracle.MICROMOLES_PER_MILLIGRAM
        creatinines.append((f"{number}umol/L", milligram))
    for sex, age, height, weight in product(SEXES, ages, heights, kilograms):
        used = [Fraction(weight), None, None]
        ideal = Fraction(0) if height == "-" else oracle.ideal_weight(sex, Decimal(height))
        if ideal > 0:
            used[1:] = ideal, oracle.adjusted_weight(ideal, Fraction(weight))
        for written, creatinine in creatinines:
            exact = (kg and oracle.clearance(sex, age, kg, creatinine) for kg in used)
            expected = " ".join("-" if value is None else text(cut(value)) for value in exact)
            yield f"clearance {sex} {age} {height} {weight} {written}", expected


# Bodies as (height, actual weight). At heights in 0.1 cm an ideal weight ends as a decimal only
# every 12.7 cm (five inches), and no other height can bring a clearance exactly onto a threshold.
BODIES = {
    "actual": [("-", weight) for weight in steps("10", "350", "0.1")],
    "ideal": [(height, Decimal(70)) for height in steps("50", "250", "0.1")],
    "adjusted": list(product(steps("152.4", "190.5", "12.7"), steps("40", "130", "0.1"))),
}


def weight_on(basis, sex, height, actual):
    if basis == "actual":
        return Fraction(actual)
    ideal = oracle.ideal_weight(sex, height)
    return ideal if basis == "ideal" else oracle.adjusted_weight(ideal, actual)


def on_a_threshold(basis):
    """Every patient of 18 to 65 years with 0.20 to 30.00 mg/dL whose clearance is exactly 30, 50
    or 80 mL/min: sex, age, height, actual weight, weight used, hundredths of a mg/dL, mL/min."""
    for sex, (height, actual) in product(SEXES, BODIES[basis]):
        weight = weight_on(basis, sex, height, actual)
        for age, threshold in product(range(18, 66), oracle.THRESHOLDS):
            creatinine = oracle.creatinine_at(threshold, sex, age, weight)
            if creatinine is not None and 20 <= creatinine <= 3000:
                yield sex, age, height, actual, weight, creatinine, threshold


def threshold_clearances(basis, beside=0):
    """Those patients, or the same with some hundredths of a mg/dL more."""
    for sex, age, height, actual, weight, creatinine, threshold in on_a_threshold(basis):
        exact = oracle.clearance(sex, age, weight, Fraction(creatinine + beside, 100))
        if beside == 0:
            assert exact == threshold
        written = f"{Decimal(creatinine + beside).scaleb(-2)}mg/dL"
        yield f"clearance {sex} {age} {height} {actual} {written}", exact


def on_basis(basis, beside=0):
    """The clearance on one weight, which is one word of the answer."""
    cases = threshold_clearances(basis, beside)
    index = list(BODIES).index(basis)
    for question, exact, answer in answered(cases):
        yield question, text(cut(exact)), word(answer, index)


def bands(beside):
    for _, exact in threshold_clearances("actual", beside):
        yield f"band {text(cut(exact))}", text(cut(oracle.renal_fraction(exact)))


def band_edges():
    for threshold, beside in product(oracle.THRESHOLDS, (-1, 0, 1)):
        exact = threshold + Fraction(beside, oracle.BILLION)
        yield f"band {text(cut(exact))}", text(cut(oracle.renal_fraction(exact)))


def count_by_threshold(basis):
    found = [patient[-1] for patient in on_a_threshold(basis)]
    return ", ".join(f"{found.count(each)} on {each}" for each in oracle.THRESHOLDS)


# --- The comparisons -----------------------------------------------------------------------------


def ask_all(cases, *arguments):
    return answered(cases(*arguments))


def comparisons(long):
    """Name, a function that gives (question, expected, answer), and what counts as agreement."""

    def ask(name, cases, *arguments, agrees=same):
        return name, partial(ask_all, cases, *arguments), agrees

    yield "formula table: the program and the oracle", partial(formula_table, oracle_word), same
    left_open = f"ninth decimal left open by rows {' and '.join(open_rows())}"
    name = f"formula table: the program and the table ({left_open})"
    yield name, partial(formula_table, table_words), one_of
    yield ask("rounding hazards: areas", hazard_areas)
    yield ask("rounding hazards: doses", hazard_doses)

    levels = steps("15", "30", "0.5") + steps("150", "300", "0.5")
    yield ask("doses: every area of two decimals", doses, steps("1", "2.8", "0.01"), levels)
    levels = [Decimal(level) for level in ("15", "22.5", "30", "250", "300")]
    yield ask("doses: areas of six decimals", doses, steps("1", "2.8", "0.000997"), levels)

    yield ask("ideal and adjusted weight, and their limits", weights)
    yield ask("clearance: on all weights, in both units", clearances)
    for basis in BODIES:
        name = f"clearance: exactly on a threshold, {basis} weight ({count_by_threshold(basis)})"
        yield name, partial(on_basis, basis), same
    yield ask("bands of those on actual weight", bands, 0)
    for beside, side in ((1, "below"), (-1, "above")):
        step = f"one creatinine step {side} a threshold, actual weight"
        yield "clearance: " + step, partial(on_basis, "actual", beside), same
        yield ask("bands: " + step, bands, beside)
    yield ask("bands: one billionth beside each threshold", band_edges)

    yield from preparation.comparisons(ask)

    fine = steps("140", "200", "0.1" if long else "0.5"), steps("40", "130", "0.1")
    wide = (
        steps("50", "250", "5") + steps("50", "250", "4.987654"),
        steps("10", "350", "5") + steps("10", "350", "4.876543"),
    )
    for formula in oracle.AREA:
        agrees = same if formula in oracle.EXACT else same_hundredths
        for sex in SEXES if formula in oracle.NEEDS_SEX else SEXES[:1]:
            name = f"area: {formula}" + (f" {sex}" if formula in oracle.NEEDS_SEX else "")
            yield ask(name, areas, formula, sex, *fine, agrees=agrees)
            yield ask(name + ", out to the limits", areas, formula, sex, *wide, agrees=agrees)


def run(comparison):
    name, rows, agrees = comparison
    compared, close, differing = 0, 0, []
    for question, expected, answer in rows():
        compared += 1
        if not agrees(expected, answer):
            differing.append(f"  {question}: expected {expected}, answered {answer}")
        elif agrees is same_hundredths and expected != answer:
            close += 1
    return name, compared, close, differing


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("answers", help="the program made from tests/exact/answers.cpp")
    parser.add_argument("--long", action="store_true", help="every 0.1 cm of height")
    options = parser.parse_args()
    failed = 0
    todo = list(comparisons(options.long))
    path = os.path.abspath(options.answers)
    with Pool(initializer=use_program, initargs=[path]) as pool:
        for name, compared, close, differing in pool.imap(run, todo):
            note = f" ({close} one off at the ninth decimal)" if close else ""
            print(f"{name}: {compared} compared, {len(differing)} differ{note}", flush=True)
            for row in differing[:ROWS_SHOWN]:
                print(row)
            failed += bool(differing) or compared == 0
    print(f"{len(todo) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
