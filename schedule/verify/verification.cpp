#include "schedule/verify/verification.hpp"

#include "dosing/identity/identity.hpp"
#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {

std::string_view to_text(Match match) {
  constexpr std::string_view words[] = {"agrees", "near",  "differs",    "missing",
                                        "extra",  "given", "not-stated", "not-compared"};
  return words[static_cast<std::size_t>(match)];
}

std::string_view to_text(OrderVerdict verdict) {
  constexpr std::string_view words[] = {"agrees", "differs", "read"};
  return words[static_cast<std::size_t>(verdict)];
}

namespace {

Measurements measurements_of(const Patient& patient) {
  return {patient.sex, patient.height, patient.weight, patient.creatinine};
}

ComparedMeasurement compared(Measurement what, std::optional<Decimal> ordered,
                             std::optional<Decimal> ours, const Tolerance& tolerance) {
  const Match match = !ordered                           ? Match::not_stated
                      : !ours                            ? Match::not_compared
                      : *ordered == *ours                ? Match::agrees
                      : what == Measurement::sex         ? Match::differs
                      : tolerance.holds(*ordered, *ours) ? Match::near
                                                         : Match::differs;
  return {what, ordered, ours, match};
}

std::vector<ComparedMeasurement> compared_measurements(const Plan& plan,
                                                       const WrittenOrder& order) {
  const Measurements ours = measurements_of(plan.the_case->patient), &theirs = order.measurements;
  const Tolerance& tolerance = plan.treatment->site.tolerance;
  const auto place = [](std::optional<Sex> sex) {
    return sex ? std::optional(Decimal(static_cast<int>(*sex))) : std::nullopt;
  };
  return {
      compared(Measurement::sex, place(theirs.sex), place(ours.sex), tolerance),
      compared(Measurement::height, number_of(theirs.height), number_of(ours.height), tolerance),
      compared(Measurement::weight, number_of(theirs.weight), number_of(ours.weight), tolerance),
      compared(Measurement::serum_creatinine, number_of(theirs.creatinine),
               number_of(ours.creatinine), tolerance)};
}

// The same plan for the patient that the order describes; nothing where it describes ours.
std::optional<Worksheet> sheet_by_own_measurements(const OrderComparison& comparison) {
  if (!any_of(comparison.measurements, [](const ComparedMeasurement& one) {
        return one.match == Match::near || one.match == Match::differs;
      }))
    return std::nullopt;
  const Case& the_case = *comparison.plan->the_case;
  const Measurements& own = comparison.order->measurements;
  Patient patient = the_case.patient;
  patient.sex = own.sex.value_or(patient.sex);
  patient.height = own.height.value_or(patient.height);
  patient.weight = own.weight.value_or(patient.weight);
  if (own.creatinine) patient.creatinine = own.creatinine;
  return compute(patient, the_case.prescription, comparison.plan->rule);
}

MeantDose meant(const DoseSteps& doses) {
  return {doses.adjusted, doses.rounded};
}

// Ours before the renal rule; nothing where that changes nothing.
std::optional<MeantDose> unreduced(const DoseSteps& doses, const DoseRule& rule) {
  if (doses.calculated.quantity() == doses.adjusted.quantity()) return std::nullopt;
  const AdjustedDose full(doses.calculated.quantity());
  return MeantDose{full, round_dose(full, doses.allowed_high.quantity(), rule.rounding).dose};
}

// The rows of one drug: our days that are left, and the order's.
class DrugComparer {
public:
  DrugComparer(const Plan& plan, const WrittenOrder& order, std::size_t drug)
      : plan_(plan), drug_(drug), protocol_(plan.treatment->protocol),
        timeline_(timeline_of(protocol_, *plan.the_case)) {
    for (const OrderedDose& dose : order.doses)
      if (dose.drug == drug) ordered_.push_back(&dose);
  }

