#include "cli/sheet/plan.hpp"

#include "cli/sheet/calendar.hpp"
#include "cli/sheet/cells.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/sheet/preparation.hpp"
#include "cli/sheet/screening.hpp"
#include "cli/words/calendar_words.hpp"
#include "cli/words/preparation_words.hpp"
#include "cli/words/shown.hpp"
#include "cli/words/verdict_words.hpp"
#include "cli/words/version.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace nkdose {
namespace {

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

// Cut, never rounded, so that text cannot carry a clearance over a limit that it does not reach.
std::string shown_clearance(CreatinineClearance clearance) {
  return to_text(cut_to(clearance.quantity().value(), 1));
}

std::string signed_percent(Decimal percent) {
  const Decimal shown = cut_to(percent, 2);
  return fmt::format("{}{} %", shown > Decimal(0) ? "+" : "", to_text(shown));
}

class PlanText {
public:
  explicit PlanText(const Plan& plan)
      : plan_(plan), case_(*plan.the_case), protocol_(plan.treatment->protocol),
        order_(plan.release.order()) {}

  std::string write() && {
    head();
    daily_doses();
    if (order_) add_preparation(sheet_, plan_);
    add_cells(sheet_, plan_);
    calculation();
    add_screening(sheet_, plan_);
    findings();
    add_assumptions(sheet_, protocol_);
    sheet_.heading("CALENDAR");
    add_calendar(sheet_, plan_.calendar, order_);
    prompts();
    sheet_.heading("SOURCES");
    sheet_.sources();
    signatures();
    add_origin(sheet_, plan_);
    verdict();
    return std::move(sheet_).finish();
  }

private:
  std::string_view drug_name(std::size_t drug) const { return plan_.treatment->drugs[drug].name; }

  void head() {
    sheet_.ends("nkdose plan", upper(to_text(plan_.release.status)));
    sheet_.rule();
    if (plan_.release.status != Status::ready) sheet_.line(verdict_line(plan_.release.status));
    const Patient& patient = case_.patient;
    sheet_.labelled("Patient",
                    fmt::format("{}, {}, {} years on the first drug day",
                                case_.id.empty() ? "NO ID" : case_.id,
                                patient.sex == Sex::female ? "female" : "male", patient.age.years),
                    2, 14);
    sheet_.line(fmt::format("height {} cm, weight {} kg{}", shown(patient.height),
                            shown(patient.weight), measured(patient.weight_age_days, patient)),
                14);
    sheet_.line(
        patient.creatinine
            ? fmt::format("serum creatinine {} umol/L ({} mg/dL){}", shown(*patient.creatinine),
                          to_text(round_half_up(patient.creatinine->value() / 88.4_d, 0.01_d)),
                          measured(patient.creatinine_age_days, patient))
            : "no serum creatinine",
        14);
    safety_answers();
    sheet_.labelled(
        "Protocol",
        fmt::format("{} version {}: {}", protocol_.id.text(), protocol_.version, protocol_.title),
        2, 14);
    sheet_.labelled("Site", plan_.treatment->site.title, 2, 14);
    day_zero();
  }

  void day_zero() {
    const Timeline timeline(protocol_, case_.choices.infusion_list, case_.day_zero, case_.given);
    sheet_.labelled(protocol_.has_day_zero ? "Day 0" : "Day 1", day_zero_words(timeline), 2, 14);
    if (protocol_.cycle)
      sheet_.line(cycle_words(protocol_, &case_) + sheet_.cite(protocol_.cycle->source), 14);
    add_postponed(sheet_, case_, 14);
  }

  static std::string measured(std::optional<int> days, const Patient& patient) {
    if (!days) return ", date of measurement unknown";
    const std::string day = patient.judged_on ? iso_date(Day(std::chrono::days(*patient.judged_on)))
                                              : "the first drug day";
    if (*days == 0) return fmt::format(", measured on {}", day);
    return fmt::format(", measured {} day{} before {}", *days, *days == 1 ? "" : "s", day);
  }

  void safety_answers() {
    constexpr std::string_view words[] = {"UNKNOWN", "no", "YES"};
    std::string answers;
    for (std::size_t i = 0; i < safety_question_ids.size(); ++i) {
      std::string question(safety_question_ids[i]);
      std::replace(question.begin(), question.end(), '_', ' ');
      answers += fmt::format("{}{}: {}", answers.empty() ? "" : "; ", question,
                             words[static_cast<std::size_t>(case_.patient.safety[i])]);
    }
    sheet_.labelled("Safety", answers, 2, 14);
  }

