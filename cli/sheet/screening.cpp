#include "cli/sheet/screening.hpp"

#include "cli/answer/screening_answer.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/words/criteria_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

class ScreeningPage {
public:
  explicit ScreeningPage(const Plan& plan)
      : plan_(plan), screening_(*plan.screening), criteria_(*plan.screening->criteria) {}

  Sheet write() && {
    head();
    const auto of = [](Verdict verdict) {
      return [verdict](const CriterionResult& result) {
        return result.counts() && result.verdict == verdict;
      };
    };
    part("NOT MET (of an exclusion: it applies)", of(Verdict::not_met));
    part("UNKNOWN: nothing is met that is not known", of(Verdict::unknown));
    part("MET (of an exclusion: it does not apply)", of(Verdict::met));
    part("PARTS OF OTHER CRITERIA, DEFINITIONS, DOSES",
         [](const CriterionResult& result) { return !result.counts(); });
    ambiguities();
    sheet_.heading("FINDINGS OF SCREENING");
    const auto findings = eligibility_findings(plan_);
    if (findings.empty()) sheet_.line("none");
    add_findings(sheet_, findings, plan_.the_case, plan_.treatment, false);
    sheet_.heading("SOURCES");
    sheet_.add(block::Sources{});
    return std::move(sheet_);
  }

private:
  void head() {
    const Case& the_case = *plan_.the_case;
    sheet_.add(block::Title{fmt::format("nkdose screen  {} criteria version {}",
                                        criteria_.protocol.text(), criteria_.version),
                            screening_.verdict() == Verdict::met       ? "MET"
                            : screening_.verdict() == Verdict::not_met ? "NOT MET"
                                                                       : "UNKNOWN"});
    sheet_.row("Patient", the_case.id.empty() ? "NO ID" : the_case.id, Depth::fact);
    sheet_.row("Indication", indication_words(screening_), Depth::fact);
    sheet_.row("Screening", screening_.facts.date ? iso_date(*screening_.facts.date) : "no date",
               Depth::fact);
    sheet_.row("Day zero",
               fmt::format("{} {}, first drug day {} {}", weekday_name(the_case.day_zero),
                           iso_date(the_case.day_zero),
                           weekday_name(screening_.dates.first_drug_day),
                           iso_date(screening_.dates.first_drug_day)),
               Depth::fact);
    if (screening_.earliest) sheet_.line(earliest_words(*screening_.earliest), Depth::fact);
    sheet_.row("Criteria", count_words(screening_), Depth::fact);
    add_overrides(sheet_, the_case);
  }

  template <class Test>
  void part(std::string_view heading, Test belongs) {
    if (!any_of(screening_.results, belongs)) return;
    sheet_.heading(heading);
    for (const CriterionResult& result : screening_.results)
      if (belongs(result)) row(result);
  }

  void row(const CriterionResult& result) {
    const Criterion& criterion = *result.criterion;
    const std::string verdict = result.counts() ? "" : fmt::format("{}: ", to_text(result.verdict));
    sheet_.row(criterion.id,
               fmt::format("{}{}{}{}{}", verdict,
                           criterion.kind == CriterionKind::exclusion ? "exclusion: " : "",
                           criterion.text, sheet_.cite(criterion.source),
                           result.is_waived ? " (waived)" : ""),
               Depth::fact);
    // Only the tests that the verdict comes from; JSON has them all.
    for (const Judgement& judgement : result.judgements) {
      if ((judgement.verdict == Verdict::met) != (result.verdict == Verdict::met)) continue;
      const Fact& fact = criteria_.facts[judgement.test->fact];
      sheet_.line(fmt::format("{}: {}; {}; {}", fact.id,
                              value_words(screening_.facts.values[judgement.test->fact], fact),
                              limit_words(judgement, criteria_), to_text(judgement.verdict)),
                  Depth::under_fact);
    }
  }

  void ambiguities() {
    const auto matters_here = [&](const Ambiguity& one) { return matters(one, screening_); };
    if (!any_of(criteria_.ambiguities, matters_here)) return;
    sheet_.heading("WHERE THE RECORD CAN BE READ IN MORE THAN ONE WAY");
    for (const Ambiguity& ambiguity : criteria_.ambiguities)
      if (matters(ambiguity, screening_)) {
        sheet_.line(fmt::format("{}: {}", ids_of(ambiguity, criteria_), ambiguity.text));
        sheet_.line("read as: " + ambiguity.reading + sheet_.cite(ambiguity.source),
                    Depth::under_line);
      }
  }

  const Plan& plan_;
  const Screening& screening_;
  const Criteria& criteria_;
  Sheet sheet_;
};

} // namespace

void add_screening(Sheet& sheet, const Plan& plan) {
  if (!plan.screening) return;
  const Screening& screening = *plan.screening;
  sheet.heading("SCREENING");
  sheet.row("Indication", indication_words(screening), Depth::fact);
  sheet.row("Criteria", count_words(screening) + "; nkdose screen lists them", Depth::fact);
  if (screening.earliest) sheet.row("Day zero", earliest_words(*screening.earliest), Depth::fact);
}

Sheet screening_sheet(const Plan& plan) {
  return ScreeningPage(plan).write();
}

} // namespace nkdose
