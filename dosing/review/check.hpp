// What a review is made of: a table of checks, and what each of them may look at.
#pragma once

#include "dosing/review/finding.hpp"
#include "dosing/worksheet.hpp"

namespace nkdose {

/// What the sponsor has waived: the protocol's limits on age and on clearance, nothing else.
struct WaivedLimits {
  bool age = false;
  bool clearance = false;
};

/// All that a dose check may look at.
struct DoseContext {
  const Patient& patient;
  const Prescription& prescription;
  const TreatmentRule& rule;
  const Worksheet& sheet;
  WaivedLimits waived;
};

/// What a check is about. One about something that a case does not have has nothing to say, and is
/// not asked: a batch of a million asks each of them a million times.
enum class Topic : unsigned {
  patient = 1,           ///< the patient, the order, its dates: every case has them
  treatment = 2,         ///< protocol, site and drugs alone: likewise
  preparation = 4,       ///< a named presentation
  bags = 8,              ///< certificates
  given = 16,            ///< what was given
  screening = 32,        ///< facts of screening
  reduction = 64,        ///< a renal rule that leaves less than the full level
  level_off_range = 128, ///< a level that is missing or outside the protocol's range
  much_rounded = 256,    ///< a dose that rounding carries beyond one of the policy's limits
  off_bands = 512,       ///< a dose outside its band table
  dose_off_range = 1024, ///< a dose above the range's top on its area, or an area above any ceiling
  left_aside = 2048,     ///< what the case was made of has more than it was made from
};
/// Several of them.
class Topics {
public:
  constexpr void add(Topic about, bool is_there = true) {
    if (is_there) bits_ |= static_cast<unsigned>(about);
  }
  constexpr bool holds(Topic about) const { return (bits_ & static_cast<unsigned>(about)) != 0; }
  friend constexpr bool operator==(Topics, Topics) = default;

private:
  unsigned bits_ = static_cast<unsigned>(Topic::patient) | static_cast<unsigned>(Topic::treatment);
};

/// One row of the review: what it is called and what it looks for.
struct DoseCheck {
  FindingText text;
  void (*look)(const DoseContext&, const FindingText&, Findings&);
  Topic about = Topic::patient;
};

/// Whether a check is asked. An info is never raised to anything worse.
template <class Check>
constexpr bool is_asked(const Check& check, Topics present, const Findings& findings) {
  return present.holds(check.about) && findings.takes(check.text.severity);
}

/// Asks the checks of a table, in its order. The table is a constant of the compiler's, which can
/// make one function of it: most checks are a comparison or two, less than a call.
template <const auto& table, class Context>
void ask(const Context& context, Topics present, Findings& findings) {
  const auto ask_one = [&](const auto& check) {
    if (is_asked(check, present, findings)) check.look(context, check.text, findings);
  };
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (ask_one(table[I]), ...);
  }
  (std::make_index_sequence<std::size(table)>());
}

/// What the checks of a case can be about, found out once for all of them.
Topics topics_of(const DoseContext& context);

/// A finding of a row, with the row's own severity unless another is named.
Finding finding_of(const FindingText& row, Name subject = {}, std::array<Figure, 4> figures = {},
                   int variant = 0);
Finding info_of(const FindingText& row, Name subject, std::array<Figure, 4> figures, int variant);

/// Above the largest area that a dose is planned for.
constexpr BodySurface ceiling_area = in<BodySurface>(2.8_d);

/// Calls look(rule, sheet, level) for every drug that has a level.
template <class Look>
void each_level(const DoseContext& context, Look look) {
  for (std::size_t i = 0; i < context.rule.drug_count; ++i)
    if (const auto& sheet = context.sheet.drugs[i]; sheet.level)
      look(context.rule.drugs[i], sheet, *sheet.level);
}

/// Calls look(rule, sheet, doses) for every drug that has a dose.
template <class Look>
void each_dose(const DoseContext& context, Look look) {
  each_level(context, [&](const DoseRule& rule, const DrugSteps& sheet, DoseLevel) {
    if (sheet.doses) look(rule, sheet, *sheet.doses);
  });
}

/// Figures of findings: a level, a dose, a count.
inline Figure level_figure(DoseLevel level) {
  return number(level.value());
}
inline Figure dose_figure(RoundedDose rounded) {
  return dose(rounded.quantity().value());
}
inline Figure count_figure(int count) {
  return number(Decimal(count));
}

/// The source of a finding about what the protocol asks for.
constexpr std::string_view the_protocol = "the protocol";

} // namespace nkdose
