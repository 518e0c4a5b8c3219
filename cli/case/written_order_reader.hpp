// Reads an order that somebody has written: `nkdose/order/1` in JSON or TOML, or a CSV of
// patient_id,status,protocol,date,drug,dose_mg, which is what `nkdose plan --format csv` prints.
#pragma once

#include "dosing/text/table.hpp"
#include "schedule/protocol/treatment.hpp"
#include "schedule/verify/written_order.hpp"

namespace nkdose {

/// The fields of an order's table ("patient", "doses", "cells", "texts"), of a row of a CSV
/// ("row"), or of the order itself ("").
Fields order_fields(std::string_view table);

/// Tables with keys, or the rows of a CSV: a document with the one table list "row".
enum class OrderForm { tables, rows };
Checked<Document, Problems> read_order_csv(std::string_view text, std::string name);

Checked<WrittenOrder, Problems> read_order(const Document& document, const Protocol& protocol,
                                           OrderForm form, std::string sha256);

} // namespace nkdose
