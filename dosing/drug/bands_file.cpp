#include "dosing/drug/bands_file.hpp"

#include "dosing/text/table.hpp"

namespace nkdose {
namespace {

constexpr Field file_fields[] = {
    {"bands", Shape::table, Need::required, "the table of dose bands"},
    {"source", Shape::tables, Need::required, "the sources that `source` keys name"},
};
constexpr Field table_fields[] = {
    {"id", Shape::text, Need::required, "the name that a site's [[rounding]] gives"},
    {"title", Shape::text, Need::required, "publisher, table and version"},
    {"strength", Shape::quantity, Need::required, "of the solution it was made for",
     "\"20 mg/mL\""},
    {"band", Shape::tables, Need::required, "the bands in ascending order"},
    {"source", Shape::text, Need::required, "where the table comes from"},
};
constexpr Field band_fields[] = {
    {"from", Shape::quantity, Need::required, "lowest dose, itself in the band", "\"459.56 mg\""},
    {"below", Shape::quantity, Need::required, "the dose at which the next band begins",
     "\"509.12 mg\""},
    {"dose", Shape::quantity, Need::required, "what is given", "\"480 mg\""},
};

// Standard volumes are whole hundredths of a millilitre; only then is a derived dose exact.
bool is_standard_volume(DailyDose dose, DrugConcentration strength) {
  const Decimal volume = dose.value() / strength.value();
  return cut_to(volume, 2) == volume && volume * strength.value() == dose.value();
}

// The proof: each band begins where the last one ended and holds its own dose.
std::vector<DoseBand> read_bands(const Table& table, DrugConcentration strength) {
  std::vector<DoseBand> bands;
  const std::vector<Table> records = table.tables("band", band_fields);
  if (table.has("band") && records.empty())
    table.report("band", Fault::data, "the table has no band", "add its bands");
  for (const Table& record : records) {
    const auto from = record.quantity<DrugMass>("from", read_drug_mass);
    const auto below = record.quantity<DrugMass>("below", read_drug_mass);
    const auto dose = record.quantity<DrugMass>("dose", read_drug_mass);
    if (!from || !below || !dose) continue;
    const DoseBand band{in<DailyDose>(from->value()), in<DailyDose>(below->value()),
                        in<DailyDose>(dose->value())};
    if (!bands.empty() && band.from != bands.back().below)
      record.report("from", Fault::data, "the band does not begin where the last one ends",
                    "write the bands in ascending order, without gap or overlap");
    if (band.dose < band.from || band.dose >= band.below || band.from <= DailyDose())
      record.report("dose", Fault::data, "the dose does not lie in its own band",
                    "check the three numbers");
    if (strength != DrugConcentration() && !is_standard_volume(band.dose, strength))
      record.report("dose", Fault::data, "the dose is not a whole 0.01 mL of the table's strength",
                    "check the dose and the strength");
    if (band.below.value() > 100'000_d)
      record.report("below", Fault::outside_limits, "more than 100,000 mg", "check the number");
    bands.push_back(band);
  }
  return bands;
}

} // namespace

Checked<BandTable, Problems> read_band_table(const Document& document, std::string sha256) {
  FileProblems reader{document.name, {}};
  const Table file(document.root, file_fields, "", reader);
  const References references(file.tables("source", References::fields));
  BandTable result;
  result.sha256 = std::move(sha256);
  if (const auto table = file.table("bands", table_fields)) {
    result.id = table->name("id").value_or(Name());
    result.title = table->text("title").value_or("");
    const Reference* source = references.of(*table);
    result.source = source ? source->printed() : "";
    result.strength =
        table->quantity<DrugConcentration>("strength", read_strength).value_or(DrugConcentration());
    result.bands = read_bands(*table, result.strength);
  }
  if (!reader.problems.empty()) return std::move(reader.problems);
  return result;
}

} // namespace nkdose
