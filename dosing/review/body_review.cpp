#include "dosing/review/body_review.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

using Context = DoseContext;
using Row = FindingText;

bool has_renal_rule(const DoseRule& rule) {
  return rule.basis != RenalBasis::none && !rule.bands.empty();
}

void no_patient_id(const Context& context, const Row& row, Findings& findings) {
  if (!context.patient.identified) findings.push_back(finding_of(row));
}

void add_unusual_body(std::optional<Height> height, ActualWeight weight, const Row& row,
                      Findings& findings) {
  if (height && !is_ordinary(*height))
    findings.push_back(finding_of(row, "height", {number(height->value())}, 0));
  if (!is_ordinary(weight))
    findings.push_back(finding_of(row, "weight", {number(weight.quantity().value())}, 1));
  if (height && !has_ordinary_bmi(*height, weight) && has_possible_bmi(*height, weight))
    findings.push_back(finding_of(
        row, "bmi",
        {number(bmi_beside(bmi_above(*height, weight, 40_d) ? 40_d : 16_d, *height, weight))}, 2));
}

void unusual_body(const Context& context, const Row& row, Findings& findings) {
  add_unusual_body(context.patient.height, context.patient.weight, row, findings);
}

// A limit that takes what cannot be for a slip gives way to two people who have measured.
void unusual_and_confirmed(const Context& context, const Row& row, Findings& findings) {
  const Height height = context.patient.height;
  const ActualWeight weight = context.patient.weight;
  if (!context.patient.confirmed || has_possible_bmi(height, weight)) return;
  const Decimal limit = bmi_above(height, weight, 60_d) ? 60_d : 12_d;
  findings.push_back(finding_of(row, {}, {number(bmi_beside(limit, height, weight))}));
}

// Trials limit the age of those whom they enrol: nobody leaves one by a birthday.
void age_outside_protocol(const Context& context, const Row& row, Findings& findings) {
  const auto is_taken = [&](Age age) {
    return age.years >= context.rule.youngest && age.years <= context.rule.oldest;
  };
  const auto figures = [&](Age age, Figure more = {}) {
    return std::array<Figure, 4>{count_figure(age.years), count_figure(context.rule.youngest),
                                 count_figure(context.rule.oldest), more};
  };
  const Age today = context.patient.age;
  const auto& enrolled = context.patient.age_at_enrolment;
  const bool is_child = is_child_among_adults(context.patient, context.rule.youngest);
  if (context.waived.age && is_child) {
    findings.push_back(finding_of(row, {}, figures(enrolled.value_or(today)), 5));
  } else if (!is_taken(enrolled.value_or(today))) {
    const int variant = (enrolled ? 3 : 0) + (context.waived.age ? 1 : 0);
    findings.push_back(context.waived.age
                           ? info_of(row, {}, figures(enrolled.value_or(today)), variant)
                           : finding_of(row, {}, figures(enrolled.value_or(today)), variant));
  } else if (!is_taken(today)) {
    findings.push_back(info_of(row, {}, figures(today, count_figure(enrolled->years)), 2));
  }
}

// Judged on the first drug day; once that is behind, on the next dose's.
void old_measurement(const Row& row, const Patient& patient, std::optional<int> age,
                     std::optional<int> limit, Findings& findings) {
  if (!age) { // whoever leaves the date out is not better off than with an old one
    findings.push_back(limit ? finding_of(row, {}, {}, 1) : info_of(row, {}, {}, 1));
    return;
  }
  const auto& on = patient.judged_on;
  const Figure date{Figure::Kind::date, Decimal(on.value_or(0))};
  if (!limit)
    findings.push_back(info_of(row, {}, {count_figure(*age), {}, date}, on ? 4 : 2));
  else if (*age > *limit)
    findings.push_back(
        finding_of(row, {}, {count_figure(*age), count_figure(*limit), date}, on ? 3 : 0));
}

void old_weight(const Context& context, const Row& row, Findings& findings) {
  old_measurement(row, context.patient, context.patient.weight_age_days, context.rule.weight_days,
                  findings);
}

