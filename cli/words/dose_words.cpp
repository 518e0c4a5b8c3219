#include "cli/words/dose_words.hpp"

#include "cli/words/preparation_words.hpp"
#include "dosing/text/search.hpp"

namespace nkdose {
namespace {

using namespace fmt::literals;

std::string signed_percent(Decimal percent) {
  const Decimal shown = cut_to(percent, 2);
  return fmt::format("{}{} %", shown > Decimal(0) ? "+" : "", to_text(shown));
}

std::string date_or_unknown(std::optional<Day> day) {
  return day ? iso_date(*day) : "an unknown date";
}

// "2", "2 and 3", "2, 3 and 4".
std::string listed(std::vector<int> numbers) {
  const int last = numbers.back();
  numbers.pop_back();
  return numbers.empty() ? std::to_string(last)
                         : fmt::format("{} and {}", fmt::join(numbers, ", "), last);
}

// No dose, but what was given stays on record.
std::string refused_words(const Plan& plan, std::size_t drug) {
  const bool has_history = any_of(plan.calendar, [&](const Event& event) {
    return event.drug == drug && event.progress == Progress::given;
  });
  return has_history ? "no dose is given any more; on record:" : "no dose is given";
}

// The steps of one drug's calculation.
class DoseSentences {
public:
  DoseSentences(const Plan& plan, std::size_t drug, const Cite& cite)
      : cite_(cite), plan_(plan), index_(drug), rule_(plan.rule.drugs[drug]),
        ordered_(plan.the_case->prescription.drugs[drug]),
        doses_(plan.release.order() ? &plan.release.order()->doses(drug) : nullptr) {}

  std::vector<std::string> steps() && {
    level();
    if (!ordered_.level) return std::move(steps_);
    if (!doses_) {
      renal();
      return std::move(steps_);
    }
    step(fmt::format("{level} mg/m2/day x {area} m2 = {dose} mg daily",
                     "level"_a = shown(*ordered_.level), "area"_a = shown(plan_.surface.used),
                     "dose"_a = shown(doses_->calculated)));
    renal();
    rounding();
    step(fmt::format(
        "allowed {low} to {high} mg/m2/day: {lowest} to {highest} mg daily on this area",
        "low"_a = shown(rule_.range.low), "high"_a = shown(rule_.range.high),
        "lowest"_a = shown(allowed_low(rule_, plan_.surface)),
        "highest"_a = shown(doses_->allowed_high)));
    course();
    return std::move(steps_);
  }

private:
  // Made in its place: GCC 12 takes the move of a short literal for a copy beyond its end.
  template <class Text>
  void step(Text&& text) {
    steps_.emplace_back(std::forward<Text>(text));
  }

  void level() {
    step(fmt::format("ordered level {level}, protocol range {low} to {high} mg/m2/day{cite}",
                     "level"_a = ordered_.level ? shown(*ordered_.level) + " mg/m2/day" : "none",
                     "low"_a = shown(rule_.range.low), "high"_a = shown(rule_.range.high),
                     "cite"_a = cite_(plan_.treatment->protocol.drugs[index_].source)));
  }

  void renal() {
    const std::string cite = rule_.basis == RenalBasis::none
                                 ? std::string()
                                 : cite_(plan_.treatment->drugs[index_].bands_source);
    const std::string adjusted =
        doses_ ? fmt::format(" = {} mg daily", shown(doses_->adjusted)) : "";
    const RenalAdjustment& adjustment = plan_.adjustments[index_];
    if (rule_.basis == RenalBasis::none)
      step("no renal rule in this protocol");
    else if (const auto* by = std::get_if<ReducedByFraction>(&adjustment))
      step(fmt::format("renal reduction: x {fraction}{adjusted}{cite}",
                       "fraction"_a = to_text(by->fraction), "adjusted"_a = adjusted,
                       "cite"_a = cite));
    else if (const auto* to = std::get_if<ReducedToLevel>(&adjustment))
      step(fmt::format("renal reduction: to {level} mg/m2/day{adjusted}{cite}",
                       "level"_a = shown(to->level), "adjusted"_a = adjusted, "cite"_a = cite));
    else if (std::holds_alternative<Withheld>(adjustment))
      step("renal rule: withheld at this clearance" + cite);
    else if (std::holds_alternative<UnknownClearance>(adjustment))
      step("renal rule: cannot be judged without a clearance" + cite);
    else
      step("no renal reduction at this clearance" + cite);
  }