  std::vector<ComparedDose> rows() {
    our_days();
    for (const OrderedDose* dose : ordered_)
      if (ComparedDose* row = our_row(dose->date)) pair(*row, *dose);
    for (const OrderedDose* dose : ordered_)
      if (!is_paired(*dose)) off_our_days(*dose);
    sort_by(rows_, &ComparedDose::date);
    return std::move(rows_);
  }

private:
  void our_days() {
    for (const Event& event : plan_.calendar) {
      if (event.drug != drug_ || event.progress != Progress::planned) continue;
      ComparedDose row{drug_, event.date, event.number, event.of};
      row.left = rows_.size();
      rows_.push_back(row);
    }
  }

  ComparedDose* our_row(Day date) {
    for (ComparedDose& row : rows_)
      if (row.left && !row.ordered && row.date == date) return &row;
    return nullptr;
  }
  bool is_paired(const OrderedDose& dose) const {
    return holds(rows_, &dose, &ComparedDose::ordered);
  }

  void pair(ComparedDose& row, const OrderedDose& dose) const {
    row.ordered = &dose;
    row.match = plan_.release.order() ? Match::agrees : Match::not_compared; // judged later
  }

  void off_our_days(const OrderedDose& dose) {
    if (ComparedDose* row = our_row(mirrored(dose.date))) {
      pair(*row, dose);
      row->lost_sign = true;
      return;
    }
    ComparedDose row{drug_, dose.date};
    row.ordered = &dose;
    row.match = Match::extra;
    const Name id = protocol_.drugs[drug_].id;
    if (const Given* given = timeline_.given_on(id, dose.date)) {
      row.match = Match::given;
      row.given = given->dose;
    } else {
      row.has_passed = holds(timeline_.drug(protocol_.drugs[drug_]).planned, dose.date);
    }
    rows_.push_back(row);
  }

  // Day 5 where Day minus 5 was meant.
  Day mirrored(Day date) const {
    const Day zero = timeline_.planned_day_zero();
    const int number = protocol_.number_of(days_between(zero, date));
    return number > 0 ? zero + std::chrono::days(protocol_.offset(-number)) : date;
  }

  const Plan& plan_;
  std::size_t drug_;
  const Protocol& protocol_;
  Timeline timeline_;
  std::vector<const OrderedDose*> ordered_;
  std::vector<ComparedDose> rows_;
};

class Comparer {
public:
  Comparer(const Plan& plan, const WrittenOrder& order)
      : plan_(plan), order_(order), tolerance_(plan.treatment->site.tolerance),
        result_{&plan, &order, compared_measurements(plan, order), {}, std::nullopt, {}} {}

  OrderComparison compare() {
    own_ = sheet_by_own_measurements(result_);
    for (std::size_t drug = 0; drug < plan_.rule.drug_count; ++drug)
      for (ComparedDose& row : DrugComparer(plan_, order_, drug).rows()) {
        if (row.match == Match::agrees) judge(row);
        if (row.match == Match::given && row.ordered->dose != *row.given)
          row.match = Match::differs;
        level(row);
        preparation(row);
        result_.doses.push_back(row);
      }
    if (order_.cells) cells(*order_.cells);
    result_.texts = compared_texts(plan_, order_);
    return std::move(result_);
  }

private:
  void judge(ComparedDose& row) const {
    const Decimal ordered = row.ordered->dose.value();
    const DoseSteps& ours = *result_.ours(row.drug);
    if (is_dose(ordered, meant(ours), tolerance_)) return;
    row.match = Match::differs;
    row.slip = &slip_of(context(row, ours));
  }

  SlipContext context(const ComparedDose& row, const DoseSteps& ours) const {
    const DoseRule& rule = plan_.rule.drugs[row.drug];
    const DrugPrescription& prescribed = plan_.the_case->prescription.drugs[row.drug];
    SlipContext context{.ordered = row.ordered->dose.value(),
                        .ours = meant(ours),
                        .doses = rule.doses,
                        .doses_left = prescribed.remaining_doses.value_or(rule.doses),
                        .level = *prescribed.level,
                        .weight = plan_.the_case->patient.weight,
                        .unreduced = unreduced(ours, rule),
                        .tolerance = tolerance_};
    if (own_ && own_->drugs[row.drug].doses)
      context.by_own_measurements = meant(*own_->drugs[row.drug].doses);
    for (const OrderedDose& other : order_.doses)
      if (other.drug != row.drug && other.date == row.ordered->date)
        context.others.push_back({other.dose.value(), meant(*result_.ours(other.drug))});
    return context;
  }