void old_creatinine(const Context& context, const Row& row, Findings& findings) {
  if (context.patient.creatinine && !context.patient.measured_clearance)
    old_measurement(row, context.patient, context.patient.creatinine_age_days,
                    context.rule.creatinine_days, findings);
}

void old_clearance(const Context& context, const Row& row, Findings& findings) {
  if (context.patient.measured_clearance)
    old_measurement(row, context.patient, context.patient.clearance_age_days,
                    context.rule.creatinine_days, findings);
}

void safety_answered_yes(const Context& context, const Row& row, Findings& findings) {
  for (std::size_t i = 0; i < safety_question_ids.size(); ++i)
    if (context.patient.safety[i] == YesNo::yes)
      findings.push_back(finding_of(row, safety_question_ids[i]));
}

void safety_unknown(const Context& context, const Row& row, Findings& findings) {
  int unknown = 0;
  for (std::size_t i = 0; i < safety_question_ids.size(); ++i)
    if (context.patient.safety[i] == YesNo::unknown && is_asked_of(context.patient.sex, i))
      unknown |= 1 << i;
  if (unknown != 0)
    findings.push_back(finding_of(row, {}, {Figure{Figure::Kind::questions, Decimal(unknown)}}));
}

void add_unusual_creatinine(std::optional<SerumCreatinine> creatinine, const Row& row,
                            Findings& findings) {
  if (creatinine && !is_ordinary(*creatinine))
    findings.push_back(finding_of(row, {}, {number(creatinine->value())}));
}

void unusual_creatinine(const Context& context, const Row& row, Findings& findings) {
  add_unusual_creatinine(context.patient.creatinine, row, findings);
}

void add_unusual_area(BodySurface area, const Row& row, Findings& findings) {
  if (area.value() < 1.2_d || area.value() > 2.6_d)
    findings.push_back(finding_of(row, {}, {number(area.value())}));
}

void unusual_area(const Context& context, const Row& row, Findings& findings) {
  add_unusual_area(context.sheet.surface.before_cap, row, findings);
}

// The areas by a formula and by Mosteller's, more than 5 % apart.
bool is_far(const SurfaceSteps& surface) {
  if (surface.formula == &mosteller()) return false;
  const Decimal area = surface.unrounded.quantity().value();
  const Decimal mosteller = surface.mosteller.quantity().value();
  return exact(area - mosteller, 100_d).magnitude() > exact(mosteller, 5_d);
}

void far_from_mosteller(const Context& context, const Row& row, Findings& findings) {
  if (!is_far(context.sheet.surface)) return;
  const Decimal area = context.sheet.surface.unrounded.quantity().value();
  const Decimal mosteller = context.sheet.surface.mosteller.quantity().value();
  const std::array<Figure, 4> figures{number(cut_to(area, 2)), number(cut_to(mosteller, 2))};
  const Name formula(context.sheet.surface.formula->id);
  findings.push_back(context.rule.formula_named ? info_of(row, formula, figures, 0)
                                                : finding_of(row, formula, figures));
}

// Where it is far from Mosteller, B002 warns of the same choice.
void formula_of_the_case(const Context& context, const Row& row, Findings& findings) {
  if (context.rule.formula_named || is_far(context.sheet.surface)) return;
  findings.push_back(finding_of(row, Name(context.sheet.surface.formula->id)));
}

void area_capped(const Context& context, const Row& row, Findings& findings) {
  const SurfaceSteps& surface = context.sheet.surface;
  if (surface.capped)
    findings.push_back(
        finding_of(row, {}, {number(surface.before_cap.value()), number(surface.used.value())}));
}

void area_rounding_matters(const Context& context, const Row& row, Findings& findings) {
  each_dose(context, [&](const DoseRule& rule, const DrugSteps& sheet, const DoseSteps& doses) {
    const RoundedDose other =
        from_unrounded_area(*sheet.level, sheet.adjustment, rule, context.sheet.surface);
    if (other != doses.rounded)
      findings.push_back(
          finding_of(row, sheet.drug,
                     {dose_figure(doses.rounded), dose_figure(other),
                      number(cut_to(context.sheet.surface.unrounded.quantity().value(), 6))}));
  });
}

