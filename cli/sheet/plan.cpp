#include "cli/sheet/plan.hpp"

#include "cli/outcome/version.hpp"
#include "cli/sheet/calendar.hpp"
#include "cli/sheet/cells.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/sheet/screening.hpp"
#include "cli/words/calendar_words.hpp"
#include "cli/words/dose_words.hpp"
#include "cli/words/measurement_words.hpp"
#include "cli/words/origin_words.hpp"
#include "cli/words/preparation_words.hpp"
#include "cli/words/verdict_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

using namespace fmt::literals;

class PlanPage {
public:
  explicit PlanPage(const Plan& plan)
      : plan_(plan), case_(*plan.the_case), protocol_(plan.treatment->protocol) {}

  Sheet write() && {
    head();
    findings();
    daily_doses();
    if (plan_.release.order()) preparation();
    add_cells(sheet_, plan_);
    calculation();
    add_screening(sheet_, plan_);
    add_standing(sheet_, plan_);
    add_assumptions(sheet_, protocol_);
    sheet_.heading("CALENDAR");
    add_calendar(sheet_, plan_.calendar, plan_.release.order());
    prompts();
    sheet_.heading("SOURCES");
    sheet_.add(block::Sources{});
    signatures();
    add_origin(sheet_, plan_);
    sheet_.add(block::Closing{verdict_of(plan_.release.status)});
    return std::move(sheet_);
  }

private:
  std::string_view drug_name(std::size_t drug) const { return plan_.treatment->drugs[drug].name; }

  void head() {
    sheet_.add(block::Title{"nkdose plan", status_title(plan_.release)});
    if (plan_.release.status != Status::ready) sheet_.add(verdict_of(plan_.release.status));
    const Patient& patient = case_.patient;
    sheet_.row("Patient",
               fmt::format("{id}, {sex}, {age} years on the first drug day{enrolment}",
                           "id"_a = case_.id.empty() ? "NO ID" : case_.id,
                           "sex"_a = sex_word(patient.sex), "age"_a = patient.age.years,
                           "enrolment"_a = enrolment_words(case_)),
               Depth::fact);
    sheet_.line(body_words(patient), Depth::fact);
    if (patient.confirmed) sheet_.line(confirmation_words(case_), Depth::fact);
    sheet_.line(creatinine_words(patient), Depth::fact);
    if (patient.measured_clearance) sheet_.line(clearance_words(case_), Depth::fact);
    sheet_.row("Safety", safety_words(patient), Depth::fact);
    sheet_.row("Protocol",
               fmt::format("{id} version {version}: {title}", "id"_a = protocol_.id.text(),
                           "version"_a = protocol_.version, "title"_a = protocol_.title),
               Depth::fact);
    sheet_.line(adoption_words(*plan_.treatment), Depth::fact);
    sheet_.row("Site", site_words(plan_.treatment->site), Depth::fact);
    if (!case_.screening)
      sheet_.row("Eligibility", "not judged here: the case has no [screening] table", Depth::fact);
    day_zero();
    sheet_.row("As of", as_of_words(case_), Depth::fact);
  }

  void day_zero() {
    const Timeline timeline = timeline_of(protocol_, case_);
    sheet_.row(protocol_.has_day_zero ? "Day 0" : "Day 1", day_zero_words(timeline), Depth::fact);
    if (protocol_.cycle)
      sheet_.line(cycle_words(protocol_, &case_) + sheet_.cite(protocol_.cycle->source),
                  Depth::fact);
    add_postponed(sheet_, case_, Depth::fact);
  }

  void daily_doses() {
    sheet_.heading("DAILY DOSES");
    if (plan_.release.order()) sheet_.line(rounding_words(plan_));
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i) {
      sheet_.row(drug_name(i), daily_words(plan_, i), Depth::step);
      // "Day minus 5, 4 and 3" is for people to misread, so every day has a line of its own.
      for (const Event& event : plan_.calendar)
        if (event.drug == i && (plan_.release.order() || event.progress == Progress::given))
          dose(event);
      if (!plan_.release.order()) continue;
      if (const std::string words = change_words(plan_, i); !words.empty())
        sheet_.line(words, Depth::step);
    }
  }

  void dose(const Event& event) {
    sheet_.add(block::Dose{dose_name(event), day_name(event.day), weekday_date(event.date),
                           amount_words(plan_, event)});
  }

  void preparation() {
    bool is_first = true;
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i) {
      const auto steps = preparation_steps(plan_, i, sheet_.citer());
      if (steps.empty()) continue;
      if (is_first) sheet_.heading("PREPARATION, EACH LISTED DAY");
      is_first = false;
      sheet_.steps(drug_name(i), steps);
    }
  }

  void calculation() {
    const Cite cite = sheet_.citer();
    sheet_.heading("CALCULATION, STEP BY STEP");
    sheet_.steps("Body surface area", surface_steps(plan_, cite));
    sheet_.steps("Clearance", clearance_steps(plan_, cite));
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i)
      sheet_.steps(drug_name(i), dose_steps(plan_, i, cite));
  }

  void findings() {
    sheet_.heading("FINDINGS, WORST FIRST");
    add_findings(sheet_, plan_.release.findings, &case_, plan_.treatment,
                 plan_.release.status == Status::refused);
    sheet_.line("nothing else");
  }

  void prompts() {
    sheet_.heading("TO ASK AND FILL IN: the program cannot know");
    for (const Prompt& prompt : protocol_.prompts)
      sheet_.add(block::FillIn{prompt.text + sheet_.cite(prompt.source)});
    for (const Drug& drug : plan_.treatment->drugs)
      for (const Prompt& prompt : drug.prompts)
        sheet_.add(block::FillIn{prompt.text + sheet_.cite(prompt.source)});
  }

  void signatures() {
    sheet_.heading("SIGNATURES (name, date, time)");
    for (const std::string_view who : {"Prescriber", "Prepared by", "Checked by"})
      sheet_.add(block::FillIn{std::string(who)});
  }

  const Plan& plan_;
  const Case& case_;
  const Protocol& protocol_;
  const Order* order_;
  Sheet sheet_;
};

} // namespace

void add_origin(Sheet& sheet, const Plan& plan) {
  const Protocol& protocol = plan.treatment->protocol;
  const Case& the_case = *plan.the_case;
  sheet.heading("MADE BY");
  sheet.row("nkdose", std::string(program_version()), Depth::checksum);
  const auto line = [&](std::string_view label, std::string_view sha256) {
    sheet.row(label, sha256, Depth::checksum);
  };
  line(fmt::format("protocol {} {}", protocol.id.text(), protocol.version), protocol.sha256);
  line(fmt::format("site {}", plan.treatment->site.id.text()), plan.treatment->site.sha256);
  for (const Drug& drug : plan.treatment->drugs)
    line(fmt::format("drug {}", drug.id.text()), drug.sha256);
  for (const BandTable& table : plan.treatment->band_tables)
    line(fmt::format("bands {}", table.id.text()), table.sha256);
  if (const auto& criteria = plan.treatment->criteria)
    line(fmt::format("criteria {}", criteria->version), criteria->sha256);
  if (the_case.cohort) line("cohort", the_case.cohort->sha256);
  line("case", the_case.sha256);
  for (const std::string& override_text : the_case.overrides)
    sheet.row("overridden", override_text, Depth::checksum);
}

Sheet plan_sheet(const Plan& plan) {
  return PlanPage(plan).write();
}

} // namespace nkdose
