#include "parser/grammar/time_modifiers.h"

#include <algorithm>
#include <array>
#include <optional>

namespace karst {

namespace {

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool is_bound(const SearchExpression& expression, std::string_view start) {
    return expression.kind == SearchExpression::Kind::TimeBound && begins_with(expression.field, start);
}

std::optional<SearchValue> find_time_format(const SearchExpression& expression) {
    if (is_bound(expression, "timeformat")) {
        return expression.values.front();
    }
    for (const auto& child : expression.children) {
        if (auto found = find_time_format(*child)) {
            return found;
        }
    }
    return std::nullopt;
}

void set_time_format(SearchExpression& expression, const SearchValue& format) {
    if (expression.kind == SearchExpression::Kind::TimeBound &&
        (expression.field == "starttime" || expression.field == "endtime")) {
        expression.values.push_back(format);
    }
    for (auto& child : expression.children) {
        set_time_format(*child, format);
    }
}

// The bound that a span counts from: where the search begins, else where it ends.
const SearchExpression* anchor_among(const std::vector<SearchExpressionPtr>& expressions) {
    for (const std::string_view start : {"earliest", "start", "latest", "end"}) {
        const auto found = std::find_if(expressions.begin(), expressions.end(),
                                        [start](const auto& expression) { return is_bound(*expression, start); });
        if (found != expressions.end()) {
            return found->get();
        }
    }
    return nullptr;
}

void anchor_spans(SearchExpression& expression) {
    for (auto& child : expression.children) {
        anchor_spans(*child);
    }
    const auto* anchor = expression.kind == SearchExpression::Kind::And ? anchor_among(expression.children) : nullptr;
    if (anchor == nullptr) {
        return;
    }
    for (auto& child : expression.children) {
        if (is_bound(*child, "searchtimespan")) {
            auto copy = std::make_unique<SearchExpression>();
            copy->kind = anchor->kind;
            copy->span = anchor->span;
            copy->field = anchor->field;
            copy->field_span = anchor->field_span;
            copy->comparison = anchor->comparison;
            copy->values = anchor->values;
            child->children.push_back(std::move(copy));
        }
    }
}

}  // namespace

bool is_time_bound(std::string_view name) {
    static constexpr std::array<std::string_view, 25> kNames = {"earliest",
                                                                "latest",
                                                                "_index_earliest",
                                                                "_index_latest",
                                                                "starttime",
                                                                "endtime",
                                                                "starttimeu",
                                                                "endtimeu",
                                                                "timeformat",
                                                                "daysago",
                                                                "hoursago",
                                                                "minutesago",
                                                                "monthsago",
                                                                "startdaysago",
                                                                "starthoursago",
                                                                "startminutesago",
                                                                "startmonthsago",
                                                                "enddaysago",
                                                                "endhoursago",
                                                                "endminutesago",
                                                                "endmonthsago",
                                                                "searchtimespandays",
                                                                "searchtimespanhours",
                                                                "searchtimespanminutes",
                                                                "searchtimespanmonths"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

void relate_time_modifiers(SearchExpression& expression) {
    if (const auto format = find_time_format(expression)) {
        set_time_format(expression, *format);
    }
    anchor_spans(expression);
}

}  // namespace karst