  void rounding() {
    step(fmt::format("{rounded} = {dose} mg daily ({deviation}){cite}",
                     "rounded"_a = rounding_words(plan_, index_), "dose"_a = shown(doses_->rounded),
                     "deviation"_a = signed_percent(doses_->deviation_percent()),
                     "cite"_a = cite_(rounding_source(plan_, index_))));
    if (plan_.surface.capped)
      step(fmt::format("without the cap it would be {} mg daily", shown(doses_->without_cap)));
  }

  void course() {
    const int remaining = ordered_.remaining_doses.value_or(rule_.doses);
    const std::string left = fmt::format("{} x {} mg", remaining, shown(doses_->rounded));
    // Where a day has passed without its dose, "0 mg given" says why the sum is so small.
    const std::string sum = ordered_.given_extremes || remaining != rule_.doses
                                ? fmt::format("{given} mg given and {left} left",
                                              "given"_a = shown(ordered_.given), "left"_a = left)
                                : left;
    step(fmt::format("course total, for check only: {sum} = {course} mg. Never on one day.",
                     "sum"_a = sum, "course"_a = shown(doses_->course)));
  }

  const Cite& cite_;
  std::vector<std::string> steps_;
  const Plan& plan_;
  std::size_t index_;
  const DoseRule& rule_;
  const DrugPrescription& ordered_;
  const DoseSteps* doses_;
};

} // namespace

std::string daily_words(const Plan& plan, std::size_t drug) {
  const Order* order = plan.release.order();
  if (!order) return refused_words(plan, drug);
  bool all_planned = true, some_planned = false;
  for (const Event& event : plan.calendar) {
    if (event.drug != drug) continue;
    all_planned = all_planned && event.progress == Progress::planned;
    some_planned = some_planned || event.progress == Progress::planned;
  }
  const std::string dose = shown(order->doses(drug).rounded);
  if (all_planned) return fmt::format("{} mg daily, once a day on each of these days:", dose);
  if (some_planned) return fmt::format("{} mg daily on the days that are left:", dose);
  return "nothing is left to give:";
}

std::string dose_name(const Event& event) {
  if (event.of == 0) return "off the plan";
  return fmt::format("dose {number} of {of}", "number"_a = event.number, "of"_a = event.of);
}

std::string amount_words(const Plan& plan, const Event& event) {
  const Order* order = plan.release.order();
  if (event.progress == Progress::missed) return "NOT GIVEN";
  if (!order) return "GIVEN";
  if (event.progress == Progress::planned)
    return fmt::format("{} mg", shown(order->doses(*event.drug).rounded));
  return fmt::format("GIVEN {} mg", shown(*event.given));
}

std::string change_words(const Plan& plan, std::size_t drug) {
  const Case& the_case = *plan.the_case;
  const DailyDose left = plan.release.order()->doses(drug).rounded.quantity();
  const auto& extremes = the_case.prescription.drugs[drug].given_extremes;
  if (!extremes || (extremes->first == left && extremes->second == left)) return "";
  std::string given;
  std::vector<int> numbers;
  for (const Event& event : plan.calendar) {
    if (event.drug != drug) continue;
    if (event.progress == Progress::planned) numbers.push_back(event.number);
    if (event.progress == Progress::given)
      given +=
          fmt::format("{}{}: {} mg was given", given.empty() ? "" : ", ",
                      event.number == 0 ? "off the plan" : fmt::format("dose {}", event.number),
                      shown(*event.given));
  }
  if (numbers.empty()) return "";
  const bool is_renal = plan.rule.drugs[drug].basis != RenalBasis::none;
  const std::string measured =
      date_or_unknown(the_case.weight_on) +
      (is_renal ? " and the creatinine of " + date_or_unknown(the_case.creatinine_on) : "");
  return one_or_many(static_cast<int>(numbers.size()),
                     "{given}; dose {doses}: {left} mg, from the weight of {measured}",
                     "{given}; doses {doses}: {left} mg, from the weight of {measured}",
                     "given"_a = given, "doses"_a = listed(numbers), "left"_a = shown(left),
                     "measured"_a = measured);
}

std::vector<std::string> dose_steps(const Plan& plan, std::size_t drug, const Cite& cite) {
  return DoseSentences(plan, drug, cite).steps();
}

} // namespace nkdose
