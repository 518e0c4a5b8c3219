// One question a line on stdin, one answer a line on stdout: a thin door to the library, so that
// tests/exact can compare millions of its numbers with exact ones. It computes nothing itself.
//
//   area FORMULA SEX HEIGHT_CM WEIGHT_KG              unrounded hundredths
//   weights SEX HEIGHT_CM WEIGHT_KG                   ideal adjusted below_ideal above_130_percent
//   clearance SEX AGE HEIGHT_CM|- WEIGHT_KG CREATININE   actual ideal|- adjusted|-
//   band CLEARANCE                                    fraction of the level; 0: withheld
//   dose LEVEL AREA FRACTION STEP                     calculated adjusted rounded
//   vials STOCK MG                                    content count,count ...
//   nearest STOCK MG                                  content
//   row STRENGTH INDEX                                from below dose, of the NHS table
//   deviation ROUNDED ADJUSTED                        per cent
//   round ADJUSTED TOP KEY=VALUE ...                  dose method [down]
//     keys: step, bands (a strength), vials (a stock), within (per cent of whole vials),
//     keep (yes: within the range)
//   volume ADJUSTED STRENGTH STEP FINE_STEP FINE_BELOW   dose drawn, by a site's steps in mL
//   bag DOSE STRENGTH NOMINAL OVERFILL added|withdrawn MINUTES LIMIT
//                                                     drawn final concentration rate below above
//   days DOSE STOCK DAY,DAY MINUTES|-                 a word a day:
//                                                     count,count/from_kept/kept/discarded
//
// CREATININE has its unit and is read by quantity_text; every other number is bare. A STOCK is
// such as 1000,500: whole mg, the largest first.
#include "dosing/body/surface.hpp"
#include "dosing/drug/bands.hpp"
#include "dosing/drug/bands_file.hpp"
#include "dosing/drug/dose.hpp"
#include "dosing/drug/preparation.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/worksheet.hpp"
#include "schedule/protocol/library.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <stdexcept>
#include <vector>

