#include "dosing/drug/drug_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/table.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr Field file_fields[] = {
    {"drug", Shape::table, Need::required, "the drug"},
    {"code", Shape::tables, Need::optional, "its codes in other terminologies"},
    {"renal", Shape::table, Need::optional, "the renal rule"},
    {"note", Shape::tables, Need::optional, "standing notes"},
    {"prompt", Shape::tables, Need::optional, "lines that a person fills in"},
    {"presentation", Shape::tables, Need::optional, "the forms in which the drug is supplied"},
    {"limit", Shape::tables, Need::optional, "limits of concentration and storage"},
    {"source", Shape::tables, Need::required, "the sources that `source` keys name"},
};
constexpr Field drug_fields[] = {
    {"id", Shape::text, Need::required, "the name used in files and outputs"},
    {"name", Shape::text, Need::required, "the generic name in full, with tall-man letters"},
    {"source", Shape::text, Need::required, "where the name comes from"},
    {"other_names", Shape::list, Need::optional,
     "brands and other languages, to look for in orders"},
};
constexpr Field code_fields[] = {
    {"system", Shape::choice, Need::required, "rxnorm or atc"},
    {"code", Shape::text, Need::required, "the code"},
    {"source", Shape::text, Need::required, "where the code comes from"},
};
constexpr std::string_view code_systems[] = {"rxnorm", "atc"};
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

constexpr Field presentation_fields[] = {
    {"id", Shape::text, Need::required, "the name that sites and cases give"},
    {"text", Shape::text, Need::required, "what it is, for people"},
    {"strength", Shape::quantity, Need::required, "as it is drawn up", "\"20 mg/mL\""},
    {"dissolved_in", Shape::text, Need::optional, "the diluent of a powder"},
    {"single_dose", Shape::flag, Need::required, "true: an opened vial is never kept"},
    {"vial", Shape::tables, Need::required, "the sizes, the largest first"},
    {"source", Shape::text, Need::required, "where the strength comes from"},
};
constexpr Field vial_fields[] = {
    {"content", Shape::quantity, Need::required, "what a vial holds", "\"500 mg\""},
    {"diluent", Shape::quantity, Need::optional, "that a powder is dissolved in", "\"25 mL\""},
    {"source", Shape::text, Need::required, "where the size comes from"},
};
constexpr Field limit_fields[] = {
    {"kind", Shape::choice, Need::required,
     "lowest-concentration, highest-concentration or storage"},
    {"value", Shape::quantity, Need::required, "\"2 mg/mL\", or \"8 h\" for storage"},
    {"source", Shape::text, Need::required, "where the limit comes from"},
};
constexpr std::string_view limit_kinds[] = {"lowest-concentration", "highest-concentration",
                                            "storage"};

std::string printed(const Reference* reference) {
  return reference ? reference->printed() : "";
}

std::optional<DrugCode> read_code(const Table& record, const References& references) {
  const auto system = record.choice("system", code_systems);
  auto code = record.text("code");
  references.of(record);
  if (!system || !code) return std::nullopt;
  return DrugCode{static_cast<DrugCode::System>(*system), std::move(*code)};
}

