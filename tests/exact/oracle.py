"""The published formulas in exact arithmetic, written apart from the program.

Nothing here is taken from the program's source: coefficients and rules come from the papers named
beside them. Only what no exact arithmetic can hold, a power such as 162 ** 0.725, is an
approximation, to fifty digits; such a value is used only where fifty digits settle the answer.

Every result is a whole number of billionths, cut toward zero, or a Fraction.
"""

from decimal import Context, Decimal, FloatOperation, Inexact, getcontext
from fractions import Fraction
from functools import cache
from math import isqrt

# Ordinary decimal arithmetic below is exact: a result that would not fit its digits, or a float
# that found its way in, is an error.
getcontext().prec = 60
getcontext().traps[Inexact] = True
getcontext().traps[FloatOperation] = True

BILLION = 10**9
FIFTY_DIGITS = Context(prec=50)
DOUBT = Decimal("1e-30")


def cut(value):
    """Billionths of a Decimal or a Fraction; int() cuts toward zero."""
    return int(value * BILLION)


def text(billionths):
    """As the program writes a number: no exponent, no trailing zero, a digit before the point."""
    whole, decimals = divmod(abs(billionths), BILLION)
    sign = "-" if billionths < 0 else ""
    return sign + f"{whole}.{decimals:09}".rstrip("0").rstrip(".")


def half_up(value, step):
    """The nearest multiple of the step, a tie upward, for a value that is not negative."""
    return (value / step + Decimal("0.5")) // 1 * step