void no_creatinine(const Context& context, const Row& row, Findings& findings) {
  if (context.sheet.clearance) return;
  for (const DoseRule& rule : context.rule.all_drugs())
    if (has_renal_rule(rule)) findings.push_back(finding_of(row, rule.drug));
}

void drug_withheld(const Context& context, const Row& row, Findings& findings) {
  each_level(context, [&](const DoseRule& rule, const DrugSteps& sheet, DoseLevel) {
    if (!std::holds_alternative<Withheld>(sheet.adjustment)) return;
    const auto bands = rule.bands.all();
    const auto given = find_in(bands, true, &RenalBand::is_given);
    findings.push_back(
        finding_of(row, sheet.drug,
                   {number(cut_to(context.sheet.clearance->quantity().value(), 1)),
                    number(given == bands.end() ? Decimal(0) : given->from.quantity().value())}));
  });
}

void clearance_below_protocol(const Context& context, const Row& row, Findings& findings) {
  const auto& lowest = context.rule.lowest_clearance;
  if (!lowest) return;
  if (!context.sheet.clearance) { // where a drug has a renal rule, R001 says it
    if (!any_of(context.rule.all_drugs(), has_renal_rule))
      findings.push_back(finding_of(row, {}, {number(lowest->quantity().value())}, 2));
    return;
  }
  const CreatinineClearance used = *context.sheet.clearance;
  if (used >= *lowest) return;
  const std::array<Figure, 4> figures{number(cut_to(used.quantity().value(), 1)),
                                      number(lowest->quantity().value())};
  findings.push_back(context.waived.clearance ? info_of(row, {}, figures, 1)
                                              : finding_of(row, {}, figures));
}

void reduced_below_range(const Context& context, const Row& row, Findings& findings) {
  each_level(context, [&](const DoseRule& rule, const DrugSteps& sheet, DoseLevel level) {
    DoseLevel reduced = level;
    if (const auto* by = std::get_if<ReducedByFraction>(&sheet.adjustment))
      reduced = in<DoseLevel>(level.value() * by->fraction);
    else if (const auto* to = std::get_if<ReducedToLevel>(&sheet.adjustment))
      reduced = to->level;
    else
      return;
    if (reduced < rule.range.low)
      findings.push_back(finding_of(
          row, sheet.drug,
          {level_figure(reduced), level_figure(rule.range.low), level_figure(rule.range.high)}));
  });
}

// A creatinine below it tells of little muscle rather than of good kidneys.
constexpr SerumCreatinine lowest_meant = in<SerumCreatinine>(62_d); // 0.7 mg/dL

void little_muscle_changes_band(const Context& context, const Row& row, Findings& findings) {
  const Patient& patient = context.patient;
  if (!patient.creatinine || patient.measured_clearance || *patient.creatinine >= lowest_meant)
    return;
  const CreatinineClearance used = context.sheet.clearances->used;
  const CreatinineClearance meant =
      Clearances(patient.sex, patient.age, patient.height, patient.weight, lowest_meant,
                 context.rule.clearance_weight)
          .used;
  for (const DoseRule& rule : context.rule.all_drugs())
    if (has_renal_rule(rule) && rule.bands.of(meant).from < rule.bands.of(used).from)
      findings.push_back(finding_of(
          row, rule.drug,
          {number(patient.creatinine->value()), number(cut_to(used.quantity().value(), 1)),
           number(cut_to(meant.quantity().value(), 1)), number(lowest_meant.value())}));
}

void clearance_overestimated(const Context& context, const Row& row, Findings& findings) {
  if (!context.sheet.clearances || context.patient.measured_clearance) return;
  const Decimal used = context.sheet.clearances->used.quantity().value();
  if (used > 125_d) findings.push_back(finding_of(row, {}, {number(cut_to(used, 1))}));
}

