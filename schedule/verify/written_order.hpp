// What somebody else has ordered, as it was written: to be compared with our own plan. Nothing here
// is given; what may be given is `Order`, which only release makes.
#pragma once

#include "schedule/instruction/instruction.hpp"
#include "schedule/protocol/protocol.hpp"

namespace nkdose {

/// One dose of one day. What an order need not say is none or empty.
struct OrderedDose {
  Day date;
  std::size_t drug = 0; ///< its place in the protocol
  DrugMass dose{};
  std::optional<DoseLevel> level = {};
  std::optional<Volume> volume = {}; ///< drawn up
  std::vector<DrugMass> vials = {};  ///< to open, the largest first
};

/// A text for people that stands in an order, or an element of it that no program reads.
struct OrderText {
  enum class About { drug, cells, order };
  About about = About::order;
  std::size_t drug = 0;   ///< its place in the protocol
  std::vector<Day> dates; ///< that it stands beside; empty: all of what it is about
  std::string text;
  std::string place; ///< "/doses/0/text"
  Instruction instruction;
  bool is_preparation = false; ///< a step of it, as a plan of ours would write it
};

/// The measurements that an order states, or a case; each may be missing in an order.
struct Measurements {
  std::optional<Sex> sex;
  std::optional<Height> height;
  std::optional<ActualWeight> weight;
  std::optional<SerumCreatinine> creatinine;
};

struct OrderedCells {
  std::optional<CellLevel> level;
  std::vector<Day> dates;        ///< of the infusions, in order; empty: not stated
  std::vector<std::string> lots; ///< of the next infusion
  std::optional<Volume> volume;  ///< likewise
};

struct WrittenOrder {
  std::string patient; ///< the id; empty where the order has none
  Measurements measurements;
  std::string protocol; ///< likewise
  std::optional<Day> day_zero;
  std::vector<OrderedDose> doses; ///< by date, each drug once a day
  std::optional<OrderedCells> cells;
  std::vector<OrderText> texts;
  bool is_draft = false;       ///< it says so itself
  bool can_state_cells = true; ///< false of a CSV, which has a row a dose of a drug
  std::string sha256;
};

} // namespace nkdose
