// The commands: options and a case in, a text and an exit code out. Each throws Invalid or Broken.
#pragma once

#include "cli/options/options.hpp"
#include "cli/outcome/failure.hpp"
#include "cli/outcome/reply.hpp"
#include "schedule/criteria/criteria.hpp"
#include "schedule/plan/release.hpp"

#include <iosfwd>

namespace nkdose {

Reply answer_plan(const Options& options, std::istream& in);
Reply answer_cells(const Options& options, std::istream& in);
Reply answer_screen(const Options& options, std::istream& in);
Reply answer_verify(const Options& options, std::istream& in);
Reply answer_cds(const Options& options, std::istream& in);
Reply answer_calendar(const Options& options, std::istream& in);
Reply answer_cohort(const Options& options);
/// Rows in, rows out, as they come; messages to `err`.
int answer_batch(const Options& options, std::istream& in, std::ostream& out, std::ostream& err);
Reply answer_area(const Options& options);
Reply answer_clearance(const Options& options);
Reply answer_list(const Options& options);
Reply answer_explain(const Options& options);
Reply answer_schema(const Options& options);
Reply answer_check(const Options& options);
Reply answer_completion(const Options& options);
Reply answer_man();

/// The criteria of the protocol that the command line names; f01's where it names none.
Criteria criteria_of(const Options& options);

/// Findings of an answer without a case, worst first: there is nobody to acknowledge them.
std::vector<ReleasedFinding> unacknowledged(const Findings& findings);
int exit_code_of(const std::vector<ReleasedFinding>& findings);

/// A problem with the command line itself.
Problem usage(std::string detail, std::string action);

} // namespace nkdose
