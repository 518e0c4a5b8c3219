#include "cli/sheet/screening.hpp"

#include "cli/answer/screening_answer.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/words/criteria_words.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::size_t first_column = 14;

class ScreeningText {
public:
  explicit ScreeningText(const Plan& plan)
      : plan_(plan), screening_(*plan.screening), criteria_(*plan.screening->criteria) {}

  std::string write() && {
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
    sheet_.sources();
    return std::move(sheet_).finish();
  }

private:
  void head() {
    const Case& the_case = *plan_.the_case;
    sheet_.ends(fmt::format("nkdose screen  {} criteria version {}", criteria_.protocol.text(),
                            criteria_.version),
                screening_.verdict() == Verdict::met       ? "MET"
                : screening_.verdict() == Verdict::not_met ? "NOT MET"
                                                           : "UNKNOWN");
    sheet_.rule();
    sheet_.labelled("Patient", the_case.id.empty() ? "NO ID" : the_case.id, 2, first_column);
    sheet_.labelled("Indication", indication_words(screening_), 2, first_column);
    sheet_.labelled("Screening",
                    screening_.facts.date ? iso_date(*screening_.facts.date) : "no date", 2,
                    first_column);
    sheet_.labelled("Day zero",
                    fmt::format("{} {}, first drug day {} {}", weekday_name(the_case.day_zero),
                                iso_date(the_case.day_zero),
                                weekday_name(screening_.dates.first_drug_day),
                                iso_date(screening_.dates.first_drug_day)),
                    2, first_column);
    if (screening_.earliest) sheet_.line(earliest_words(*screening_.earliest), first_column);
    sheet_.labelled("Criteria", count_words(screening_), 2, first_column);
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
    sheet_.labelled(criterion.id,
                    fmt::format("{}{}{}{}{}", verdict,
                                criterion.kind == CriterionKind::exclusion ? "exclusion: " : "",
                                criterion.text, sheet_.cite(criterion.source),
                                result.is_waived ? " (waived)" : ""),
                    2, first_column);
    // Only the tests that the verdict comes from; JSON has them all.
    for (const Judgement& judgement : result.judgements) {
      if ((judgement.verdict == Verdict::met) != (result.verdict == Verdict::met)) continue;
      const Fact& fact = criteria_.facts[judgement.test->fact];
      sheet_.line(fmt::format("{}: {}; {}; {}", fact.id,
                              value_words(screening_.facts.values[judgement.test->fact], fact),
                              limit_words(judgement, criteria_), to_text(judgement.verdict)),
                  first_column + 2);
    }
  }

  void ambiguities() {
    const auto matters_here = [&](const Ambiguity& one) { return matters(one, screening_); };
    if (!any_of(criteria_.ambiguities, matters_here)) return;
    sheet_.heading("WHERE THE RECORD CAN BE READ IN MORE THAN ONE WAY");
    for (const Ambiguity& ambiguity : criteria_.ambiguities)
      if (matters(ambiguity, screening_)) {
        sheet_.line(fmt::format("{}: {}", ids_of(ambiguity, criteria_), ambiguity.text));
        sheet_.line("read as: " + ambiguity.reading + sheet_.cite(ambiguity.source), 4);
      }
  }

  const Plan& plan_;
  const Screening& screening_;
  const Criteria& criteria_;
  TextSheet sheet_;
};

} // namespace

void add_screening(TextSheet& sheet, const Plan& plan) {
  if (!plan.screening) return;
  const Screening& screening = *plan.screening;
  sheet.heading("SCREENING");
  sheet.labelled("Indication", indication_words(screening), 2, first_column);
  sheet.labelled("Criteria", count_words(screening) + "; nkdose screen lists them", 2,
                 first_column);
  if (screening.earliest)
    sheet.labelled("Day zero", earliest_words(*screening.earliest), 2, first_column);
}

std::string screening_text(const Plan& plan) {
  return ScreeningText(plan).write();
}

} // namespace nkdose
