#include "dosing/body/surface.hpp"

#include "dosing/text/search.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace nkdose {
namespace {

UnroundedSurface square_metres(Decimal area) {
  return UnroundedSurface(in<BodySurface>(area));
}

// The floor of the square root. A double gives the first guess only, put on the upper side: from
// there Newton's steps fall, and the first that does not is the floor.
std::int64_t integer_root(Wide square) {
  constexpr std::int64_t largest_short_root = 3'000'000'000;
  if (square < Wide{largest_short_root} * largest_short_root) { // up to 3 m2: one word is enough
    const auto short_square = static_cast<std::int64_t>(square);
    auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(short_square)));
    while (root * root > short_square)
      --root;
    while ((root + 1) * (root + 1) <= short_square)
      ++root;
    return root;
  }
  Wide root = static_cast<Wide>(std::sqrt(static_cast<double>(square))) + 2;
  for (;;) {
    const Wide next = (root + square / root) / 2;
    if (next >= root) return static_cast<std::int64_t>(root);
    root = next;
  }
}

// sqrt(H W times / over): H and W in billionths, so their product's root is in billionths too.
Decimal root_of_product(Height height, ActualWeight weight, Wide times, std::int64_t over) {
  const Wide product = Wide{height.value().billionths()} * weight.quantity().value().billionths();
  return Decimal::from_billionths(integer_root(divided(product * times, over)));
}

// a H + b W + c, exact, then cut once.
UnroundedSurface linear(Height height, ActualWeight weight, Decimal a, Decimal b, Decimal c) {
  return square_metres(
      (exact(a, height.value()) + exact(b, weight.quantity().value()) + exact(c, 1_d)).cut());
}

double as_double(Decimal number) {
  return static_cast<double>(number.billionths()) / static_cast<double>(Decimal::scale);
}
double centimetres(Height height) {
  return as_double(height.value());
}
double kilograms(ActualWeight weight) {
  return as_double(weight.quantity().value());
}

// The one door for the formulas with real exponents. No such area lies nearer to a rounding tie
// than about a million times the error of a double, so a double is enough. It is cut like the rest,
// to within a billionth.
UnroundedSurface from_double(double area) {
  return square_metres(Decimal::from_billionths(static_cast<std::int64_t>(std::floor(area * 1e9))));
}

UnroundedSurface power(Height height, ActualWeight weight, double factor, double height_exponent,
                       double weight_exponent) {
  return from_double(factor * std::pow(centimetres(height), height_exponent) *
                     std::pow(kilograms(weight), weight_exponent));
}

using H = Height;
using W = ActualWeight;