namespace {
using namespace nkdose;
using Words = std::vector<std::string_view>;

Words split(std::string_view line, char at = ' ') {
  Words words;
  for (std::size_t from = 0; from < line.size();) {
    const std::size_t to = std::min(line.find(at, from), line.size());
    words.push_back(line.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

std::int64_t whole(std::string_view digits) {
  std::int64_t result = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), result);
  if (error != std::errc() || end != digits.end()) throw std::invalid_argument("not a number");
  return result;
}

/// With up to nine decimals: a clearance just below a band has all of them, and no input may.
Decimal number(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  if (point < text.size()) digits += text.substr(point + 1);
  digits.append(point + 9 - digits.size(), '0'); // a tenth decimal throws
  return Decimal::from_billionths(whole(digits));
}

Sex sex(std::string_view text) {
  if (text == "male") return Sex::male;
  if (text == "female") return Sex::female;
  throw std::invalid_argument("not a sex");
}

std::string texts(auto... numbers) {
  std::string line = ((to_text(numbers) + ' ') + ...);
  line.pop_back();
  return line;
}

std::string area(const Words& words) {
  const SurfaceFormula* formula = find_surface_formula(words.at(1));
  if (!formula) throw std::invalid_argument("unknown formula");
  const Height height = in<Height>(number(words.at(3)));
  const ActualWeight weight(in<BodyMass>(number(words.at(4))));
  const UnroundedSurface area = formula->area(height, weight, sex(words.at(2)));
  return texts(area.quantity().value(), as_used(area, SurfaceRounding::hundredth).value());
}

std::string weights(const Words& words) {
  const IdealWeight ideal = ideal_weight(sex(words.at(1)), in<Height>(number(words.at(2))));
  const ActualWeight actual(in<BodyMass>(number(words.at(3))));
  return texts(ideal.cut().value(), adjusted_weight(ideal, actual).cut().value()) +
         (below_ideal(actual, ideal) ? " yes" : " no") +
         (above_130_percent(actual, ideal) ? " yes" : " no");
}

std::string clearance(const Words& words) {
  const Age age{static_cast<int>(whole(words.at(2)))};
  const auto height =
      words.at(3) == "-" ? std::nullopt : std::optional(in<Height>(number(words.at(3))));
  const auto creatinine = read_creatinine(words.at(5));
  if (!creatinine) throw std::invalid_argument(creatinine.reason().detail);
  const Clearances all =
      Clearances(sex(words.at(1)), age, height, ActualWeight(in<BodyMass>(number(words.at(4)))),
                 *creatinine, WeightBasis::actual);
  const auto text = [](std::optional<CreatinineClearance> value) {
    return value ? ' ' + to_text(value->quantity().value()) : " -";
  };
  return to_text(all.actual().quantity().value()) + text(all.ideal()) + text(all.adjusted());
}

std::string band(const Words& words) {
  static const RenalBands bands = [] {
    RenalBands result;
    result.append({CreatinineClearance(in<Flow>(0)), 0, std::nullopt});
    result.append({CreatinineClearance(in<Flow>(30)), 0.6_d, std::nullopt});
    result.append({CreatinineClearance(in<Flow>(50)), 0.8_d, std::nullopt});
    result.append({CreatinineClearance(in<Flow>(80)), 1, std::nullopt});
    return result;
  }();
  return to_text(bands.of(CreatinineClearance(in<Flow>(number(words.at(1))))).fraction);
}

std::string dose(const Words& words) {
  const DailyDose calculated =
      in<DoseLevel>(number(words.at(1))) * in<BodySurface>(number(words.at(2)));
  const DailyDose adjusted = calculated * number(words.at(3));
  RoundingPolicy policy;
  policy.step = policy.fine_step = in<DailyDose>(number(words.at(4)));
  const RoundedDose rounded = round_dose(AdjustedDose(adjusted), DailyDose(), policy).dose;
  return texts(calculated.value(), adjusted.value(), rounded.quantity().value());
}

template <class Q>
Q quantity(std::string_view text) {
  return in<Q>(number(text));
}

VialStock stock(std::string_view text) {
  VialStock result;
  for (const std::string_view size : split(text, ','))
    result.append(quantity<DrugMass>(size));
  return result;
}

std::string counts(const VialChoice& choice, const VialStock& stock) {
  std::string line;
  for (std::size_t i = 0; i < stock.sizes().size(); ++i)
    line += (i == 0 ? "" : ",") + std::to_string(choice.counts[i]);
  return line;
}

std::string vials(const Words& words) {
  const VialStock sizes = stock(words.at(1));
  const VialChoice choice = choose_vials(quantity<DrugMass>(words.at(2)), sizes);
  return to_text(choice.content.value()) + ' ' + counts(choice, sizes);
}

std::string nearest(const Words& words) {
  return to_text(nearest_whole_vials(quantity<DrugMass>(words.at(2)), stock(words.at(1))).value());
}

const BandTable& nhs_table() {
  static const BandTable table = [] {
    const auto document = read_toml(built_in("bands", "nhs-20-mg-per-ml")->text, "bands");
    return *read_band_table(*document, "");
  }();
  return table;
}

std::string row(const Words& words) {
  const BandsInUse bands{&nhs_table(), quantity<DrugConcentration>(words.at(1))};
  const auto index = static_cast<std::size_t>(whole(words.at(2)));
  if (index >= nhs_table().bands.size()) return "none";
  const DoseBand band = bands.band(index);
  return texts(band.from.value(), band.below.value(), band.dose.value());
}

std::string deviation(const Words& words) {
  return to_text(deviation_percent(RoundedDose(quantity<DailyDose>(words.at(1))),
                                   AdjustedDose(quantity<DailyDose>(words.at(2)))));
}

void set(std::string_view key, std::string_view value, RoundingPolicy& policy) {
  if (key == "step") {
    policy.step = policy.fine_step = quantity<DailyDose>(value);
  } else if (key == "bands") {
    policy.bands = &nhs_table();
    policy.strength = quantity<DrugConcentration>(value);
  } else if (key == "vials") {
    policy.vials = stock(value);
  } else if (key == "within") {
    policy.whole_vials_percent = number(value);
  } else if (key == "keep") {
    policy.within_range = value == "yes";
  } else {
    throw std::invalid_argument("unknown key");
  }
}

std::string round(const Words& words) {
  RoundingPolicy policy;
  for (std::size_t i = 3; i < words.size(); ++i) {
    const std::size_t sign = words[i].find('=');
    set(words[i].substr(0, sign), words[i].substr(sign + 1), policy);
  }
  const auto [dose, made] = round_dose(AdjustedDose(quantity<DailyDose>(words.at(1))),
                                       quantity<DailyDose>(words.at(2)), policy);
  constexpr std::string_view methods[] = {" step", " band", " whole-vials", " outside"};
  return to_text(dose.quantity().value())
      .append(methods[static_cast<std::size_t>(made.to)])
      .append(made.down ? " down" : "");
}

// Through the rule of a whole treatment, because that is where a site's mL become mg.
std::string volume(const Words& words) {
  Treatment treatment;
  ProtocolDrug& use = treatment.protocol.drugs.emplace_back();
  Drug& drug = treatment.drugs.emplace_back();
  SitePreparation& preparation = treatment.site.preparations.emplace_back();
  DrugRounding& rounding = treatment.site.roundings.emplace_back();
  use.id = drug.id = preparation.drug = rounding.drug = "drug";
  use.days = {-3};
  treatment.protocol.infusions.emplace_back();
  Presentation& solution = drug.presentations.emplace_back();
  solution.id = preparation.presentation = "solution";
  solution.strength = quantity<DrugConcentration>(words.at(2));
  rounding.volumes = VolumeSteps{quantity<Volume>(words.at(3)), quantity<Volume>(words.at(4)),
                                 quantity<Volume>(words.at(5))};
  const DoseRule rule = treatment_rule(treatment, RuleChoices()).drugs[0];
  const AdjustedDose adjusted(quantity<DailyDose>(words.at(1)));
  const RoundedDose dose = round_dose(adjusted, DailyDose(), rule.rounding).dose;
  const DrugMass daily = dose.quantity() * in<DoseDays>(1);
  return texts(daily.value(), prepare(daily, {}, *rule.preparation).drawn.value());
}

std::string bag(const Words& words) {
  PreparationPolicy policy;
  policy.strength = quantity<DrugConcentration>(words.at(2));
  policy.bags[0] = {quantity<Volume>(words.at(3)), quantity<Volume>(words.at(4))};
  policy.bag_count = 1;
  policy.convention = words.at(5) == "withdrawn" ? BagConvention::withdrawn : BagConvention::added;
  policy.infusion_time = quantity<Duration>(words.at(6));
  const DrugMass dose = quantity<DrugMass>(words.at(1));
  const auto limit = quantity<DrugConcentration>(words.at(7));
  const PreparedDose sheet = prepare(dose, {}, policy);
  return texts(sheet.drawn.value(), sheet.bag->final.value(), sheet.bag->concentration.value(),
               *sheet.bag->millilitres_per_hour) +
         (is_below(*sheet.bag, dose, limit) ? " yes" : " no") +
         (is_above(*sheet.bag, dose, limit) ? " yes" : " no");
}

std::string days(const Words& words) {
  PreparationPolicy policy;
  policy.strength = in<DrugConcentration>(1);
  policy.stock = stock(words.at(2));
  if (words.at(4) != "-") policy.opened_vial = quantity<Duration>(words.at(4));
  std::vector<int> numbers;
  for (const std::string_view day : split(words.at(3), ','))
    numbers.push_back(static_cast<int>(whole(day)));
  const PreparedDose sheet = prepare(quantity<DrugMass>(words.at(1)), numbers, policy);
  std::string line;
  for (const VialDay& day : sheet.all_days())
    line += (line.empty() ? "" : " ") + counts(day.opened, policy.stock) + '/' +
            to_text(day.from_kept.value()) + '/' + to_text(day.kept.value()) + '/' +
            to_text(day.discarded.value());
  return line;
}

std::string answer(std::string_view line) {
  const Words words = split(line);
  if (words.at(0) == "area") return area(words);
  if (words.at(0) == "weights") return weights(words);
  if (words.at(0) == "clearance") return clearance(words);
  if (words.at(0) == "band") return band(words);
  if (words.at(0) == "dose") return dose(words);
  if (words.at(0) == "vials") return vials(words);
  if (words.at(0) == "nearest") return nearest(words);
  if (words.at(0) == "row") return row(words);
  if (words.at(0) == "deviation") return deviation(words);
  if (words.at(0) == "round") return round(words);
  if (words.at(0) == "volume") return volume(words);
  if (words.at(0) == "bag") return bag(words);
  if (words.at(0) == "days") return days(words);
  throw std::invalid_argument("unknown verb");
}
} // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    try {
      std::cout << answer(line) << '\n';
    } catch (const std::exception& error) { // an answer too, and never the expected one
      std::cout << "error: " << error.what() << '\n';
    }
  }
  return std::cout.flush() ? 0 : 1;
}
