#include "rules/finding.h"

#include "engine/time/time_format.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

Value value_of(std::string_view name, const Row& row, const FieldTable& fields) {
    const auto id = fields.find(name);
    return id ? row.get(*id) : Value();
}

std::optional<double> time_of(Value value) {
    if (const auto number = to_number(value)) {
        return number;
    }
    return value.is_string() ? parse_iso8601(value.as_string(), TimeZone()) : std::nullopt;
}

}  // namespace

std::string fill_tokens(std::string_view text, const Row& row, const FieldTable& fields) {
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('$');
        const auto close = open == std::string_view::npos ? open : text.find('$', open + 1);
        if (close == std::string_view::npos) {
            break;
        }
        const Value value = value_of(text.substr(open + 1, close - open - 1), row, fields);
        filled += text.substr(0, open);
        if (value.is_null()) {
            // The closing mark may open the next token.
            filled += text.substr(open, close - open);
            text.remove_prefix(close);
            continue;
        }
        bool first = true;
        for (const Value item : value.items()) {
            filled += first ? "" : ", ";
            first = false;
            append_text(item, filled);
        }
        text.remove_prefix(close + 1);
    }
    return filled += text;
}

Finding make_finding(const Rule& rule, const Row& row, const FieldTable& fields) {
    Finding finding;
    finding.rule = &rule;
    for (const char* name : {"_time", "lastTime", "firstTime"}) {
        if (!finding.time) {
            finding.time = time_of(value_of(name, row, fields));
        }
    }
    std::string message = rule.message.text();
    for (const auto& entity : rule.entities) {
        if (message.empty()) {
            message = entity.message.text();
        }
        const Value value = value_of(entity.field, row, fields);
        for (const Value item : value.items()) {
            FindingEntity found{entity.field, entity.type, "", entity.score};
            append_text(item, found.value);
            finding.entities.push_back(std::move(found));
        }
    }
    for (const auto& object : rule.threat_objects) {
        const Value value = value_of(object.field, row, fields);
        for (const Value item : value.items()) {
            FindingThreatObject found{object.field, object.type, ""};
            append_text(item, found.value);
            finding.threat_objects.push_back(std::move(found));
        }
    }
    finding.message = fill_tokens(message, row, fields);
    finding.risk_score = rule.risk_score;
    return finding;
}

}  // namespace karst
