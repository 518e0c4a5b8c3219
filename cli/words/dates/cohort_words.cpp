#include "cli/words/dates/cohort_words.hpp"

#include "cli/words/shown.hpp"

namespace nkdose {

using namespace fmt::literals;

namespace {

// What a patient's window has come to.
std::string counting_words(const PatientStatus& one) {
  const CohortPatient& patient = *one.patient;
  switch (one.counting) {
  case Counting::undated:
    return patient.toxicity_on     ? "toxicity on " + weekday_date(*patient.toxicity_on)
           : !patient.is_evaluable ? "not evaluable: " + patient.reason
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
    return "TOXICITY on " + weekday_date(*patient.toxicity_on);
  }
  return "";
}

// What a level has to do with those beside it.
std::string_view words_of_other_levels(const LevelStatus& level) {
  switch (level.says->action) {
  case EscalationAction::escalate:
    return level.is_returned_to ? "; but the level above has led back here: the next patients come "
                                  "here first"
           : level.is_highest   ? "; no higher level is stated"
                                : "";
  case EscalationAction::stay:
  case EscalationAction::maximum:
    return level.is_stopped_above ? "; the level above was stopped and is not used again" : "";
  case EscalationAction::de_escalate:
  case EscalationAction::eliminate:
    return level.is_lowest ? "; no lower level is stated" : "";
  }
  return "";
}

} // namespace

std::string window_words(const TimedRule& window) {
  const bool is_last = window.anchor == Anchor::last_infusion;
  if (window.months != 0)
    return is_last
               ? fmt::format("{} calendar months from the last infusion, the last of them inside",
                             window.months)
               : fmt::format("{} calendar months from the first infusion, the last of them "
                             "inside",
                             window.months);
  return is_last
             ? fmt::format("{} days from the last infusion, the last of them inside", window.days)
             : fmt::format("{} days from the first infusion, the last of them inside", window.days);
}

std::string stagger_words(const Stagger& stagger) {
  return stagger.applies_to == StaggerScope::first
             ? fmt::format("{} days from the first infusion of the first patient of a level",
                           stagger.days)
             : fmt::format("{} days from the first infusion of the patient before, at a level",
                           stagger.days);
}

std::string saying(const LevelStatus& level, const EscalationDesign& design) {
  const std::string counts = fmt::format("{toxicities} of {seen} seen with a toxicity",
                                         "toxicities"_a = level.toxicities, "seen"_a = level.seen);
  const std::string_view no_other = words_of_other_levels(level);
  const std::string_view action = design.words_of(level.says->action);
  if (!level.says->early)
    return fmt::format("{counts}: {action}{no_other}", "counts"_a = counts, "action"_a = action,
                       "no_other"_a = no_other);
  return fmt::format("{counts}, and whatever becomes of the others up to {patients} patients, at "
                     "least: {action}",
                     "counts"_a = counts, "patients"_a = level.full_at, "action"_a = action);
}

std::string silence(const LevelStatus& level) {
  if (level.says) return "";
  if (level.is_stopped_below) return "the table has stopped a level below: nobody here";
  if (level.is_stopped_above && level.treated > 0 && level.seen == level.full_at)
    return "the level above was stopped, and the table has no row for more patients here";
  if (level.full_at == 0) return fmt::format("the table ends before {} patients", level.treated);
  if (level.treated < level.full_at)
    return one_or_many(level.treated,
                       "the table speaks of {patients} patients, {treated} was treated so far",
                       "the table speaks of {patients} patients, {treated} were treated so far",
                       "patients"_a = level.full_at, "treated"_a = level.treated);
  return "the table speaks when every window has closed and every outcome is stated";
}

std::string window_of_patient_words(const PatientStatus& one) {
  return fmt::format("infused {infused}; window to {window_end}; {counting}",
                     "infused"_a = weekday_date(one.patient->first_infusion),
                     "window_end"_a = weekday_date(one.window_end),
                     "counting"_a = counting_words(one));
}

std::string next_words(const LevelStatus& level) {
  const std::string next =
      fmt::format("another patient here not before {}", weekday_date(*level.next_from));
  if (!level.is_full()) return next + ", by the stagger";
  return level.says ? next : next + ", and only if the table then says so";
}

} // namespace nkdose
