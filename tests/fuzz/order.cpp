// An order that somebody has written, in JSON, in TOML and as rows of CSV: read, then held against
// a plan.
#include "cli/case/case_reader.hpp"
#include "cli/case/written_order_reader.hpp"
#include "cli/data/plan/verification_json.hpp"
#include "cli/sheet/verification.hpp"
#include "dosing/text/document.hpp"
#include "schedule/protocol/library.hpp"
#include "schedule/verify/verification_review.hpp"
#include "target.hpp"

namespace nkdose {
namespace {

constexpr std::string_view contract_case = R"({
  "patient": {"id": "F01-007", "sex": "female", "age": "42 y", "height": "162 cm",
              "weight": "58.4 kg", "serum_creatinine": "62 umol/L"},
  "order": {"protocol": "f01", "day_zero": "2026-12-07", "fludarabine": "30 mg/m2/day",
            "cyclophosphamide": "300 mg/m2/day", "cells": "1e9 cells"}})";

struct Fixture {
  Treatment treatment =
      *load_treatment(*built_in("protocols", "f01"), *built_in("sites", "default"));
  Case the_case = *read_case(*read_json(contract_case, "case"), treatment, {});
  Plan plan = make_plan(treatment, the_case);
};

void hold_against_plan(const Checked<Document, Problems>& document, OrderForm form) {
  static const Fixture fixture;
  if (!document) return;
  const auto order = read_order(*document, fixture.treatment.protocol, form, "");
  if (!order) {
    must_hold(!order.reason().empty(), "an error says what is wrong");
    return;
  }
  const Verification verification = verify(fixture.plan, *order);
  must_hold(!verification_text(verification).empty(), "a comparison for people");
  must_hold(!verification_json(verification).empty(), "a comparison for scripts");
}

} // namespace
} // namespace nkdose

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace nkdose;
  const std::string_view text = text_of(bytes, size);
  hold_against_plan(read_json(text, "order"), OrderForm::tables);
  hold_against_plan(read_toml(text, "order"), OrderForm::tables);
  hold_against_plan(read_order_csv(text, "order"), OrderForm::rows);
  return 0;
}