void weight_basis_changes_band(const Context& context, const Row& row, Findings& findings) {
  const auto& clearances = context.sheet.clearances;
  if (!clearances || clearances->actual_below_ideal || context.patient.measured_clearance) return;
  if (!clearances->actual_above_130_percent && !findings.takes(Severity::info)) return;
  const CreatinineClearance actual = clearances->actual();
  const auto ideal = clearances->ideal(), adjusted = clearances->adjusted();
  if (!ideal) return;
  const auto figures = [&] {
    const auto figure = [](CreatinineClearance c) {
      return number(cut_to(c.quantity().value(), 1));
    };
    return std::array<Figure, 4>{figure(actual), figure(*ideal), figure(*adjusted)};
  };
  for (const DoseRule& rule : context.rule.all_drugs()) {
    if (!has_renal_rule(rule)) continue;
    const auto band_from = [&](CreatinineClearance c) { return rule.bands.of(c).from; };
    const auto used = band_from(clearances->used);
    if (clearances->actual_above_130_percent && band_from(*adjusted) < used)
      findings.push_back(finding_of(row, rule.drug, figures()));
    else if (band_from(actual) != used || band_from(*ideal) != used || band_from(*adjusted) != used)
      findings.push_back(info_of(row, rule.drug, figures(), 1));
  }
}

// Urine that was collected too long measures too much, and the dose is then too high.
void measured_in_another_band(const Context& context, const Row& row, Findings& findings) {
  const auto& measured = context.patient.measured_clearance;
  if (!measured || !context.sheet.clearances) return;
  const CreatinineClearance estimate = context.sheet.clearances->used;
  const std::array<Figure, 4> figures{number(cut_to(measured->quantity().value(), 1)),
                                      number(cut_to(estimate.quantity().value(), 1))};
  for (const DoseRule& rule : context.rule.all_drugs()) {
    if (!has_renal_rule(rule)) continue;
    const auto used_from = rule.bands.of(*measured).from, other_from = rule.bands.of(estimate).from;
    if (used_from > other_from) findings.push_back(finding_of(row, rule.drug, figures));
    if (used_from < other_from) findings.push_back(info_of(row, rule.drug, figures, 1));
  }
}

constexpr std::string_view plausibility = "plausibility; no publication sets the limits";
constexpr std::string_view practice = "pharmacy practice";

