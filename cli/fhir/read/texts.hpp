// The texts for people of requests, and their elements that no program reads.
#pragma once

#include "cli/fhir/read/dosage.hpp"

namespace nkdose {

/// One text, and what it stands beside.
struct RequestedText {
  FhirElement from;
  std::string text;            ///< in one line
  std::string drug;            ///< our id; empty: the cells
  std::vector<Day> dates;      ///< of its dosage, or of its request
  bool is_element = false;     ///< no text, but an element that no program reads, as JSON
  bool is_preparation = false; ///< of a proposal of ours: how it is prepared
};

/// Of each dosage its text, instructions and the words of its codes; of each request its notes, its
/// reasons, and what it says beyond its dosages.
std::vector<RequestedText> requested_texts(const std::vector<RequestedDose>& doses);

} // namespace nkdose
