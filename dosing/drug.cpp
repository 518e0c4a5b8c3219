#include "dosing/drug.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr Field file_fields[] = {
    {"drug", Shape::table, Need::required, "the drug"},
    {"renal", Shape::table, Need::optional, "the renal rule"},
    {"note", Shape::tables, Need::optional, "standing notes"},
    {"prompt", Shape::tables, Need::optional, "lines that a person fills in"},
    {"source", Shape::tables, Need::required, "the sources that `source` keys name"},
};
constexpr Field drug_fields[] = {
    {"id", Shape::text, Need::required, "the name used in files and outputs"},
    {"name", Shape::text, Need::required, "the generic name in full, with tall-man letters"},
    {"source", Shape::text, Need::required, "where the name comes from"},
};
constexpr Field renal_fields[] = {
    {"band", Shape::tables, Need::required, "the bands of creatinine clearance"},
    {"source", Shape::text, Need::required, "where the bands come from"},
};
constexpr Field band_fields[] = {
    {"from", Shape::quantity, Need::required, "lowest clearance, itself in the band",
     "\"50 mL/min\""},
    {"below", Shape::quantity, Need::optional, "clearance that the band stays below; none: no end"},
    {"fraction", Shape::number, Need::optional, "share of the ordered level", "\"0.8\""},
    {"absolute", Shape::quantity, Need::optional, "the label's own level", "\"20 mg/m2/day\""},
    {"withhold", Shape::flag, Need::optional, "true: the drug is not given in this band"},
};
constexpr Field note_fields[] = {
    {"id", Shape::text, Need::required, "the name of the note"},
    {"text", Shape::text, Need::required, "what to remember"},
    {"source", Shape::text, Need::required, "where it comes from"},
};
constexpr Field prompt_fields[] = {
    {"text", Shape::text, Need::required, "the question"},
    {"source", Shape::text, Need::required, "where it comes from"},
};

std::string printed(const Reference* reference) {
  return reference ? reference->printed() : "";
}

// What is done in a band: exactly one of fraction, withhold.
struct BandAction {
  Decimal fraction; // 0: withhold
  std::optional<DoseLevel> absolute;
};
std::optional<BandAction> read_action(const Record& record) {
  const auto fraction = record.quantity<Decimal>("fraction", read_number);
  const auto absolute = record.quantity<DoseLevel>("absolute", read_level);
  const bool withhold = record.flag("withhold").value_or(false);
  if (withhold == fraction.has_value() || (withhold && absolute)) {
    record.report("", Fault::contradiction, "a band either has a fraction or withholds the drug",
                  "write fraction = \"0.8\", or withhold = true");
    return std::nullopt;
  }
  if (fraction && (*fraction <= 0_d || *fraction > 1_d)) {
    record.report("fraction", Fault::outside_limits, "a fraction is above 0 and at most 1",
                  "write 0.8 for 80 %");
    return std::nullopt;
  }
  return BandAction{fraction.value_or(0_d), absolute};
}

// The proof that every clearance lies in exactly one band: in ascending order, the first from 0,
// each ending where the next begins, the last without an end.
RenalBands read_bands(const Record& renal) {
  RenalBands bands;
  const std::vector<Record> records = renal.records("band", band_fields);
  if (records.size() > RenalBands::limit) {
    renal.report("band", Fault::too_large, "more than 8 bands", "join some of them");
    return bands;
  }
  Flow end;                  // where the last band ended
  bool last_is_open = false; // it had no end
  for (const Record& record : records) {
    const auto action = read_action(record);
    const auto from = record.quantity<Flow>("from", read_clearance);
    const auto below = record.quantity<Flow>("below", read_clearance);
    if (!from) continue;
    if (last_is_open || *from < end)
      record.report("from", Fault::data, "the band overlaps the band before it",
                    "write the bands in ascending order, each from where the last ends");
    else if (*from > end)
      record.report("from", Fault::data,
                    fmt::format("no band covers {} to {} mL/min", to_text(end.value()),
                                to_text(from->value())),
                    "begin the band where the last ends, and the first at 0 mL/min");
    if (below && *below <= *from)
      record.report("below", Fault::data, "the band ends where it begins or before",
                    "write a higher end");
    last_is_open = !below;
    end = below.value_or(*from);
    if (action) bands.append({CreatinineClearance(*from), action->fraction, action->absolute});
  }
  if (!last_is_open)
    renal.report("band", Fault::data, "the last band has an end", "leave its `below` out");
  return bands;
}

} // namespace

Checked<Drug, Problems> read_drug(const Document& document, std::string sha256) {
  Reader reader{document.name, {}};
  const Record file(document.root, file_fields, "", reader);
  const References references(file.records("source", References::fields));
  Drug drug;
  drug.sha256 = std::move(sha256);
  if (const auto table = file.record("drug", drug_fields)) {
    drug.id = table->name("id").value_or(Name());
    drug.name = table->text("name", 60).value_or("");
    drug.source = printed(references.of(*table));
  }
  if (const auto renal = file.record("renal", renal_fields)) {
    drug.bands = read_bands(*renal);
    drug.bands_source = printed(references.of(*renal));
  }
  for (const Record& note : file.records("note", note_fields))
    drug.notes.push_back({note.name("id").value_or(Name()), note.text("text").value_or(""),
                          printed(references.of(note))});
  for (const Record& prompt : file.records("prompt", prompt_fields))
    drug.prompts.push_back({prompt.text("text").value_or(""), printed(references.of(prompt))});
  if (!reader.problems.empty()) return std::move(reader.problems);
  return drug;
}

} // namespace nkdose