  // A level is named, not measured: it is the case's or it is another.
  void level(ComparedDose& row) const {
    if (!row.ordered || !row.ordered->level) return;
    row.level = row.ordered->level == plan_.the_case->prescription.drugs[row.drug].level
                    ? Match::agrees
                    : Match::differs;
  }

  void preparation(ComparedDose& row) const {
    if (!row.ordered) return;
    const PreparedDose* sheet = row.left ? our_preparation(plan_, row.drug) : nullptr;
    if (const auto& volume = row.ordered->volume)
      row.volume = !sheet                                                    ? Match::not_compared
                   : tolerance_.holds(volume->value(), sheet->drawn.value()) ? Match::agrees
                                                                             : Match::differs;
    if (!row.ordered->vials.empty())
      row.vials = !sheet                                        ? Match::not_compared
                  : row.ordered->vials == our_vials(plan_, row) ? Match::agrees
                                                                : Match::differs;
  }

  void cells(const OrderedCells& ordered) {
    ComparedCells cells;
    cell_level(ordered, cells);
    infusion_dates(ordered, cells);
    const BagsGiven* bags = our_bags(plan_);
    if (ordered.volume)
      cells.volume = !bags ? Match::not_compared
                     : tolerance_.holds(ordered.volume->value(), bags->volume.value())
                         ? Match::agrees
                         : Match::differs;
    if (!ordered.lots.empty())
      cells.lots = !bags                                         ? Match::not_compared
                   : are_same_lots(ordered.lots, lots_of(*bags)) ? Match::agrees
                                                                 : Match::differs;
    result_.cells = cells;
  }

  // Per kg before a cap, as a level is ordered; in cells after it, as they are given.
  void cell_level(const OrderedCells& ordered, ComparedCells& cells) const {
    if (!ordered.level) return;
    const CellAssignment& ours = plan_.cells;
    const auto* per_kg = std::get_if<CellsPerKilogram>(&*ordered.level);
    cells.ordered = per_kg
                        ? in<CellCount>(per_kg->value() * number_of(plan_.the_case->patient.weight))
                        : std::get<CellCount>(*ordered.level);
    cells.ours = per_kg && ours.before_cap ? ours.before_cap : ours.level;
    cells.level = Match::not_compared;
    if (!cells.ours) return;
    // The tolerance is for what a weight was multiplied with, not for what is chosen from a list.
    const Decimal theirs = cells.ordered->value(), own = cells.ours->value();
    const bool is_near = tolerance_.holds(theirs, own);
    const bool is_ours_per_kg =
        ours.ordered && std::holds_alternative<CellsPerKilogram>(*ours.ordered);
    const bool is_multiplied = is_ours_per_kg != (per_kg != nullptr);
    cells.level = theirs == own || (is_near && is_multiplied) ? Match::agrees : Match::differs;
    if (cells.level == Match::differs)
      cells.slip = is_near                                          ? CellSlip::not_exactly
                   : has_lost_exponent(*cells.ordered, *cells.ours) ? CellSlip::exponent_lost
                   : is_power_of_ten_away(theirs, own)              ? CellSlip::point_slipped
                                                                    : CellSlip::differs;
  }

  // 1.5 x 10^9 that was copied as 1.5 x 109, or as 1.5. In thousandths of a cell, which are whole.
  static bool has_lost_exponent(CellCount ordered, CellCount ours) {
    const Wide theirs = ordered.value().billionths(), own = ours.value().billionths();
    Wide unit = 1000;
    int exponent = 0;
    for (; own >= 10 * unit; unit *= 10)
      ++exponent;
    const int read_as = exponent < 10 ? 100 + exponent : 1000 + exponent;
    return theirs * unit == own * 1000 * read_as || theirs * unit == own * 1000;
  }

