// What the commands on a case share: the case from its file or from standard input, admitted.
#pragma once

#include "cli/admit/case_answers.hpp"
#include "cli/options/options.hpp"

#include <iosfwd>

namespace nkdose {

/// The case that the command line names, as it is changed by it. Throws Invalid or Broken.
Admission admitted_case(const Options& options, std::istream& in);

/// `answer` gets the plan of the case while everything that it points at is alive.
template <class Answer>
Reply on_plan(const Options& options, std::istream& in, Answer answer) {
  return answer_on_plan(admitted_case(options, in), answer);
}

/// The calendar file of a plan. Throws Invalid where there can be none.
std::string ics_of(const Plan& plan, const Options& options);

} // namespace nkdose
