#include "cli/words/cohort_words.hpp"

#include <fmt/format.h>

namespace nkdose {

std::string dated(Day day) {
  return fmt::format("{} {}", weekday_name(day), iso_date(day));
}

std::string window_words(const TimedRule& window) {
  return fmt::format("{} {} from the {} infusion, the last of them inside",
                     window.months != 0 ? window.months : window.days,
                     window.months != 0 ? "calendar months" : "days",
                     window.anchor == Anchor::last_infusion ? "last" : "first");
}

std::string stagger_words(const Stagger& stagger) {
  return fmt::format("{} days from the first infusion of {}", stagger.days,
                     stagger.applies_to == StaggerScope::first ? "the first patient of a level"
                                                               : "the patient before, at a level");
}

std::string counting_words(const PatientStatus& one) {
  const CohortPatient& patient = *one.patient;
  switch (one.counting) {
  case Counting::undated:
    return patient.toxicity_on                        ? "toxicity on " + dated(*patient.toxicity_on)
           : !patient.is_evaluable                    ? "not evaluable: " + patient.reason
           : patient.outcome == ToxicityOutcome::none ? "no toxicity stated"
                                                      : "no outcome stated";
  case Counting::to_come:
    return "to come, not counted";
  case Counting::not_evaluable:
    return "not evaluable: " + patient.reason;
  case Counting::open:
    return "window open";
  case Counting::unstated:
    return "window closed, NO OUTCOME STATED";
  case Counting::no_toxicity:
    return "window closed, no toxicity";
  case Counting::toxicity:
    return "TOXICITY on " + dated(*patient.toxicity_on);
  }
  return "";
}

std::string saying(const LevelStatus& level, const EscalationDesign& design) {
  const std::string counts =
      fmt::format("{} of {} seen with a toxicity", level.toxicities, level.seen);
  const std::string_view no_other =
      level.says->action == EscalationAction::escalate && level.is_highest
          ? "; no higher level is stated"
      : level.says->action == EscalationAction::de_escalate && level.is_lowest
          ? "; no lower level is stated"
          : "";
  if (!level.says->early)
    return fmt::format("{}: {}{}", counts, design.words_of(level.says->action), no_other);
  return fmt::format("{}, and whatever becomes of the others up to {} patients, at least: {}",
                     counts, level.full_at, design.words_of(level.says->action));
}

std::string silence(const LevelStatus& level) {
  if (level.says) return "";
  if (level.is_stopped_below) return "the table has stopped a level below: nobody here";
  if (level.full_at == 0) return fmt::format("the table ends before {} patients", level.treated);
  if (level.treated < level.full_at)
    return fmt::format("the table speaks of {} patients, {} {} so far", level.full_at,
                       level.treated, level.treated == 1 ? "was treated" : "were treated");
  return "the table speaks when every window has closed and every outcome is stated";
}

} // namespace nkdose