constexpr SurfaceFormula formulas[] = {
    {"mosteller", "sqrt(H W / 3600)", "Mosteller, N Engl J Med 1987;317:1098",
     "adults and children; simplifies Gehan and George", Use::dosing, false, true,
     [](H h, W w, Sex) { return square_metres(root_of_product(h, w, 1, 3600)); }},
    {"dubois", "0.007184 H^0.725 W^0.425", "Du Bois and Du Bois, Arch Intern Med 1916;17:863-871",
     "9 subjects; adults; underestimates obesity", Use::dosing, false, true,
     [](H h, W w, Sex) { return power(h, w, 0.007184, 0.725, 0.425); }},
    {"haycock", "0.024265 H^0.3964 W^0.5378", "Haycock et al., J Pediatr 1978;93:62-66",
     "infants to adults", Use::dosing, false, true,
     [](H h, W w, Sex) { return power(h, w, 0.024265, 0.3964, 0.5378); }},
    {"gehan-george", "0.0235 H^0.42246 W^0.51456",
     "Gehan and George, Cancer Chemother Rep 1970;54:225-235", "401 children and adults",
     Use::dosing, false, true, [](H h, W w, Sex) { return power(h, w, 0.0235, 0.42246, 0.51456); }},
    {"boyd", "0.0003207 H^0.3 G^(0.7285 - 0.0188 log10 G), G = weight in grams",
     "Boyd, The Growth of the Surface Area of the Human Body, Univ Minnesota 1935", "all ages",
     Use::dosing, false, true,
     [](H h, W w, Sex) {
       const double grams = kilograms(w) * 1000;
       return from_double(0.0003207 * std::pow(centimetres(h), 0.3) *
                          std::pow(grams, 0.7285 - 0.0188 * std::log10(grams)));
     }},
    {"fujimoto", "0.008883 H^0.663 W^0.444",
     "Fujimoto et al., Nippon Eiseigaku Zasshi 1968;23:443-450",
     "201 Japanese; this set from age 6", Use::dosing, false, true,
     [](H h, W w, Sex) { return power(h, w, 0.008883, 0.663, 0.444); }},
    {"takahira", "0.007241 H^0.725 W^0.425",
     "Takahira, Rep Imp Gov Inst Nutrition Tokyo 1925;1:61-95",
     "Japanese adults; the coefficient is disputed, 0.007246 is also printed", Use::dosing, false,
     true, [](H h, W w, Sex) { return power(h, w, 0.007241, 0.725, 0.425); }},
    {"shuter-aslani", "0.00949 H^0.655 W^0.441",
     "Shuter and Aslani, Eur J Appl Physiol 2000;82:250-254", "a refit of the Du Bois data",
     Use::dosing, false, true, [](H h, W w, Sex) { return power(h, w, 0.00949, 0.655, 0.441); }},
    {"livingston-lee", "0.1173 W^0.6466; under 10 kg 0.1037 W^0.6724",
     "Livingston and Lee, Am J Physiol Endocrinol Metab 2001;281:E586-E591",
     "45 patients of 51 to 249 kg and published data; height not used", Use::dosing, false, true,
     [](H h, W w, Sex) {
       return w.quantity() < in<BodyMass>(10_d) ? power(h, w, 0.1037, 0, 0.6724)
                                                : power(h, w, 0.1173, 0, 0.6466);
     }},
    {"schlich", "men 0.000579479 H^1.24 W^0.38; women 0.000975482 H^1.08 W^0.46",
     "Schlich et al., Ernaehrungs Umschau 2010;57:178-183",
     "188 adults, body scans; 4 to 16 % below the others", Use::dosing, true, true,
     [](H h, W w, Sex sex) {
       return sex == Sex::male ? power(h, w, 0.000579479, 1.24, 0.38)
                               : power(h, w, 0.000975482, 1.08, 0.46);
     }},
    {"stevenson", "0.0061 H + 0.0128 W - 0.1529", "Stevenson, Chin J Physiol 1937;12:327-334",
     "Chinese adults; 10 measured", Use::dosing, false, true,
     [](H h, W w, Sex) { return linear(h, w, 0.0061_d, 0.0128_d, -0.1529_d); }},
    {"zhao", "men 0.00607 H + 0.0127 W - 0.0698; women 0.00586 H + 0.0126 W - 0.0461",
     "Zhao Songshan, Acta Nutr Sin 1984;6:87-95 (men) and 1987;9:200-207 (women)",
     "Chinese adults; men 18 to 45 years", Use::dosing, true, true,
     [](H h, W w, Sex sex) {
       return sex == Sex::male ? linear(h, w, 0.00607_d, 0.0127_d, -0.0698_d)
                               : linear(h, w, 0.00586_d, 0.0126_d, -0.0461_d);
     }},
    {"hu", "men 0.0057 H + 0.0121 W + 0.0882; women 0.0073 H + 0.0127 W - 0.2106",
     "Hu et al., Acta Physiol Sin 1999;51:45-48", "Chinese adults; about 5 % above Mosteller",
     Use::dosing, true, true,
     [](H h, W w, Sex sex) {
       return sex == Sex::male ? linear(h, w, 0.0057_d, 0.0121_d, 0.0882_d)
                               : linear(h, w, 0.0073_d, 0.0127_d, -0.2106_d);
     }},
    {"hu-pooled", "0.0061 H + 0.0124 W - 0.0099", "Hu et al., Acta Physiol Sin 1999;51:45-48",
     "Chinese adults, both sexes in one formula", Use::dosing, false, true,
     [](H h, W w, Sex) { return linear(h, w, 0.0061_d, 0.0124_d, -0.0099_d); }},
    {"lipscombe", "0.00878108 H^0.67844 W^0.434972", "Lipscombe, Phys Teach 2020",
     "derived from theory; citation from memory", Use::comparison, false, false,
     [](H h, W w, Sex) { return power(h, w, 0.00878108, 0.67844, 0.434972); }},
    {"yu2003", "0.015925 sqrt(H W)", "Yu, Lo and Chiou, Appl Ergon 2003;34:273-278",
     "Taiwan, 3,951 body scans; coefficient from memory", Use::comparison, false, false,
     [](H h, W w, Sex) { // 0.015925 squared goes under the root
       return square_metres(root_of_product(h, w, 253'605'625, 1'000'000'000'000));
     }},
    {"yu2010", "0.00713989 H^0.7437 W^0.4040", "Yu, Lin and Yang, Burns 2010;36:616-629",
     "Taiwan, 270 body scans; coefficients from memory", Use::comparison, false, false,
     [](H h, W w, Sex) { return power(h, w, 0.00713989, 0.7437, 0.4040); }},
    {"costeff", "(4 W + 7) / (W + 90)", "Costeff, Arch Dis Child 1966;41:681-683",
     "children; height not used", Use::comparison, false, true,
     [](H, W w, Sex) {
       const Decimal weight = w.quantity().value();
       return square_metres((4_d * weight + 7_d) / (weight + 90_d));
     }},
};

} // namespace

std::span<const SurfaceFormula> surface_formulas() {
  return formulas;
}

const SurfaceFormula* find_surface_formula(std::string_view id) {
  const auto found = find_in(formulas, id, &SurfaceFormula::id);
  return found == std::end(formulas) ? nullptr : found;
}

const SurfaceFormula& mosteller() {
  return formulas[0];
}

} // namespace nkdose