  void daily_doses() {
    sheet_.heading("DAILY DOSES");
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i) {
      if (!order_) {
        no_dose(i);
        continue;
      }
      bool all_planned = true, some_planned = false;
      for (const Event& event : plan_.calendar) {
        if (event.drug != i) continue;
        all_planned = all_planned && event.progress == Progress::planned;
        some_planned = some_planned || event.progress == Progress::planned;
      }
      const std::string dose = fmt::format("{} mg daily", shown(order_->doses(i).rounded));
      sheet_.labelled(drug_name(i),
                      all_planned    ? dose + ", once a day on each of these days:"
                      : some_planned ? dose + " on the days that are left:"
                                     : "nothing is left to give:",
                      2, 22);
      // "Day minus 5, 4 and 3" is for people to misread, so every day has a line of its own.
      for (const Event& event : plan_.calendar)
        if (event.drug == i) dose_line(event, &order_->doses(i));
      if (const std::string words = change_words(i); !words.empty()) step(words);
    }
  }

  // What was given stays on record, without its figure: nothing on a refused sheet can be given.
  void no_dose(std::size_t drug) {
    const auto is_given = [&](const Event& event) {
      return event.drug == drug && event.progress == Progress::given;
    };
    const bool has_history = any_of(plan_.calendar, is_given);
    sheet_.labelled(drug_name(drug),
                    has_history ? "no dose is given any more; on record:" : "no dose is given", 2,
                    22);
    for (const Event& event : plan_.calendar)
      if (is_given(event)) dose_line(event, nullptr);
  }

  // "dose 1: 49 mg was given; doses 2 and 3: 51 mg, from the weight of 2026-12-03", where the doses
  // that are left are not those that were given.
  std::string change_words(std::size_t drug) const {
    const DailyDose left = order_->doses(drug).rounded.quantity();
    const auto& extremes = case_.order.drugs[drug].given_extremes;
    if (!extremes || (extremes->first == left && extremes->second == left)) return "";
    std::string given;
    std::vector<int> numbers;
    for (const Event& event : plan_.calendar) {
      if (event.drug != drug) continue;
      if (event.progress == Progress::planned) numbers.push_back(event.number);
      if (event.progress == Progress::given)
        given +=
            fmt::format("{}{}: {} mg was given", given.empty() ? "" : ", ",
                        event.number == 0 ? "off the plan" : fmt::format("dose {}", event.number),
                        shown(*event.given));
    }
    if (numbers.empty()) return "";
    const bool is_renal = plan_.rule.drugs[drug].basis != RenalBasis::none;
    return fmt::format("{}; dose{} {}: {} mg, from the weight of {}{}", given,
                       numbers.size() == 1 ? "" : "s", listed(numbers), shown(left),
                       date_words(case_.weight_on),
                       is_renal ? " and the creatinine of " + date_words(case_.creatinine_on) : "");
  }
  static std::string date_words(std::optional<Day> day) {
    return day ? iso_date(*day) : "an unknown date";
  }
  // "2", "2 and 3", "2, 3 and 4".
  static std::string listed(std::vector<int> numbers) {
    const int last = numbers.back();
    numbers.pop_back();
    return numbers.empty() ? std::to_string(last)
                           : fmt::format("{} and {}", fmt::join(numbers, ", "), last);
  }

  void dose_line(const Event& event, const DailyDoses* doses) {
    const std::string amount = event.progress == Progress::missed ? "NOT GIVEN"
                               : !doses                           ? "GIVEN"
                               : event.progress == Progress::planned
                                   ? fmt::format("{} mg", shown(doses->rounded))
                                   : fmt::format("GIVEN {} mg", shown(*event.given));
    const std::string number =
        event.of == 0 ? "off the plan" : fmt::format("dose {} of {}", event.number, event.of);
    step(fmt::format("{}   {}   {} {}   {}", number, day_name(event.day), weekday_name(event.date),
                     iso_date(event.date), amount));
  }

