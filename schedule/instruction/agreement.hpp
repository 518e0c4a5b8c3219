// A text for people held against the dose that it stands beside.
#pragma once

#include "dosing/number/kinds.hpp"
#include "dosing/text/name.hpp"
#include "schedule/days/day.hpp"
#include "schedule/instruction/instruction.hpp"

namespace nkdose {

/// What an order has written beside a text: of a drug, or of the cells. What is empty is not known.
struct OrderedThing {
  Name drug; ///< empty: the cells
  std::optional<DrugMass> dose = {};
  std::optional<AdjustedDose> calculated = {}; ///< by our plan, before it was rounded
  std::optional<DoseLevel> level = {};
  std::optional<Volume> volume = {}; ///< drawn up
  std::optional<CellCount> cells = {};
  /// That our plan computes from; of these none is known where there is no plan yet.
  std::optional<BodySurface> surface = {};
  std::optional<ActualWeight> weight = {};
  std::optional<Height> height = {};
  std::vector<Day> dates = {}, all_dates = {}; ///< that the text is about; of the whole course
  std::vector<int> study_days = {}, all_study_days = {}; ///< the same as numbers
};

/// What a text says otherwise than the order.
enum class Contrary {
  drug,
  dose,
  level,
  course_total,
  volume,
  cells,
  route,
  rhythm,
  number_of_doses,
  days,
  not_to_be_given,
  measurement,
};
std::string_view to_text(Contrary contrary); ///< "another route"

struct TextAgreement {
  struct Difference {
    Contrary what;
    std::string words; ///< as they were written
  };
  std::vector<Difference> differences;
  std::vector<std::string> not_understood;
};

/// A text may be about several drugs ("the order"): then what it says is to be true of one of them.
TextAgreement hold_against(const Instruction& instruction, std::span<const OrderedThing> things);

} // namespace nkdose
