// Findings: a result row of a rule, with its message filled in and its entities named.
#pragma once

#include "engine/row/row.h"
#include "rules/rule.h"

#include <optional>
#include <string>
#include <vector>

namespace karst {

struct FindingEntity {
    std::string field;
    std::string type;
    std::string value;
    double score = 0;
};

struct FindingThreatObject {
    std::string field;
    std::string type;
    std::string value;
};

struct Finding {
    const Rule* rule = nullptr;
    std::optional<double> time;  // of the result: _time, lastTime or firstTime
    std::string message;
    double risk_score = 0;
    std::vector<FindingEntity> entities;  // one for each value of a risk entity's field
    std::vector<FindingThreatObject> threat_objects;
};

/// The finding of one result row.
Finding make_finding(const Rule& rule, const Row& row, const FieldTable& fields);

/// `text` with each $field$ replaced by the field's values in the row; a field that is not there leaves its token as it is.
std::string fill_tokens(std::string_view text, const Row& row, const FieldTable& fields);

}  // namespace karst
