// From an admission to a plan or a verification: the same way for the program and for the C
// library.
#pragma once

#include "cli/admit/admission.hpp"
#include "cli/case/written_order_reader.hpp"
#include "cli/outcome/failure.hpp"
#include "cli/outcome/reply.hpp"
#include "dosing/text/document.hpp"
#include "schedule/plan/plan.hpp"
#include "schedule/verify/verification_review.hpp"

namespace nkdose {

/// Everything that an order is read from.
struct OrderInput {
  Document document;
  OrderForm form = OrderForm::tables;
  std::string sha256;
};

/// The requests of a bundle, to be compared with a case; `is_the_cases` where the case was read
/// from the same bundle. Throws Invalid.
OrderInput order_of_bundle(const Document& bundle, bool is_the_cases, std::string sha256,
                           const Admission& admission);

/// A proposal of ours says how it is prepared as `plan` says it: that is nothing to compare. What
/// somebody has written instead stays, to be read.
void drop_own_preparation(const Plan& plan, WrittenOrder& order);

/// `answer` gets the plan while everything that it points at is alive. Throws Invalid.
template <class Answer>
Reply answer_on_plan(const Admission& admission, Answer answer) {
  const Plan plan = make_plan(admission.treatment(), must(admission.the_case));
  return {answer(plan), plan.release.status == Status::ready ? exit_ready : exit_open};
}

/// What is wrong with the case and with the order is said together. Throws Invalid.
Reply answer_on_order(const Admission& admission, const OrderInput& order,
                      std::string (*render)(const Verification&));

} // namespace nkdose
