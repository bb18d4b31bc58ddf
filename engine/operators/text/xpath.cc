#include "engine/text/xpath.h"
#include "base/ascii.h"

#include "engine/operators/common/known_columns.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"
#include "parser/commands/text/xpath.h"

#include <algorithm>

namespace karst {

namespace {

// "The xpath command returns empty results when input XML strings have prologue headers" (Search Reference, xpath).
bool has_prologue(std::string_view text) {
    const auto first = std::min(text.find_first_not_of(kBlanks), text.size());
    return text.substr(first, 5) == "<?xml" || text.substr(first, 9) == "<!DOCTYPE";
}

class XpathOperator final : public BatchOperator {
public:
    XpathOperator(const XpathCommand& command, FieldId from, FieldId to, XPath expression)
        : input_(command.field.name), from_(from), output_(command.output.name), to_(to), default_value_(command.default_value),
          expression_(std::move(expression)) {}

    void propagate_required_fields(FieldSet& live) const override {
        if (live.contains(output_)) {
            live.add(input_);
        }
    }
    void columns(Columns& columns, FieldTable&) const override { add_column(columns, to_); }

protected:
    void apply(Batch& batch, RunContext&) const override {
        std::vector<Value> found;
        for (auto& row : batch.rows()) {
            found.clear();
            const Value input = row.get(from_);
            for (const Value item : input.items()) {
                const auto text = text_of(item, batch.arena());
                if (!has_prologue(text)) {
                    expression_.select(text, batch.arena(), found);
                }
            }
            if (found.empty() && default_value_) {
                found.push_back(Value::string(batch.arena().copy(*default_value_)));
            }
            if (!found.empty()) {
                batch.set(row, to_, batch.arena().list(found));
            }
        }
    }

private:
    std::string input_;
    FieldId from_;
    std::string output_;
    FieldId to_;
    std::optional<std::string> default_value_;
    XPath expression_;
};

}  // namespace

Planned plan_xpath(const Command& command, Planner& planner) {
    const auto& xpath = static_cast<const XpathCommand&>(command);
    try {
        return OperatorPtr(std::make_unique<XpathOperator>(xpath, planner.field(xpath.field.name),
                                                           planner.field(xpath.output.name), XPath(xpath.expression)));
    } catch (const XPathError& error) {
        planner.fail("spl-bad-xpath", xpath.expression_span, std::string("invalid XPath expression: ") + error.what());
    }
}

}  // namespace karst