  void calculation() {
    sheet_.heading("CALCULATION, STEP BY STEP");
    surface();
    clearance();
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i)
      drug(i);
  }

  void step(std::string_view text) { sheet_.line(text, 22); }

  void surface() {
    const SurfaceSheet& surface = plan_.surface;
    sheet_.labelled("Body surface area",
                    fmt::format("{}: {}, H {} cm, W {} kg = {} m2{}", surface.formula->id,
                                surface.formula->equation, shown(case_.patient.height),
                                shown(case_.patient.weight), shown(surface.unrounded),
                                sheet_.cite(surface.formula->citation)),
                    2, 22);
    const bool rounded = plan_.rule.surface_rounding == SurfaceRounding::hundredth;
    step(fmt::format("{} = {} m2{}", rounded ? "rounded half up to 0.01 m2" : "cut to 0.000001 m2",
                     shown(surface.before_cap), sheet_.cite("site policy (bsa_rounding)")));
    if (surface.capped)
      step(fmt::format("CAPPED by the protocol to {} m2{}", shown(surface.used),
                       sheet_.cite(protocol_.source)));
  }

  void clearance() {
    if (!plan_.clearances) {
      sheet_.labelled("Clearance", "no serum creatinine, no clearance", 2, 22);
      return;
    }
    const Clearances& clearances = *plan_.clearances;
    const Patient& patient = case_.patient;
    sheet_.labelled("Clearance",
                    fmt::format("(140 - {}) x {} kg{} x 88.4 / (72 x {} umol/L) = {} mL/min{}",
                                patient.age.years, shown(patient.weight),
                                patient.sex == Sex::female ? " x 0.85" : "",
                                shown(*patient.creatinine), shown_clearance(clearances.actual()),
                                sheet_.cite("Cockcroft and Gault, Nephron 1976;16:31-41")),
                    2, 22);
    if (clearances.ideal()) other_weights(clearances);
    step(fmt::format("used: {} mL/min on {} weight", shown_clearance(clearances.used),
                     to_text(clearances.basis)));
  }

  void other_weights(const Clearances& clearances) {
    const Patient& patient = case_.patient;
    const IdealWeight ideal = ideal_weight(patient.sex, patient.height);
    const auto kilograms = [](BodyMass mass) { return to_text(cut_to(mass.value(), 2)); };
    step(fmt::format("ideal weight {} kg + 2.3 kg x (H / 2.54 - 60) = {} kg: {} mL/min{}{}",
                     patient.sex == Sex::male ? "50" : "45.5", kilograms(ideal.cut()),
                     shown_clearance(*clearances.ideal()),
                     patient.height < in<Height>(152.4_d) ? "; extrapolated below 152.4 cm" : "",
                     sheet_.cite("Devine; below 152.4 cm (60 inches) it is an extrapolation")));
    step(fmt::format("adjusted weight: ideal and 0.4 x (actual - ideal) = {} kg: {} mL/min",
                     kilograms(adjusted_weight(ideal, patient.weight).cut()),
                     shown_clearance(*clearances.adjusted())));
    if (clearances.actual_below_ideal)
      step("the actual weight is below the ideal one: the other two are not used");
  }

  void drug(std::size_t index) {
    const DoseRule& rule = plan_.rule.drugs[index];
    const auto& level = case_.order.drugs[index].level;
    sheet_.labelled(drug_name(index),
                    fmt::format("ordered level {}, protocol range {} to {} mg/m2/day{}",
                                level ? shown(*level) + " mg/m2/day" : std::string("none"),
                                shown(rule.range.low), shown(rule.range.high),
                                sheet_.cite(protocol_.drugs[index].source)),
                    2, 22);
    if (!level) return;
    if (!order_) {
      renal(index, nullptr);
      return;
    }
    const DailyDoses& doses = order_->doses(index);
    step(fmt::format("{} mg/m2/day x {} m2 = {} mg daily", shown(*level), shown(plan_.surface.used),
                     shown(doses.calculated)));
    renal(index, &doses);
    step(fmt::format("{} = {} mg daily ({}){}", rounding_words(plan_, index), shown(doses.rounded),
                     signed_percent(doses.deviation_percent()),
                     sheet_.cite(rounding_source(plan_, index))));
    if (plan_.surface.capped)
      step(fmt::format("without the cap it would be {} mg daily", shown(doses.without_cap)));
    step(fmt::format("allowed {} to {} mg/m2/day: {} to {} mg daily on this area",
                     shown(rule.range.low), shown(rule.range.high),
                     shown(allowed_low(rule, plan_.surface)), shown(doses.allowed_high)));
    course(index, doses);
  }

  void renal(std::size_t index, const DailyDoses* doses) {
    const DoseRule& rule = plan_.rule.drugs[index];
    const std::string cite = rule.basis == RenalBasis::none
                                 ? std::string()
                                 : sheet_.cite(plan_.treatment->drugs[index].bands_source);
    const std::string adjusted = doses ? fmt::format(" = {} mg daily", shown(doses->adjusted)) : "";
    const RenalAdjustment& adjustment = plan_.adjustments[index];
    if (rule.basis == RenalBasis::none)
      step("no renal rule in this protocol");
    else if (const auto* by = std::get_if<ReducedByFraction>(&adjustment))
      step(fmt::format("renal reduction: x {}{}{}", to_text(by->fraction), adjusted, cite));
    else if (const auto* to = std::get_if<ReducedToLevel>(&adjustment))
      step(fmt::format("renal reduction: to {} mg/m2/day{}{}", shown(to->level), adjusted, cite));
    else if (std::holds_alternative<Withheld>(adjustment))
      step(fmt::format("renal rule: withheld at this clearance{}", cite));
    else if (std::holds_alternative<UnknownClearance>(adjustment))
      step(fmt::format("renal rule: cannot be judged without a clearance{}", cite));
    else
      step(fmt::format("no renal reduction at this clearance{}", cite));
  }

  void course(std::size_t index, const DailyDoses& doses) {
    const DrugOrder& order = case_.order.drugs[index];
    const int planned = plan_.rule.drugs[index].doses;
    const int remaining = order.remaining_doses.value_or(planned);
    const std::string left = fmt::format("{} x {} mg", remaining, shown(doses.rounded));
    // Where a day has passed without its dose, "0 mg given" says why the sum is so small.
    const std::string sum = order.given_extremes || remaining != planned
                                ? fmt::format("{} mg given and {} left", shown(order.given), left)
                                : left;
    step(fmt::format("course total, for check only: {} = {} mg. Never on one day.", sum,
                     shown(doses.course)));
  }

  void findings() {
    sheet_.heading("FINDINGS, WORST FIRST");
    if (plan_.release.findings.empty()) sheet_.line("none");
    add_findings(sheet_, plan_.release.findings, &case_, plan_.treatment,
                 plan_.release.status == Status::refused);
  }

  void prompts() {
    sheet_.heading("TO ASK AND FILL IN: the program cannot know");
    for (const Prompt& prompt : protocol_.prompts)
      sheet_.fill_in(prompt.text + sheet_.cite(prompt.source));
    for (const Drug& drug : plan_.treatment->drugs)
      for (const Prompt& prompt : drug.prompts)
        sheet_.fill_in(prompt.text + sheet_.cite(prompt.source));
  }

  void signatures() {
    sheet_.heading("SIGNATURES (name, date, time)");
    for (const std::string_view who : {"Prescriber", "Prepared by", "Checked by"})
      sheet_.fill_in(who);
  }

  void verdict() {
    sheet_.blank();
    sheet_.rule();
    sheet_.line(verdict_line(plan_.release.status), 0);
  }

  const Plan& plan_;
  const Case& case_;
  const Protocol& protocol_;
  const Order* order_;
  TextSheet sheet_;
};

} // namespace

void add_origin(TextSheet& sheet, const Plan& plan) {
  const Protocol& protocol = plan.treatment->protocol;
  const Case& the_case = *plan.the_case;
  sheet.heading("MADE BY");
  sheet.labelled("nkdose", std::string(program_version()), 2, 30);
  const auto line = [&](std::string_view label, std::string_view sha256) {
    sheet.labelled(label, sha256, 2, 30);
  };
  line(fmt::format("protocol {} {}", protocol.id.text(), protocol.version), protocol.sha256);
  line(fmt::format("site {}", plan.treatment->site.id.text()), plan.treatment->site.sha256);
  for (const Drug& drug : plan.treatment->drugs)
    line(fmt::format("drug {}", drug.id.text()), drug.sha256);
  for (const BandTable& table : plan.treatment->band_tables)
    line(fmt::format("bands {}", table.id.text()), table.sha256);
  if (const auto& criteria = plan.treatment->criteria)
    line(fmt::format("criteria {}", criteria->version), criteria->sha256);
  line("case", the_case.sha256);
  for (const std::string& override_text : the_case.overrides)
    sheet.labelled("overridden", override_text, 2, 30);
}

std::string plan_text(const Plan& plan) {
  return PlanText(plan).write();
}

} // namespace nkdose