  bool is_power_of_ten_away(Decimal theirs, Decimal own) const {
    for (const Decimal power : {10_d, 100_d, 1000_d})
      if (exact(theirs, 1_d) == exact(own, power) || exact(theirs, power) == exact(own, 1_d))
        return true;
    return false;
  }

  void infusion_dates(const OrderedCells& ordered, ComparedCells& cells) const {
    if (ordered.dates.empty()) return;
    const Course ours = timeline_of(plan_.treatment->protocol, *plan_.the_case).infusions();
    for (const Day day : ours.left)
      if (!holds(ordered.dates, day)) cells.missing.push_back(day);
    for (const Day day : ordered.dates)
      if (!holds(ours.left, day))
        (holds(ours.given, day) ? cells.given : cells.extra).push_back(day);
  }

  static bool are_same_lots(const std::vector<std::string>& one,
                            const std::vector<std::string>& other) {
    const auto are_all_in = [](const auto& few, const auto& many) {
      return all_of(few, [&](const std::string& lot) {
        return any_of(many, [&](const std::string& its) { return is_same_lot(lot, its); });
      });
    };
    return are_all_in(one, other) && are_all_in(other, one);
  }

  std::vector<std::string> lots_of(const BagsGiven& bags) const {
    std::vector<std::string> lots;
    for (std::size_t i = 0; i < plan_.the_case->products.size(); ++i)
      if (bags.bags.holds(i)) lots.push_back(plan_.the_case->products[i].lot);
    std::sort(lots.begin(), lots.end());
    lots.erase(std::unique(lots.begin(), lots.end()), lots.end());
    return lots;
  }

  const Plan& plan_;
  const WrittenOrder& order_;
  const Tolerance& tolerance_;
  OrderComparison result_;
  std::optional<Worksheet> own_;
};

} // namespace

bool OrderComparison::is_independent() const {
  bool uses_clearance = false;
  for (std::size_t i = 0; i < plan->rule.drug_count; ++i)
    uses_clearance = uses_clearance || plan->rule.drugs[i].basis != RenalBasis::none;
  const auto is_used = [&](Measurement what) {
    if (what == Measurement::height || what == Measurement::weight) return true;
    return uses_clearance || (what == Measurement::sex && plan->rule.formula->needs_sex);
  };
  return all_of(measurements, [&](const ComparedMeasurement& one) {
    return one.ordered || !one.ours || !is_used(one.what);
  });
}

const DoseSteps* OrderComparison::ours(std::size_t drug) const {
  const Order* released = plan->release.order();
  return released ? &released->doses(drug) : nullptr;
}

const PreparedDose* our_preparation(const Plan& plan, std::size_t drug) {
  const Order* order = plan.release.order();
  return order && order->doses(drug).preparation ? &*order->doses(drug).preparation : nullptr;
}

std::vector<DrugMass> our_vials(const Plan& plan, const ComparedDose& dose) {
  std::vector<DrugMass> vials;
  const PreparedDose* sheet = dose.left ? our_preparation(plan, dose.drug) : nullptr;
  if (!sheet) return vials;
  const VialChoice& opened = sheet->all_days()[*dose.left].opened;
  const VialStock& stock = plan.rule.drugs[dose.drug].preparation->stock;
  for (std::size_t i = 0; i < stock.sizes().size(); ++i)
    vials.insert(vials.end(), static_cast<std::size_t>(opened.counts[i]), stock.sizes()[i]);
  return vials;
}

const BagsGiven* our_bags(const Plan& plan) {
  const Order* order = plan.release.order();
  if (!order || order->infusions().empty()) return nullptr;
  const BagsGiven& bags = order->infusions().front().given(plan.rule.cells.giving);
  return bags.bags.empty() ? nullptr : &bags;
}

OrderComparison compare(const Plan& plan, const WrittenOrder& order) {
  return Comparer(plan, order).compare();
}

} // namespace nkdose
