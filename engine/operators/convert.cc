#include "parser/commands/convert.h"
#include "engine/operators/matching_fields.h"
#include "engine/plan/planner.h"
#include "engine/time/time_format.h"
#include "engine/value/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace karst {

namespace {

struct Conversion {
    RunContext& run;
    const std::string& time_format;
    Arena& arena;
};

using ConvertFunction = Value (*)(Value value, const Conversion& conversion);

Value from_number(std::optional<double> number) {
    return number ? Value::number(*number) : Value();
}

std::string without(std::string_view text, char unwanted) {
    std::string kept(text);
    kept.erase(std::remove(kept.begin(), kept.end(), unwanted), kept.end());
    return kept;
}

Value convert_ctime(Value value, const Conversion& conversion) {
    const auto epoch = to_number(value);
    return epoch ? Value::string(conversion.arena.copy(format_time(*epoch, conversion.time_format, conversion.run.zone)))
                 : value;
}

Value convert_mktime(Value value, const Conversion& conversion) {
    return from_number(parse_time(text_of(value, conversion.arena), conversion.time_format, conversion.run.zone));
}

// D+HH:MM:SS, HH:MM:SS, MM:SS: seconds.
std::optional<double> duration(std::string_view text) {
    double days = 0;
    if (const auto plus = text.find('+'); plus != std::string_view::npos) {
        const auto parsed = parse_number(text.substr(0, plus));
        if (!parsed) {
            return std::nullopt;
        }
        days = parsed->number;
        text.remove_prefix(plus + 1);
    }
    double seconds = 0;
    while (!text.empty()) {
        const auto colon = text.find(':');
        const auto part = parse_number(text.substr(0, colon));
        if (!part) {
            return std::nullopt;
        }
        seconds = seconds * 60 + part->number;
        text.remove_prefix(colon == std::string_view::npos ? text.size() : colon + 1);
    }
    return days * 86400 + seconds;
}

Value convert_dur2sec(Value value, const Conversion& conversion) {
    const auto text = text_of(value, conversion.arena);
    return text.find(':') == std::string_view::npos ? from_number(to_number(value)) : from_number(duration(text));
}

Value convert_mstime(Value value, const Conversion& conversion) {
    return from_number(duration(text_of(value, conversion.arena)));
}

// A number with a unit of memory: kilobytes.
Value convert_memk(Value value, const Conversion& conversion) {
    auto text = text_of(value, conversion.arena);
    double factor = 1;
    if (!text.empty()) {
        const char unit = static_cast<char>(text.back() | 0x20);
        factor = unit == 'm' ? 1024 : unit == 'g' ? 1024 * 1024 : 1;
        if (unit == 'k' || unit == 'm' || unit == 'g') {
            text.remove_suffix(1);
        }
    }
    const auto number = parse_number(text);
    return number ? Value::number(number->number * factor) : Value();
}

Value convert_num(Value value, const Conversion& conversion) {
    if (const auto number = to_number(value)) {
        return Value::number(*number);
    }
    return from_number(parse_iso8601(text_of(value, conversion.arena), conversion.run.zone));
}

Value convert_rmcomma(Value value, const Conversion& conversion) {
    const auto plain = without(text_of(value, conversion.arena), ',');
    const auto number = parse_number(plain);
    return number ? Value::number(number->number) : Value::string(conversion.arena.copy(plain));
}

// The number that a text begins with.
Value convert_rmunit(Value value, const Conversion& conversion) {
    const auto text = text_of(value, conversion.arena);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end != text.data() && std::isfinite(number) ? Value::number(number) : Value();
}

Value convert_none(Value value, const Conversion&) {
    return value;
}

// The best that fits: number, number with commas, duration, number with unit, time.
Value convert_auto(Value value, const Conversion& conversion) {
    if (const auto number = to_number(value)) {
        return Value::number(*number);
    }
    const auto text = text_of(value, conversion.arena);
    if (const auto number = parse_number(without(text, ','))) {
        return Value::number(number->number);
    }
    if (text.find(':') != std::string_view::npos) {
        if (const auto seconds = duration(text)) {
            return Value::number(*seconds);
        }
    }
    const Value unit = convert_rmunit(value, conversion);
    return unit.is_null() ? value : unit;
}

struct ConvertSpec {
    std::string_view name;
    ConvertFunction apply;
};

constexpr ConvertSpec kFunctions[] = {
    {"auto", convert_auto},       {"ctime", convert_ctime},   {"dur2sec", convert_dur2sec}, {"memk", convert_memk},
    {"mktime", convert_mktime},   {"mstime", convert_mstime}, {"none", convert_none},       {"num", convert_num},
    {"rmcomma", convert_rmcomma}, {"rmunit", convert_rmunit},
};

struct BoundCall {
    ConvertFunction apply;
    std::string name;
    std::string output_name;
    FieldId field;
    FieldId output;
};

class ConvertOperator final : public BatchOperator {
public:
    ConvertOperator(std::vector<BoundCall> calls, std::string time_format)
        : calls_(std::move(calls)), time_format_(std::move(time_format)) {}

    void require(FieldSet& live) const override {
        for (auto call = calls_.rbegin(); call != calls_.rend(); ++call) {
            if (live.contains(call->output_name)) {
                live.remove(call->output_name);
                live.add(call->name);
            }
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        for (const auto& call : calls_) {
            if (!columns.open && std::find(columns.order.begin(), columns.order.end(), call.output) == columns.order.end()) {
                columns.order.push_back(call.output);
            }
        }
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        const Conversion conversion{run, time_format_, batch.arena()};
        for (const auto& call : calls_) {
            if (has_wildcard(call.name)) {
                const Wildcard pattern(call.name);
                for (FieldId id = 0; id < run.fields.size(); ++id) {
                    if (pattern.matches(run.fields.name(id))) {
                        convert(batch, call.apply, id, id, conversion);
                    }
                }
            } else {
                convert(batch, call.apply, call.field, call.output, conversion);
            }
        }
    }

private:
    static void convert(Batch& batch, ConvertFunction function, FieldId from, FieldId to, const Conversion& conversion) {
        for (auto& row : batch.rows()) {
            const Value value = row.get(from);
            const auto items = value.items();
            std::vector<Value> converted;
            for (const Value item : items) {
                const Value one = function(item, conversion);
                if (!one.is_null()) {
                    converted.push_back(one);
                }
            }
            const auto kept = batch.arena().values(converted.size());
            std::copy(converted.begin(), converted.end(), kept.begin());
            if (!value.is_null()) {
                batch.set(row, to, Value::multivalue(kept));
            }
        }
    }

    std::vector<BoundCall> calls_;
    std::string time_format_;
};

}  // namespace

Planned plan_convert(const Command& command, Planner& planner) {
    const auto& convert = static_cast<const ConvertCommand&>(command);
    std::vector<BoundCall> calls;
    for (const auto& call : convert.calls) {
        const auto* function = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                            [&](const auto& one) { return one.name == call.function; });
        if (function == std::end(kFunctions)) {
            std::vector<std::string_view> known;
            for (const auto& one : kFunctions) {
                known.push_back(one.name);
            }
            planner.fail("spl-unknown-function", call.span, "unknown function '" + call.function + "' of convert", "",
                         did_you_mean(call.function, known));
        }
        const auto& output = call.output.empty() ? call.field.name : call.output;
        calls.push_back({function->apply, call.field.name, output, planner.field(call.field.name), planner.field(output)});
    }
    return OperatorPtr(std::make_unique<ConvertOperator>(std::move(calls), convert.time_format));
}

}  // namespace karst
