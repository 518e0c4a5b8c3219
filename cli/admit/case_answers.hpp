// From documents that have been read to a plan or a verification: the same way for the program and
// for the C library.
#pragma once

#include "cli/case/case_reader.hpp"
#include "cli/case/written_order_reader.hpp"
#include "cli/outcome/failure.hpp"
#include "cli/outcome/reply.hpp"
#include "dosing/text/document.hpp"
#include "schedule/plan/plan.hpp"
#include "schedule/verify/verification_review.hpp"

namespace nkdose {

/// Everything that a case is read from.
struct CaseInput {
  Document document;
  CaseAdditions additions;
};

/// Everything that an order is read from.
struct OrderInput {
  Document document;
  OrderForm form = OrderForm::tables;
  std::string sha256;
};

/// `answer` gets the plan while everything that it points at is alive. Throws Invalid.
template <class Answer>
Reply answer_on_plan(const CaseInput& input, const Treatment& treatment, Answer answer) {
  auto admitted = read_case(input.document, treatment, input.additions);
  const Plan plan = make_plan(treatment, must(admitted));
  return {answer(plan), plan.release.status == Status::ready ? exit_ready : exit_open};
}

/// What is wrong with the case and with the order is said together. Throws Invalid.
Reply answer_on_order(const CaseInput& input, const Treatment& treatment, const OrderInput& order,
                      std::string (*render)(const Verification&));

} // namespace nkdose
