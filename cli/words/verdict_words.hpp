// Verdicts: what a plan or a verification comes to, and how each ordered dose compares.
#pragma once

#include "schedule/verify/verification_review.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace nkdose {

/// "DRAFT: not an order. ...": at the top and at the bottom of a sheet.
std::string_view verdict_line(Status status);

/// "READY TO CHECK, 1 acknowledged, 1 waived": the first line of a plan. For programs a plan that
/// is ready to check has the status `ready`.
std::string status_title(const Release& release);

/// "AGREES", "TO BE READ": the verdict of a verification in as few words as it takes.
std::string_view verdict_title(const Verification& verification);
/// The same in a sentence, and what to do.
std::string_view verdict_line(const Verification& verification);

/// A text of the order in quotes, and what of it differs or is not understood, each in quotes.
std::vector<std::string> text_remarks(const ComparedText& text);

/// How one thing compares; in capitals where somebody must act.
std::string_view match_word(Match match);
/// What else is to be said of an ordered dose, a sentence each: what it looks like, and how its
/// level, volume and vials compare.
std::vector<std::string> dose_remarks(const OrderComparison& comparison, const ComparedDose& row);

} // namespace nkdose