def hundredths(billionths):
    """An area to 0.01 m2, half up, in billionths. A tie has three decimals, so the cut at the
    ninth cannot have moved the area across one."""
    hundredth = BILLION // 100
    return (billionths + hundredth // 2) // hundredth * hundredth


# --- Body surface area: height in cm, weight in kg, both Decimals --------------------------------


@cache
def power(base, exponent):
    return FIFTY_DIGITS.power(base, exponent)


@cache
def logarithm(number):
    return FIFTY_DIGITS.log10(number)


def settled(*factors):
    """A product of fifty-digit factors, cut; an error if its last digits could change the cut."""
    product = Decimal(1)
    for factor in factors:
        product = FIFTY_DIGITS.multiply(product, factor)
    scaled = product.scaleb(9)
    whole = int(scaled)
    assert DOUBT < scaled - whole < 1 - DOUBT, factors
    return whole


def power_law(coefficient, height_exponent, weight_exponent):
    c, a, b = Decimal(coefficient), Decimal(height_exponent), Decimal(weight_exponent)
    return lambda sex, height, weight: settled(c, power(height, a), power(weight, b))


def linear(height_factor, weight_factor, constant):
    a, b, c = Decimal(height_factor), Decimal(weight_factor), Decimal(constant)
    return lambda sex, height, weight: cut(a * height + b * weight + c)


def by_sex(male, female):
    return lambda sex, *body: (male if sex == "male" else female)(sex, *body)


def root_of(square):
    """The square root of a Decimal or a Fraction, cut: an integer root, so exact."""
    return isqrt(int(square * BILLION**2))


def boyd(sex, height, weight):
    # The original form, with the weight in grams and the common logarithm.
    grams = weight * 1000
    exponent = FIFTY_DIGITS.subtract(
        Decimal("0.7285"), FIFTY_DIGITS.multiply(Decimal("0.0188"), logarithm(grams))
    )
    return settled(Decimal("0.0003207"), power(height, Decimal("0.3")), power(grams, exponent))


def livingston_lee(sex, height, weight):
    if weight < 10:
        return settled(Decimal("0.1037"), power(weight, Decimal("0.6724")))
    return settled(Decimal("0.1173"), power(weight, Decimal("0.6466")))


AREA = {
    # Mosteller, N Engl J Med 1987;317:1098
    "mosteller": lambda sex, height, weight: root_of(Fraction(height * weight) / 3600),
    # Du Bois and Du Bois, Arch Intern Med 1916;17:863-871
    "dubois": power_law("0.007184", "0.725", "0.425"),
    # Haycock et al., J Pediatr 1978;93:62-66
    "haycock": power_law("0.024265", "0.3964", "0.5378"),
    # Gehan and George, Cancer Chemother Rep 1970;54:225-235
    "gehan-george": power_law("0.0235", "0.42246", "0.51456"),
    # Boyd, Growth of the Surface Area of the Human Body, 1935
    "boyd": boyd,
    # Fujimoto, Watanabe et al., Nippon Eiseigaku Zasshi 1968;23:443-450, from age 6
    "fujimoto": power_law("0.008883", "0.663", "0.444"),
    # Takahira, Rep Imp Gov Inst Nutrition Tokyo 1925;1:61-95
    "takahira": power_law("0.007241", "0.725", "0.425"),
    # Shuter and Aslani, Eur J Appl Physiol 2000;82:250-254
    "shuter-aslani": power_law("0.00949", "0.655", "0.441"),
    # Livingston and Lee, Am J Physiol Endocrinol Metab 2001;281:E586-E591
    "livingston-lee": livingston_lee,
    # Schlich et al., Ernaehrungs Umschau 2010;57:178-183
    "schlich": by_sex(
        male=power_law("0.000579479", "1.24", "0.38"),
        female=power_law("0.000975482", "1.08", "0.46"),
    ),
    # Stevenson, Chin J Physiol 1937;12:327-334
    "stevenson": linear("0.0061", "0.0128", "-0.1529"),
    # Zhao Songshan, Acta Nutr Sin 1984;6(2):87-95 (men) and 1987;9(3):200-207 (women)
    "zhao": by_sex(
        male=linear("0.00607", "0.0127", "-0.0698"),
        female=linear("0.00586", "0.0126", "-0.0461"),
    ),
    # Hu Yongmei et al., Acta Physiol Sin 1999;51(1):45-48
    "hu": by_sex(
        male=linear("0.0057", "0.0121", "0.0882"),
        female=linear("0.0073", "0.0127", "-0.2106"),
    ),
    "hu-pooled": linear("0.0061", "0.0124", "-0.0099"),
    # Lipscombe, Phys Teach 2020
    "lipscombe": power_law("0.00878108", "0.67844", "0.434972"),
    # Yu, Lo and Chiou, Appl Ergon 2003;34:273-278: 0.015925 x the root of height x weight
    "yu2003": lambda sex, height, weight: root_of(Decimal("0.015925") ** 2 * height * weight),
    # Yu, Lin and Yang, Burns 2010;36:616-629
    "yu2010": power_law("0.00713989", "0.7437", "0.4040"),
    # Costeff, Arch Dis Child 1966;41:681-683
    "costeff": lambda sex, height, weight: cut(Fraction(4 * weight + 7) / Fraction(weight + 90)),
}
NEEDS_SEX = {"schlich", "zhao", "hu"}
# Their values are exact everywhere. The program takes the others through a double, so that their
# ninth decimal may be one off; the hundredths may not.
EXACT = {"mosteller", "yu2003", "stevenson", "zhao", "hu", "hu-pooled", "costeff"}


# --- Clearance: everything a Fraction, one division, nothing rounded -----------------------------

MICROMOLES_PER_MILLIGRAM = Fraction("88.4")  # umol/L in a mg/dL
THRESHOLDS = (30, 50, 80)


def ideal_weight(sex, height):
    """Devine 1974: 2.3 kg for each inch above 60 inches."""
    inches = Fraction(height) / Fraction("2.54")
    return Fraction(50 if sex == "male" else "45.5") + Fraction("2.3") * (inches - 60)


def adjusted_weight(ideal, actual):
    return ideal + Fraction("0.4") * (Fraction(actual) - ideal)


def clearance(sex, age, weight, creatinine):
    """Cockcroft and Gault, Nephron 1976;16:31-41; creatinine in mg/dL."""
    factor = Fraction(1) if sex == "male" else Fraction("0.85")
    return (140 - age) * Fraction(weight) * factor / (72 * Fraction(creatinine))


def creatinine_at(threshold, sex, age, weight):
    """Hundredths of a mg/dL at which the clearance is exactly the threshold, or None where it is
    no whole number of them: 100 x (140 - age) x weight x factor / (72 x threshold)."""
    top = 100 * (140 - age) * weight.numerator * (20 if sex == "male" else 17)
    creatinine, rest = divmod(top, 20 * 72 * threshold * weight.denominator)
    return None if rest else creatinine


def renal_fraction(clearance_value):
    """From 80 mL/min up 1, from 50 up 0.8, from 30 up 0.6, below withheld."""
    if clearance_value >= 80:
        return Fraction(1)
    if clearance_value >= 50:
        return Fraction("0.8")
    return Fraction("0.6") if clearance_value >= 30 else Fraction(0)
