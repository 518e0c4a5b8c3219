#include "tests/unit/ordinary.hpp"

#include "cli/case/case_reader.hpp"
#include "dosing/drug/drug_file.hpp"
#include "schedule/protocol/library.hpp"
#include "schedule/protocol/protocol_file.hpp"
#include "schedule/protocol/site_file.hpp"

#include <algorithm>
#include <stdexcept>

namespace nkdose::test {
namespace {

constexpr std::string_view case_text = R"(
[patient]
id = "F01-007"
sex = "female"
birth_date = 1984-03-02
height = "162 cm"
weight = "58.4 kg"
weight_on = 2026-11-30
serum_creatinine = "62 umol/L"
creatinine_on = 2026-11-30
[safety]
hypersensitivity = "no"
pentostatin = "no"
decompensated_haemolysis = "no"
pregnancy_test_positive = "no"
breast_feeding = "no"
urinary_outflow_obstruction = "no"
[order]
protocol = "f01"
day_zero = 2026-12-07
fludarabine = "28 mg/m2/day"
cyclophosphamide = "280 mg/m2/day"
cells = "1e9 cells"
)";

// The checksum under which the site below has adopted f01.
constexpr std::string_view adopted_checksum =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

constexpr std::string_view site_text = R"(
[site]
id = "test"
title = "Test Hospital"
bsa_rounding = "0.01 m2"
weight_valid = "7 d"
creatinine_valid = "7 d"
[closed]
weekdays = ["Sat", "Sun"]
dates = [2026-12-25]
[[rounding]]
drug = "fludarabine"
step = "1 mg"
source = "test"
[[adopted]]
id = "f01"
version = 1
sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
by = "J Doe"
on = 2026-11-16
[[source]]
id = "test"
text = "invented"
verified = true
)";

template <class Result>
auto must(Result result) {
  if (result) return *result;
  std::string all = "not the case that the test means:";
  for (const Problem& problem : result.reason())
    all += "\n  " + to_text(problem.place) + ": " + problem.detail;
  throw std::runtime_error(all);
}

void take_away(Value& root, std::string_view path) {
  Value* at = &root;
  for (;;) {
    const auto dot = path.find('.');
    const std::string_view step = path.substr(0, dot);
    if (at->type == Value::Type::list) {
      const auto index = static_cast<std::ptrdiff_t>(step.front() - '0');
      if (dot == path.npos) {
        at->items.erase(at->items.begin() + index);
        return;
      }
      at = &at->items.at(static_cast<std::size_t>(index));
    } else {
      const auto found = std::ranges::find(at->members, step, &Member::key);
      if (found == at->members.end()) throw std::runtime_error("no key " + std::string(step));
      if (dot == path.npos) {
        at->members.erase(found);
        return;
      }
      at = &found->value;
    }
    path.remove_prefix(dot + 1);
  }
}

Document changed(std::string_view text, std::string_view file, const Changes& changes) {
  Document document = must(read_toml(text, std::string(file)));
  for (std::string_view change : changes) {
    std::string_view of_file = "case";
    for (const std::string_view other : {"site", "protocol", "on"})
      if (change.starts_with(std::string(other) + ": ")) of_file = other;
    if (of_file != file) continue;
    if (file != "case") change.remove_prefix(file.size() + 2);
    apply(change, document);
  }
  return document;
}

CaseAdditions additions_of(const Changes& changes) {
  CaseAdditions additions;
  for (const std::string_view change : changes)
    if (change.starts_with("on: ")) additions.on = *read_iso_date(change.substr(4));
  return additions;
}

Treatment treatment_of(const Changes& changes) {
  Treatment treatment{
      .protocol =
          must(read_protocol(changed(built_in("protocols", "f01")->text, "protocol", changes),
                             std::string(adopted_checksum))),
      .drugs = {},
      .site = must(read_site(changed(site_text, "site", changes), "")),
  };
  for (const ProtocolDrug& use : treatment.protocol.drugs) {
    const DataFile file = *built_in("drugs", use.id.text());
    treatment.drugs.push_back(must(read_drug(must(read_toml(file.text, "drug")), "")));
  }
  if (!misfits(treatment, "protocol").empty()) throw std::runtime_error("drugs do not fit");
  return treatment;
}

} // namespace

void apply(std::string_view change, Document& document) {
  const auto equals = change.find(" = ");
  if (equals == change.npos)
    take_away(document.root, change);
  else if (set_text(document, change.substr(0, equals), change.substr(equals + 3)))
    throw std::runtime_error("no place for " + std::string(change));
}

Patient ordinary_patient() {
  Patient patient{.sex = Sex::female,
                  .age = {42},
                  .height = cm(162_d),
                  .weight = kg(58.4_d),
                  .creatinine = umol_per_l(62_d),
                  .identified = true,
                  .weight_age_days = 2,
                  .creatinine_age_days = 2};
  patient.safety.fill(YesNo::no);
  return patient;
}

RenalBands label_bands() {
  RenalBands bands;
  bands.append({ml_per_min(0_d), 0_d, std::nullopt});
  bands.append({ml_per_min(30_d), 0.6_d, mg_per_m2_per_day(15_d)});
  bands.append({ml_per_min(50_d), 0.8_d, mg_per_m2_per_day(20_d)});
  bands.append({ml_per_min(80_d), 1_d, mg_per_m2_per_day(25_d)});
  return bands;
}

TreatmentRule f01_rule() {
  TreatmentRule rule;
  rule.lowest_clearance = ml_per_min(50_d);
  rule.youngest = 18;
  rule.oldest = 65;
  rule.weight_days = rule.creatinine_days = 7;
  rule.drugs[0].drug = "fludarabine";
  rule.drugs[0].range = {mg_per_m2_per_day(25_d), mg_per_m2_per_day(30_d)};
  rule.drugs[0].basis = RenalBasis::fraction;
  rule.drugs[0].bands = label_bands();
  rule.drugs[0].doses = 3;
  rule.drugs[1].drug = "cyclophosphamide";
  rule.drugs[1].range = {mg_per_m2_per_day(250_d), mg_per_m2_per_day(300_d)};
  rule.drugs[1].doses = 3;
  rule.drug_count = 2;
  rule.cells.tiers[0].range = FlatRange{million_cells(500_d), million_cells(3000_d)};
  return rule;
}

Prescription levels(Decimal fludarabine, Decimal cyclophosphamide) {
  Prescription order;
  order.drugs[0].level = mg_per_m2_per_day(fludarabine);
  order.drugs[1].level = mg_per_m2_per_day(cyclophosphamide);
  order.cells = million_cells(1000_d);
  return order;
}

Trial::Trial(const Changes& changes)
    : treatment(treatment_of(changes)),
      the_case(
          must(read_case(changed(case_text, "case", changes), treatment, additions_of(changes)))) {}

namespace {
bool is_in_every_plan(Code code) {
  for (const Code known : {Code("D009"), Code("A002"), Code("V001"), Code("C016")})
    if (code == known) return true;
  return false;
}
} // namespace

std::string findings_of(const Release& release) {
  std::string all;
  for (const ReleasedFinding& released : release.findings) {
    const Finding& one = released.finding;
    if (is_in_every_plan(one.code)) continue;
    if (!all.empty()) all += ", ";
    all += std::string(one.code.text()) + " " + std::string(to_text(one.severity));
    if (!one.subject.empty()) all += " " + std::string(one.subject.text());
  }
  return all;
}

} // namespace nkdose::test