using enum Severity;
constexpr DoseCheck checks[] = {
    {{"P001",
      warning,
      "no patient id",
      "the case has no patient id",
      {"the case names no patient"},
      "add [patient] id, so that the sheet cannot go to another",
      practice},
     no_patient_id},
    {{"P002",
      warning,
      "unusual body measurement",
      "outside 120 to 220 cm, 30 to 200 kg, BMI 16 to 40",
      {"the height {0} cm is outside 120 to 220 cm", "the weight {0} kg is outside 30 to 200 kg",
       "the BMI {0} kg/m2 is outside 16 to 40"},
      "measure again, and look for another unit or a lost point",
      plausibility},
     unusual_body},
    {{"P003",
      stop,
      "age outside the protocol",
      "age outside the protocol's limits, and no waiver, or below 18 under a protocol that takes "
      "adults alone: at enrolment where the case has that day, else on the first drug day",
      {"{0} years on the first drug day, the protocol takes {1} to {2}",
       "{0} years on the first drug day, the protocol takes {1} to {2}; waived",
       "{0} years on the first drug day; {3} at enrolment, and the protocol takes {1} to {2} then",
       "{0} years at enrolment, the protocol takes {1} to {2}",
       "{0} years at enrolment, the protocol takes {1} to {2}; waived",
       "{0} years, the protocol takes {1} to {2}; no waiver lifts it for a child under a protocol "
       "of adults"},
      "do not treat under this protocol without a waiver of the sponsor",
      the_protocol},
     age_outside_protocol},
    {{"P004",
      warning,
      "weight too old",
      "weight older on the first drug day, or on the next dose's, than the site allows, or without "
      "a date; info where the site sets no limit",
      {"weighed {0} days before the first drug day, the site allows {1}",
       "the case does not say when the patient was weighed",
       "weighed {0} days before the first drug day; the site sets no limit",
       "weighed {0} days before {2}, the site allows {1}",
       "weighed {0} days before {2}; the site sets no limit"},
      "weigh the patient again and add [patient] weight_on",
      "site policy"},
     old_weight},
    {{"P005",
      warning,
      "creatinine too old",
      "creatinine older on the first drug day, or on the next dose's, than the site allows, or "
      "without a date; info where the site sets no limit",
      {"measured {0} days before the first drug day, the site allows {1}",
       "the case does not say when the creatinine was measured",
       "measured {0} days before the first drug day; the site sets no limit",
       "measured {0} days before {2}, the site allows {1}",
       "measured {0} days before {2}; the site sets no limit"},
      "measure the creatinine again and add [patient] creatinine_on",
      "site policy"},
     old_creatinine},
    {{"P006",
      stop,
      "contraindication",
      "a [safety] answer is yes",
      {"the case answers {s} with yes"},
      "do not give this treatment; ask the prescriber",
      "US boxed warnings; Fludara oral leaflet (Israel); cyclophosphamide US label; the trial "
      "record"},
     safety_answered_yes},
    {{"P007",
      warning,
      "safety answers unknown",
      "safety answers that apply to this patient are unknown or missing",
      {"no answer in [safety] to: {0}"},
      "ask, and answer each with yes or no",
      "US boxed warnings; Fludara oral leaflet (Israel); cyclophosphamide US label; the trial "
      "record"},
     safety_unknown},
    {{"P008",
      warning,
      "unusual creatinine",
      "creatinine outside 20 to 1,500 umol/L",
      {"the creatinine {0} umol/L is outside 20 to 1,500 umol/L"},
      "check the number and whether it was mg/dL",
      plausibility},
     unusual_creatinine},
    {{"P009",
      warning,
      "body confirmed beyond the limits",
      "BMI outside 12 to 60, and [patient] confirmed_by names two who have measured",
      {"the BMI {0} kg/m2 is outside 12 to 60, and two people have measured it"},
      "see the patient: is it oedema, an amputation or another unit? Ask which weight the dose is "
      "to be made on",
      plausibility},
     unusual_and_confirmed},
    {{"P010",
      warning,
      "measured clearance too old",
      "measured clearance older on the first drug day, or on the next dose's, than the site allows "
      "a creatinine, or without a date; info where the site sets no limit",
      {"measured {0} days before the first drug day, the site allows {1}",
       "the case does not say when the clearance was measured",
       "measured {0} days before the first drug day; the site sets no limit",
       "measured {0} days before {2}, the site allows {1}",
       "measured {0} days before {2}; the site sets no limit"},
      "measure the clearance again and add [patient] measured_clearance_on",
      "site policy"},
     old_clearance},
    {{"B001",
      warning,
      "unusual body surface area",
      "BSA outside 1.2 to 2.6 m2",
      {"the area {0} m2 is outside 1.2 to 2.6 m2"},
      "check height and weight",
      plausibility},
     unusual_area},
    {{"B002",
      warning,
      "formula far from Mosteller",
      "formula more than 5 % from Mosteller; info where the site or the protocol names it",
      {"{s} gives {0} m2, Mosteller {1} m2: more than 5 % apart"},
      "confirm that this formula is meant",
      "plausibility; no publication sets the limits"},
     far_from_mosteller},
    {{"B005",
      warning,
      "formula of the case",
      "the case chose a formula that neither the protocol nor the site names; where it is far from "
      "Mosteller, B002 says it",
      {"{s} was chosen by the case: neither the protocol nor the site names it"},
      "take the protocol's formula, or have the sponsor confirm this one",
      the_protocol},
     formula_of_the_case},
    {{"B003",
      info,
      "area capped",
      "the protocol caps the body surface area",
      {"the area {0} m2 is capped to {1} m2 by the protocol"},
      "see both doses; ASCO advises full doses in obesity",
      "the protocol; Griggs 2021 (ASCO)"},
     area_capped},
    {{"B004",
      info,
      "rounding the area changes the dose",
      "rounding the area to 0.01 m2 changes the rounded dose",
      {"{0}; with the unrounded {2} m2 it would be {1}"},
      "nothing: the printed area is the area used",
      "site policy (bsa_rounding)"},
     area_rounding_matters},
    {{"R001",
      stop,
      "no creatinine",
      "no creatinine for a drug with a renal rule",
      {"{s} has a renal rule, and the case has no serum creatinine"},
      "measure it and add [patient] serum_creatinine",
      "US fludarabine label 2.2"},
     no_creatinine},
    {{"R002",
      stop,
      "drug withheld",
      "clearance below the lowest band in which the drug is given",
      {"clearance {0} mL/min: {s} is not given below {1} mL/min"},
      "do not give the drug; ask the prescriber",
      "US fludarabine label 2.2; EU SmPC contraindication"},
     drug_withheld,
     Topic::reduction},
    {{"R003",
      stop,
      "clearance below the protocol's limit",
      "clearance below the protocol's limit, no waiver",
      {"clearance {0} mL/min, the protocol asks for at least {1} mL/min",
       "clearance {0} mL/min, the protocol asks for at least {1} mL/min; waived",
       "no creatinine to judge the protocol's limit of {0} mL/min by"},
      "do not treat under this protocol without a waiver of the sponsor",
      the_protocol},
     clearance_below_protocol},
    {{"R004",
      warning,
      "renal reduction leaves the protocol's range",
      "the renal reduction takes the level below the protocol's range",
      {"reduced to {0} mg/m2/day, the protocol's range is {1} to {2} mg/m2/day"},
      "unplanned: possibly a protocol deviation, ask the sponsor",
      the_protocol},
     reduced_below_range,
     Topic::reduction},
    {{"R005",
      warning,
      "weight basis changes the renal band",
      "above 130 % of ideal weight the adjusted weight falls in a lower band; info where the "
      "weight "
      "bases merely differ in band",
      {"above 130 % of ideal weight: clearance {0} mL/min on actual, {1} on ideal, {2} on adjusted "
       "weight, which is a lower band",
       "clearance {0} mL/min on actual, {1} on ideal, {2} on adjusted weight: not one band"},
      "confirm which weight the protocol means",
      "Kantorovich, Pharmacy Times 2016"},
     weight_basis_changes_band},
    {{"R006",
      warning,
      "little muscle may change the renal band",
      "creatinine below 62 umol/L (0.7 mg/dL), and with 62 the clearance falls in a lower band",
      {"creatinine {0} umol/L gives {1} mL/min; with {3} umol/L it is {2} mL/min, a lower band"},
      "ask whether the patient has lost muscle (steroids, myositis), and measure the clearance",
      "0.7 mg/dL is a floor used for carboplatin (Gynecol Oncol 2020;157:793)"},
     little_muscle_changes_band},
    {{"R007",
      info,
      "clearance may be overestimated",
      "clearance above 125 mL/min",
      {"clearance {0} mL/min: Cockcroft-Gault overestimates above 125 mL/min"},
      "nothing for a rule by bands; know it where the number is used as it is",
      "Gynecol Oncol 2020;157:793 caps the clearance for carboplatin at 125 mL/min"},
     clearance_overestimated},
    {{"R008",
      warning,
      "measured and estimated clearance differ in band",
      "the measured clearance that is used falls in a higher band than the estimate; info where in "
      "a lower one",
      {"measured {0} mL/min, estimated {1}: the measured one is in a higher band",
       "measured {0} mL/min, estimated {1}: the measured one is in a lower band"},
      "check how the urine was collected, and confirm which one is meant",
      "plausibility; no publication sets the limits"},
     measured_in_another_band},
};

} // namespace

std::span<const DoseCheck> body_checks() {
  return checks;
}

[[gnu::flatten]] void review_body(const DoseContext& context, Topics present, Findings& findings) {
  ask<checks>(context, present, findings);
}

Findings review_measurements(std::optional<Height> height, ActualWeight weight,
                             std::optional<SerumCreatinine> creatinine,
                             std::span<const BodySurface> areas) {
  const auto row = [](Code code) -> const FindingText& {
    return find_in(checks, code, [](const DoseCheck& check) { return check.text.code; })->text;
  };
  Findings findings;
  add_unusual_body(height, weight, row("P002"), findings);
  add_unusual_creatinine(creatinine, row("P008"), findings);
  for (const BodySurface& area : areas)
    add_unusual_area(area, row("B001"), findings);
  return findings;
}

} // namespace nkdose