// What is done in a band: exactly one of fraction, withhold.
struct BandAction {
  Decimal fraction; // 0: withhold
  std::optional<DoseLevel> absolute;
};
std::optional<BandAction> read_action(const Table& record) {
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
RenalBands read_bands(const Table& renal) {
  RenalBands bands;
  const std::vector<Table> records = renal.tables("band", band_fields);
  if (records.size() > RenalBands::limit) {
    renal.report("band", Fault::too_large, "more than 8 bands", "join some of them");
    return bands;
  }
  Flow end;                  // where the last band ended
  bool last_is_open = false; // it had no end
  for (const Table& record : records) {
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

std::optional<VialSize> read_vial(const Table& record, DrugConcentration strength, bool is_powder,
                                  const References& references) {
  const auto content = record.quantity<DrugMass>("content", read_drug_mass);
  const Reference* source = references.of(record);
  VialSize vial{.content = content.value_or(DrugMass()),
                .diluent = record.quantity<Volume>("diluent", read_volume),
                .source = printed(source),
                .verified = source && source->verified};
  if (!content) return std::nullopt;
  if (content->value() < 1_d || content->value() > 10'000_d ||
      cut_to(content->value(), 0) != content->value())
    record.report("content", Fault::outside_limits, "a vial holds whole mg from 1 to 10,000",
                  "check the number");
  else if (is_powder != vial.diluent.has_value())
    record.report("diluent", Fault::contradiction,
                  "a powder needs the volume it is dissolved in, and a solution has none",
                  "write diluent and dissolved_in for a powder, neither for a solution");
  else if (vial.diluent && strength != DrugConcentration() && *vial.diluent * strength != *content)
    record.report("diluent", Fault::contradiction, "content / diluent is not the strength",
                  "check the three numbers");
  else
    return vial;
  return std::nullopt;
}

Presentation read_presentation(const Table& record, const References& references) {
  Presentation result{.id = record.name("id").value_or(Name()),
                      .text = record.text("text").value_or(""),
                      .dissolved_in = record.text("dissolved_in").value_or(""),
                      .single_dose = record.flag("single_dose").value_or(true),
                      .vials = {},
                      .source = printed(references.of(record))};
  result.strength =
      record.quantity<DrugConcentration>("strength", read_strength).value_or(DrugConcentration());
  for (const Table& table : record.tables("vial", vial_fields))
    if (const auto vial =
            read_vial(table, result.strength, record.has("dissolved_in"), references)) {
      if (!result.vials.empty() && result.vials.back().content <= vial->content)
        table.report("content", Fault::data, "the vials are not in descending order, each once",
                     "write the largest first");
      result.vials.push_back(*vial);
    }
  if (record.has("vial") && (result.vials.empty() || result.vials.size() > VialStock::limit))
    record.report("vial", Fault::data, "1 to 8 sizes are needed", "check the vials");
  if (!result.vials.empty() && !any_of(result.vials, &VialSize::verified))
    record.report("vial", Fault::data, "no size was seen in its source",
                  "find a source for one of them");
  return result;
}

template <class Q>
void read_limit(const Table& record, const Reference* source, Reading<Q> (*read)(std::string_view),
                std::optional<Limit<Q>>& limit, std::string& limit_source) {
  const auto value = record.quantity<Q>("value", read);
  if (!value) return;
  if (limit || value->value() <= Decimal(0) || value->value() > Decimal(100'000))
    record.report("value", Fault::data, "a limit is above 0, and each kind stands once",
                  "check the number and the kind");
  limit = {*value, source && source->verified ? Standing::established : Standing::unverified};
  limit_source = printed(source);
}

void read_limit(const Table& record, const References& references, PreparationLimits& limits) {
  const auto kind = record.choice("kind", limit_kinds);
  const Reference* source = references.of(record);
  if (!kind) return;
  if (*kind == 0)
    read_limit(record, source, read_drug_concentration, limits.lowest, limits.lowest_source);
  else if (*kind == 1)
    read_limit(record, source, read_drug_concentration, limits.highest, limits.highest_source);
  else
    read_limit(record, source, read_duration, limits.storage, limits.storage_source);
}

} // namespace

Checked<Drug, Problems> read_drug(const Document& document, std::string sha256) {
  FileProblems reader{document.name, {}};
  const Table file(document.root, file_fields, "", reader);
  const References references(file.tables("source", References::fields));
  Drug drug;
  drug.sha256 = std::move(sha256);
  if (const auto table = file.table("drug", drug_fields)) {
    drug.id = table->name("id").value_or(Name());
    drug.name = table->text("name", 60).value_or("");
    drug.other_names = table->texts("other_names");
    drug.source = printed(references.of(*table));
  }
  if (const auto renal = file.table("renal", renal_fields)) {
    drug.bands = read_bands(*renal);
    drug.bands_source = printed(references.of(*renal));
  }
  for (const Table& table : file.tables("code", code_fields))
    if (auto code = read_code(table, references)) drug.codes.push_back(std::move(*code));
  for (const Table& note : file.tables("note", note_fields))
    drug.notes.push_back({note.name("id").value_or(Name()), note.text("text").value_or(""),
                          printed(references.of(note))});
  for (const Table& prompt : file.tables("prompt", prompt_fields))
    drug.prompts.push_back({prompt.text("text").value_or(""), printed(references.of(prompt))});
  for (const Table& table : file.tables("presentation", presentation_fields)) {
    Presentation presentation = read_presentation(table, references);
    if (drug.presentation(presentation.id))
      table.report("id", Fault::contradiction, "the presentation stands twice", "rename one");
    drug.presentations.push_back(std::move(presentation));
  }
  for (const Table& table : file.tables("limit", limit_fields))
    read_limit(table, references, drug.limits);
  if (!reader.problems.empty()) return std::move(reader.problems);
  return drug;
}

} // namespace nkdose
