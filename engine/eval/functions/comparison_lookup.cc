#include "engine/eval/functions/arguments.h"
#include "engine/eval/functions/comparison_builders.h"
#include "engine/json/json_value.h"
#include "engine/lookup/lookup.h"
#include "engine/run/run_context.h"
#include "engine/value/number.h"

#include <string>

namespace karst {

namespace {

struct Input {
    std::string column;
    EvalNodePtr value;
};

// lookup(): rows whose columns equal the inputs; one value of an output column as it is, several as an array. Null when an
// input is null or no row matches.
class LookupNode final : public EvalNode {
public:
    LookupNode(std::string table, std::vector<Input> inputs, std::vector<std::string> outputs)
        : table_(std::move(table)), inputs_(std::move(inputs)), outputs_(std::move(outputs)) {}

    Value evaluate(EvalContext& context) const override {
        const auto table = context.run.lookups ? context.run.lookups->table(table_) : nullptr;
        if (!table) {
            context.run.warn("lookup(): there is no lookup table '" + table_ + "'");
            return {};
        }
        std::vector<std::size_t> columns;
        std::vector<std::string_view> values;
        for (const auto& input : inputs_) {
            const auto column = table->column(input.column);
            const Value value = input.value->evaluate(context);
            if (!column) {
                context.run.warn("lookup(): the table '" + table_ + "' has no column '" + input.column + "'");
                return {};
            }
            if (value.is_null()) {
                return {};
            }
            columns.push_back(*column);
            values.push_back(text_of(value, context.arena));
        }
        LookupTable::Matches matches;
        table->match(columns, values, matches);
        return matches.rows.empty() ? Value() : Value::string(context.arena.copy(output(*table, matches.rows).to_text()));
    }

private:
    JsonValue output(const LookupTable& table, const std::vector<std::size_t>& rows) const {
        JsonValue object = JsonValue::object();
        for (const auto& name : outputs_) {
            const auto column = table.column(name);
            JsonValue cells = JsonValue::array();
            for (const auto row : rows) {
                const auto& line = table.rows().rows[row];
                if (column && *column < line.size() && !line[*column].empty()) {
                    cells.items().push_back(JsonValue::string(line[*column]));
                }
            }
            if (!cells.items().empty()) {
                object.member_or_new(name) = cells.items().size() == 1 ? std::move(cells.items().front()) : std::move(cells);
            }
        }
        return object;
    }

    std::string table_;
    std::vector<Input> inputs_;
    std::vector<std::string> outputs_;
};

const EvalExpression& expect_call(const EvalExpression& argument, std::string_view name, ExpressionCompiler& compiler) {
    if (argument.kind != EvalExpression::Kind::Call || argument.text != name) {
        compiler.fail("spl-bad-argument", argument.span, "expected " + std::string(name) + "(…) here",
                      Help{"lookup(\"table\", json_object(\"column\", field), json_array(\"column\"))"});
    }
    return argument;
}

const std::string& expect_text(const EvalExpression& argument, std::string_view what, ExpressionCompiler& compiler) {
    if (argument.kind != EvalExpression::Kind::String) {
        compiler.fail("spl-bad-argument", argument.span, "expected " + std::string(what) + " in quotation marks");
    }
    return argument.text;
}

}  // namespace

EvalNodePtr build_lookup(const EvalExpression& call, ExpressionCompiler& compiler) {
    const auto& table = expect_text(*call.arguments[0], "the name of a lookup table", compiler);
    const auto& object = expect_call(*call.arguments[1], "json_object", compiler);
    const auto& array = expect_call(*call.arguments[2], "json_array", compiler);
    if (object.arguments.empty() || object.arguments.size() % 2 != 0) {
        compiler.fail("spl-argument-count", object.span, "json_object takes pairs of a column and a value");
    }
    std::vector<Input> inputs;
    for (std::size_t index = 0; index < object.arguments.size(); index += 2) {
        const auto& column = expect_text(*object.arguments[index], "a column of the table", compiler);
        inputs.push_back({column, compiler.compile(*object.arguments[index + 1])});
    }
    std::vector<std::string> outputs;
    for (const auto& output : array.arguments) {
        outputs.push_back(expect_text(*output, "a column of the table", compiler));
    }
    return std::make_unique<LookupNode>(table, std::move(inputs), std::move(outputs));
}

}  // namespace karst
