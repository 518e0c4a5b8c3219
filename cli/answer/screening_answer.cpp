#include "cli/answer/screening_answer.hpp"

#include "dosing/text/search.hpp"

namespace nkdose {

CriteriaCounts counts_of(const Screening& screening) {
  CriteriaCounts counts;
  for (const CriterionResult& result : screening.results) {
    if (!result.counts()) continue;
    const bool is_waived = result.is_waived && result.verdict != Verdict::met;
    int& one = is_waived                            ? counts.waived
               : result.verdict == Verdict::met     ? counts.met
               : result.verdict == Verdict::unknown ? counts.unknown
                                                    : counts.not_met;
    ++one;
  }
  return counts;
}

std::vector<ReleasedFinding> eligibility_findings(const Plan& plan) {
  std::vector<ReleasedFinding> findings;
  for (const ReleasedFinding& one : plan.release.findings)
    if (one.finding.code.text().front() == 'E') findings.push_back(one);
  return findings;
}

bool matters(const Ambiguity& ambiguity, const Screening& screening) {
  return all_of(ambiguity.criteria, [&](std::size_t place) {
    return screening.criteria->concerns(screening.criteria->criteria[place],
                                        screening.facts.indication);
  });
}

} // namespace nkdose
