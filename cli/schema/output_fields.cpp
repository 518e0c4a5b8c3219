#include "cli/schema/output_fields.hpp"

#include "dosing/body/weight.hpp"
#include "dosing/text/checked.hpp"
#include "schedule/days/timed_rule.hpp"
#include "schedule/findings.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/plan/release.hpp"
#include "schedule/plan/screening.hpp"

#include <initializer_list>

namespace nkdose {
namespace {

using enum Presence;
using Words = std::vector<std::string_view>;

template <class... Enumerators>
Words words_of(Enumerators... enumerators) {
  return {to_text(enumerators)...};
}

template <auto& words>
Words all_of_them() {
  return {std::begin(words), std::end(words)};
}

constexpr std::string_view row_statuses[] = {"ready", "draft", "refused", "error"};
constexpr std::string_view error_word[] = {"error"};
constexpr std::string_view conventions[] = {"added", "withdrawn"};
constexpr std::string_view roundings[] = {"step", "volume", "band", "whole-vials", "outside-bands"};
constexpr std::string_view clearance_formulas[] = {"cockcroft-gault", "measured"};

Words statuses() {
  return words_of(Status::ready, Status::draft, Status::refused);
}
Words severities() {
  return words_of(Severity::stop, Severity::warning, Severity::info);
}
Words verdicts() {
  return words_of(Verdict::met, Verdict::not_met, Verdict::unknown);
}
Words criterion_kinds() {
  return words_of(CriterionKind::inclusion, CriterionKind::exclusion, CriterionKind::definition,
                  CriterionKind::dose);
}
Words event_kinds() {
  using enum EventKind;
  return words_of(last_permitted, reached_by, check, drug, rest, infusion, visit, until,
                  next_cycle);
}
Words weight_bases() {
  return words_of(WeightBasis::actual, WeightBasis::ideal, WeightBasis::adjusted);
}
Words formulas() {
  Words ids;
  for (const SurfaceFormula& formula : surface_formulas())
    if (formula.use == Use::dosing) ids.push_back(formula.id);
  return ids;
}
Words finding_codes() {
  Words codes;
  for (const FindingText* text : all_finding_texts())
    codes.push_back(text->code.text());
  return codes;
}
Words fault_codes() {
  Words codes;
  for (const FaultRow& row : fault_table())
    codes.push_back(row.code);
  return codes;
}
Words all_codes() {
  Words codes = finding_codes();
  for (const std::string_view code : fault_codes())
    codes.push_back(code);
  return codes;
}

constexpr std::string_view per_day = "mg/day", level = "mg/m2/day";

// A row a line.
// clang-format off
constexpr OutputField plan_table[] = {
    {"nkdose", Holds::text, always, "", "the program's version"},
    {"status", Holds::word, always, "", "the verdict", statuses},
    {"protocol", Holds::object, always, "", "the protocol's file"},
    {"protocol.id", Holds::text, always, "", "see nkdose list protocols"},
    {"protocol.version", Holds::whole, always, "", "of the file"},
    {"protocol.title", Holds::text, always, "", "for people"},
    {"protocol.sha256", Holds::checksum, always, "", "of its bytes"},
    {"site", Holds::object, always, "", "the site's file"},
    {"site.id", Holds::text, always, "", "its name"},
    {"site.sha256", Holds::checksum, always, "", "of its bytes"},
    {"case_sha256", Holds::checksum, nullable, "", "of the case's bytes; null in a batch"},
    {"overrides[]", Holds::text, always, "", "what the command line has changed"},
    {"patient", Holds::object, always, "", "as the case has the patient, in these units"},
    {"patient.id", Holds::text, nullable, "", "without it a plan is a draft"},
    {"patient.sex", Holds::word, always, "", "that formulas use", all_of_them<sex_words>},
    {"patient.age_years", Holds::whole, always, "years", "completed on the first drug day"},
    {"patient.height_cm", Holds::number, always, "cm", "the height"},
    {"patient.weight_kg", Holds::number, always, "kg", "the weight"},
    {"patient.serum_creatinine_umol_per_l", Holds::number, nullable, "umol/L", "the creatinine"},
    {"patient.enrolled_on", Holds::date, optional, "", "the day of enrolment"},
    {"patient.age_at_enrolment_years", Holds::whole, optional, "years", "by which limits of age are judged"},
    {"patient.confirmed_by[]", Holds::text, optional, "", "two who have measured height and weight, each alone"},
    {"day_zero", Holds::date, always, "", "the day of the first infusion"},
    {"body_surface_area", Holds::object, always, "", "the area that doses are computed from"},
    {"body_surface_area.formula", Holds::word, always, "", "see nkdose list formulas", formulas},
    {"body_surface_area.m2", Holds::number, always, "m2", "as it is used"},
    {"body_surface_area.unrounded_m2", Holds::number, always, "m2", "before rounding and cap"},
    {"body_surface_area.source", Holds::text, always, "", "of the formula"},
    {"creatinine_clearance", Holds::object, nullable, "", "null without a creatinine and a measured one"},
    {"creatinine_clearance.formula", Holds::word, always, "", "its name", all_of_them<clearance_formulas>},
    {"creatinine_clearance.ml_per_min", Holds::number, always, "mL/min", "as it is used"},
    {"creatinine_clearance.weight_basis", Holds::word, nullable, "", "of the estimate that is used; null where it was measured", weight_bases},
    {"creatinine_clearance.actual_ml_per_min", Holds::number, nullable, "mL/min", "by the actual weight"},
    {"creatinine_clearance.ideal_ml_per_min", Holds::number, nullable, "mL/min", "by the ideal weight"},
    {"creatinine_clearance.adjusted_ml_per_min", Holds::number, nullable, "mL/min", "by the adjusted weight"},
    {"creatinine_clearance.method", Holds::text, optional, "", "how it was measured"},
    {"creatinine_clearance.measured_on", Holds::date, optional, "", "when"},
    {"lymphodepletion[]", Holds::object, always, "", "a drug each, in the order of the protocol"},
    {"lymphodepletion[].drug", Holds::text, always, "", "its id"},
    {"lymphodepletion[].drug_sha256", Holds::checksum, always, "", "of the drug's file"},
    {"lymphodepletion[].level_mg_per_m2_per_day", Holds::number, nullable, level, "as ordered; null where the order has none"},
    {"lymphodepletion[].allowed_mg_per_m2_per_day[2]", Holds::number, always, level, "the protocol's range"},
    {"lymphodepletion[].allowed_mg_per_day[2]", Holds::number, released, per_day, "the same on this area"},
    {"lymphodepletion[].calculated_mg_per_day", Holds::number, released, per_day, "level x area"},
    {"lymphodepletion[].renal_fraction", Holds::number, nullable, "", "0 where the drug is withheld, null where it is not known"},
    {"lymphodepletion[].adjusted_mg_per_day", Holds::number, released, per_day, "calculated x renal fraction"},
    {"lymphodepletion[].dose_mg_per_day", Holds::number, released, per_day, "the dose of each of the days, rounded"},
    {"lymphodepletion[].deviation_percent", Holds::number, released, "%", "of the dose from the adjusted one"},
    {"lymphodepletion[].days[]", Holds::whole, always, "", "the numbers of the days that are left"},
    {"lymphodepletion[].dates[]", Holds::date, always, "", "their dates"},
    {"lymphodepletion[].course_mg", Holds::number, released, "mg", "all days together, for check only"},
    {"lymphodepletion[].preparation", Holds::object, released_or_missing, "", "null where neither site nor case names a presentation"},
    {"lymphodepletion[].preparation.presentation", Holds::text, always, "", "its id in the drug's file"},
    {"lymphodepletion[].preparation.strength_mg_per_ml", Holds::number, always, "mg/mL", "as it is drawn up"},
    {"lymphodepletion[].preparation.drawn_ml", Holds::number, always, "mL", "each day"},
    {"lymphodepletion[].preparation.vials[]", Holds::object, always, "", "a day each"},
    {"lymphodepletion[].preparation.vials[].date", Holds::date, always, "", "the day"},
    {"lymphodepletion[].preparation.vials[].open[]", Holds::object, always, "", "a vial size each"},
    {"lymphodepletion[].preparation.vials[].open[].content_mg", Holds::number, always, "mg", "in a vial"},
    {"lymphodepletion[].preparation.vials[].open[].count", Holds::whole, always, "", "vials to open"},
    {"lymphodepletion[].preparation.vials[].from_kept_mg", Holds::number, always, "mg", "from vials opened before"},
    {"lymphodepletion[].preparation.vials[].kept_mg", Holds::number, always, "mg", "left for the next day"},
    {"lymphodepletion[].preparation.vials[].discarded_mg", Holds::number, always, "mg", "left and discarded"},
    {"lymphodepletion[].preparation.opened_mg", Holds::number, always, "mg", "on all days"},
    {"lymphodepletion[].preparation.discarded_mg", Holds::number, always, "mg", "on all days"},
    {"lymphodepletion[].preparation.discarded_percent", Holds::number, always, "%", "of what is opened"},
    {"lymphodepletion[].preparation.diluent", Holds::text, nullable, "", "as the site has it"},
    {"lymphodepletion[].preparation.bag_ml", Holds::number, nullable, "mL", "its nominal volume"},
    {"lymphodepletion[].preparation.overfill_ml", Holds::number, nullable, "mL", "that it holds besides"},
    {"lymphodepletion[].preparation.convention", Holds::word, always, "", "whether diluent is taken out first", all_of_them<conventions>},
    {"lymphodepletion[].preparation.final_volume_ml", Holds::number, nullable, "mL", "of the bag with the drug"},
    {"lymphodepletion[].preparation.concentration_mg_per_ml", Holds::number, nullable, "mg/mL", "of the bag with the drug"},
    {"lymphodepletion[].preparation.infusion_min", Holds::number, nullable, "min", "how long it runs"},
    {"lymphodepletion[].preparation.rate_ml_per_h", Holds::number, nullable, "mL/h", "how fast"},
    {"lymphodepletion[].preparation.storage_min", Holds::number, nullable, "min", "from preparation to the end of use"},
    {"lymphodepletion[].preparation.storage_is_unverified", Holds::flag, always, "", "whether its source was not seen"},
    {"lymphodepletion[].preparation.rounding", Holds::object, always, "", "how the dose was rounded"},
    {"lymphodepletion[].preparation.rounding.to", Holds::word, always, "", "by which method", all_of_them<roundings>},
    {"lymphodepletion[].preparation.rounding.kept_within_range", Holds::flag, always, "", "whether it was rounded down at the range's top"},
    {"lymphodepletion[].preparation.rounding.bands", Holds::text, nullable, "", "the id of the band table"},
    {"lymphodepletion[].preparation.rounding.bands_sha256", Holds::checksum, nullable, "", "of its file"},
    {"lymphodepletion[].preparation.rounding.derived", Holds::flag, always, "", "whether the bands are for another strength"},
    {"cells", Holds::object, always, "", "the cell dose"},
    {"cells.product", Holds::text, always, "", "its name"},
    {"cells.level_cells", Holds::number, nullable, "cells", "the assigned level, on this weight"},
    {"cells.allowed_cells[2]", Holds::number, always, "cells", "the protocol's range"},
    {"cells.delivered_cells", Holds::number, released_or_missing, "cells", "by the next infusion; null without certificates"},
    {"cells.deviation_percent", Holds::number, released_or_missing, "%", "of it from the level"},
    {"cells.volume_ml", Holds::number, released_or_missing, "mL", "of the next infusion"},
    {"cells.days[]", Holds::whole, always, "", "the numbers of the infusion days that are left"},
    {"cells.dates[]", Holds::date, always, "", "their dates"},
    {"cells.lots[]", Holds::object, always, "", "a bag each, of every infusion that is left"},
    {"cells.lots[].lot", Holds::text, always, "", "as the certificate has it"},
    {"cells.lots[].bag", Holds::text, nullable, "", "its number"},
    {"cells.lots[].infusion", Holds::whole, released, "", "for which infusion it is thawed"},
    {"cells.lots[].volume_ml", Holds::number, released, "mL", "of it that is given"},
    {"cells.lots[].delivered_cells", Holds::number, released, "cells", "by that volume"},
    {"calendar[]", Holds::object, always, "", "a day's event each, by date"},
    {"calendar[].date", Holds::date, always, "", "the day"},
    {"calendar[].weekday", Holds::word, always, "", "of the date", all_of_them<weekday_names>},
    {"calendar[].day", Holds::whole, always, "", "its number"},
    {"calendar[].kind", Holds::word, always, "", "what the event is", event_kinds},
    {"calendar[].what", Holds::text, always, "", "a drug, \"infusion\", or the id of the protocol's event"},
    {"calendar[].dose_mg", Holds::number, released_or_missing, "mg", "of a drug, on that day"},
    {"calendar[].dose", Holds::text, nullable, "", "such as \"1 of 3\""},
    {"calendar[].text", Holds::text, always, "", "for people"},
    {"calendar[].planned", Holds::date, optional, "", "of the plan, where the date is another"},
    {"calendar[].counted_from", Holds::date, optional, "", "the infusion as given, where it has moved the date"},
    {"calendar[].on_closed_day", Holds::text, optional, "", "why the day is closed on which a visit stays"},
    {"screening", Holds::object, nullable, "", "null without a [screening] table, or without criteria"},
    {"screening.criteria", Holds::object, always, "", "the file of criteria"},
    {"screening.criteria.protocol", Holds::text, always, "", "whose they are"},
    {"screening.criteria.version", Holds::whole, always, "", "of the file"},
    {"screening.criteria.sha256", Holds::checksum, always, "", "of its bytes"},
    {"screening.indication", Holds::text, nullable, "", "as the case has it"},
    {"screening.date", Holds::date, nullable, "", "as the case has it"},
    {"screening.result", Holds::word, always, "", "of all criteria that count", verdicts},
    {"screening.met", Holds::whole, always, "", "criteria"},
    {"screening.not_met", Holds::whole, always, "", "criteria"},
    {"screening.unknown", Holds::whole, always, "", "criteria"},
    {"screening.waived", Holds::whole, always, "", "criteria"},
    {"screening.earliest_day_zero", Holds::object, nullable, "", "that the dates allow; null where nothing has a date"},
    {"screening.earliest_day_zero.date", Holds::date, nullable, "", "null: none within two years"},
    {"screening.earliest_day_zero.decided_by[]", Holds::text, always, "", "ids of criteria"},
    {"screening.earliest_day_zero.last", Holds::date, nullable, "", "before a criterion stands against it again"},
    {"screening.earliest_day_zero.open", Holds::date, nullable, "", "from it on, the next that site, bags and cohort allow"},
    {"screening.rows[]", Holds::object, always, "", "a criterion each"},
    {"screening.rows[].id", Holds::text, always, "", "see nkdose list criteria"},
    {"screening.rows[].kind", Holds::word, always, "", "what it is", criterion_kinds},
    {"screening.rows[].result", Holds::word, always, "", "of the criterion", verdicts},
    {"screening.rows[].counts", Holds::flag, always, "", "whether eligibility depends on it"},
    {"screening.rows[].waived", Holds::flag, always, "", "whether the sponsor has lifted it"},
    {"screening.rows[].text", Holds::text, always, "", "the record's words"},
    {"screening.rows[].tests[]", Holds::object, always, "", "a fact each"},
    {"screening.rows[].tests[].fact", Holds::text, always, "", "its key in [screening]"},
    {"screening.rows[].tests[].value", Holds::text, nullable, "", "as the case has it"},
    {"screening.rows[].tests[].limit", Holds::text, always, "", "that it is held against"},
    {"screening.rows[].tests[].result", Holds::word, always, "", "of the test", verdicts},
    {"screening.rows[].source", Holds::text, always, "", "where the criterion stands"},
    {"screening.ambiguities[]", Holds::object, always, "", "where the record can be read in more than one way"},
    {"screening.ambiguities[].number", Holds::whole, always, "", "its rank"},
    {"screening.ambiguities[].criteria", Holds::text, always, "", "their ids"},
    {"screening.ambiguities[].text", Holds::text, always, "", "what is not clear"},
    {"screening.ambiguities[].reading", Holds::text, always, "", "the reading that is taken"},
    {"findings[]", Holds::object, always, "", "worst first"},
    {"findings[].code", Holds::word, always, "", "see nkdose explain", finding_codes},
    {"findings[].severity", Holds::word, always, "", "one stop refuses the plan", severities},
    {"findings[].subject", Holds::text, nullable, "", "a drug, a question, a day, ..."},
    {"findings[].title", Holds::text, always, "", "what it is about"},
    {"findings[].detail", Holds::text, always, "", "what was found"},
    {"findings[].action", Holds::text, always, "", "what to do"},
    {"findings[].source", Holds::text, always, "", "of the limit"},
    {"findings[].acknowledged", Holds::object, nullable, "", "null where nobody has"},
    {"findings[].acknowledged.by", Holds::text, always, "", "who"},
    {"findings[].acknowledged.reason", Holds::text, always, "", "why"},
    {"assumptions[]", Holds::object, always, "", "of the protocol's file"},
    {"assumptions[].id", Holds::text, always, "", "its name"},
    {"assumptions[].text", Holds::text, always, "", "what is taken for granted"},
    {"assumptions[].source", Holds::text, always, "", "where the record is silent"},
    {"adopted", Holds::object, nullable, "", "the site's signature under the protocol"},
    {"adopted.by", Holds::text, always, "", "who has reviewed it"},
    {"adopted.on", Holds::date, always, "", "when"},
    {"site_is_example", Holds::flag, always, "", "whether its file says so"},
    {"calculated_on", Holds::date, always, "", "the day as of which the plan speaks"},
    {"calculated_on_is_named", Holds::flag, always, "", "otherwise it is the first drug day, because nobody named one"},
    {"cycle", Holds::object, optional, "", "where the protocol has cycles"},
    {"cycle.number", Holds::whole, always, "", "which one this is"},
    {"cycle.most", Holds::whole, always, "", "cycles in all"},
    {"cycle.days", Holds::whole, always, "days", "from one day zero to the next"},
    {"cycle.previous_day_zero", Holds::date, nullable, "", "of the cycle before"},
    {"cycle.source", Holds::text, always, "", "of the rule"},
    {"postponed[]", Holds::object, optional, "", "where the day zero was moved, each time"},
    {"postponed[].from", Holds::date, always, "", "the former day zero"},
    {"postponed[].reason", Holds::text, always, "", "why"},
    {"postponed[].by", Holds::text, always, "", "who has decided it"},
    {"postponed[].on", Holds::date, always, "", "when"},
    {"cohort_sha256", Holds::checksum, optional, "", "of the cohort's file, where --cohort names one"},
};

constexpr OutputField batch_table[] = {
    {"id", Holds::text, nullable, "", "as the case has it"},
    {"status", Holds::word, always, "", "the verdict; error: the row cannot be read", all_of_them<row_statuses>},
    {"bsa_m2", Holds::number, nullable, "m2", "the area as it is used; null in an error row"},
    {"clearance_ml_per_min", Holds::number, nullable, "mL/min", "as it is used"},
    {"renal_fraction", Holds::number, nullable, "", "0 where the drug is withheld"},
    {"*_mg_per_day", Holds::number, released, per_day, "the drug's dose of each of its days"},
    {"*_course_mg", Holds::number, released, "mg", "all its days together, for check only"},
    {"cells", Holds::number, released_or_missing, "cells", "the assigned level, on this weight"},
    {"day_*", Holds::date, nullable, "", "the date of a day of the protocol; null in an error row"},
    {"findings[]", Holds::word, always, "", "codes of warnings, stops and errors", all_codes},
};

constexpr OutputField error_table[] = {
    {"status", Holds::word, always, "", "nothing was computed", all_of_them<error_word>},
    {"findings[]", Holds::object, always, "", "all that is wrong"},
    {"findings[].code", Holds::word, always, "", "see nkdose explain", fault_codes},
    {"findings[].severity", Holds::word, always, "", "an error", all_of_them<error_word>},
    {"findings[].where", Holds::text, always, "", "file:line:column and JSON pointer, or an option"},
    {"findings[].detail", Holds::text, always, "", "what was found"},
    {"findings[].action", Holds::text, always, "", "what to write instead"},
};
// clang-format on

} // namespace

std::span<const OutputField> plan_fields() {
  return plan_table;
}
std::span<const OutputField> batch_fields() {
  return batch_table;
}
std::span<const OutputField> error_fields() {
  return error_table;
}

} // namespace nkdose
