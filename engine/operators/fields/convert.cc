#include "parser/commands/fields/convert.h"
#include "base/ascii.h"
#include "engine/operators/common/known_columns.h"
#include "engine/operators/common/matching_fields.h"
#include "engine/plan/batches.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/time/time_format.h"
#include "engine/value/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

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
    return from_number(
        parse_time(text_of(value, conversion.arena), conversion.time_format, conversion.run.zone, conversion.run.now));
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
        const char unit = fold_case(text.back());
        factor = unit == 'm' ? 1024 : unit == 'g' ? 1024 * 1024 : 1;
        if (unit == 'k' || unit == 'm' || unit == 'g') {
            text.remove_suffix(1);
        }
    }
    const auto number = parse_number(text);
    return number ? Value::number(number->number * factor) : Value();
}

Value convert_rmcomma(Value value, const Conversion& conversion) {
    return Value::string(conversion.arena.copy(without(text_of(value, conversion.arena), ',')));
}

// The number that a text begins with.
Value convert_rmunit(Value value, const Conversion& conversion) {
    const auto text = text_of(value, conversion.arena);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end != text.data() && std::isfinite(number) ? Value::number(number) : Value();
}

// The best that fits: number, number with commas, duration, number with a unit. Null when none does.
Value best_number(Value value, const Conversion& conversion) {
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
    return convert_rmunit(value, conversion);
}

struct ConvertSpec {
    std::string_view name;
    ConvertFunction apply;  // null: none, which keeps fields out of the patterns of the other calls
    bool all_or_nothing = false;
};

// auto leaves a field alone unless every value of it can be converted; num removes what cannot (Search Reference, convert).
constexpr ConvertSpec kFunctions[] = {
    {"auto", best_number, true}, {"ctime", convert_ctime},   {"dur2sec", convert_dur2sec},
    {"memk", convert_memk},      {"mktime", convert_mktime}, {"mstime", convert_mstime},
    {"none", nullptr},           {"num", best_number},       {"rmcomma", convert_rmcomma},
    {"rmunit", convert_rmunit},
};

struct BoundCall {
    const ConvertSpec* function;
    std::string name;
    std::string output_name;
    FieldId field = 0;  // of a call without wildcards
    FieldId output = 0;
    bool literal() const { return !has_wildcard(name); }
};

class ConvertOperator final : public Operator {
public:
    ConvertOperator(std::vector<BoundCall> calls, const std::vector<std::string>& untouched, std::string time_format)
        : calls_(std::move(calls)), untouched_(untouched), time_format_(std::move(time_format)) {
        collects_ =
            std::any_of(calls_.begin(), calls_.end(), [](const BoundCall& call) { return call.function->all_or_nothing; });
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;

    void propagate_required_fields(FieldSet& live) const override {
        for (auto call = calls_.rbegin(); call != calls_.rend(); ++call) {
            if (call->literal() && live.contains(call->output_name)) {
                live.remove(call->output_name);
                live.add(call->name);
            }
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        for (const auto& call : calls_) {
            if (!columns.open && call.literal()) {
                add_column(columns, call.output);
            }
        }
    }

    bool trace(Lineage& lineage, const FieldTable&) const override {
        if (collects_) {
            return false;
        }
        for (const auto& call : calls_) {
            if (call.literal()) {
                lineage.compute(call.output_name);
                continue;
            }
            if (lineage.is_open()) {
                return false;  // what it converts is not known
            }
            const MatchingFields matching({call.name}, MatchingFields::Internal::Hidden);
            const auto columns = lineage.columns();
            for (const auto& [name, origin] : columns) {
                if (matching.matches(name)) {
                    lineage.compute(name);
                }
            }
        }
        return true;
    }

    OperatorFacts facts() const override {
        return {.distribution = collects_ ? Distribution::Whole : Distribution::PerRow,
                .state = collects_ ? StateSize::Rows : StateSize::None};
    }

private:
    class Run;
    std::vector<BoundCall> calls_;
    MatchingFields untouched_;
    std::string time_format_;
    bool collects_ = false;
};

class ConvertOperator::Run final : public CollectingRun {
public:
    Run(const ConvertOperator& op, RunContext& run, RowSink& next) : CollectingRun("convert", run, next), op_(op) {
        for (const auto& call : op_.calls_) {
            matching_.emplace_back(std::vector<std::string>{call.name}, MatchingFields::Internal::Hidden);
        }
    }

    void finish() override {
        if (op_.collects_) {
            convert(batches());
            push_all(batches(), next());
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        if (op_.collects_) {
            return CollectingRun::consume(batch);
        }
        convert({&batch, 1});
        return next().push(batch);
    }

private:
    void convert(std::span<Batch> batches) {
        for (std::size_t index = 0; index < op_.calls_.size(); ++index) {
            const auto& call = op_.calls_[index];
            if (call.literal()) {
                convert_field(batches, *call.function, call.field, call.output);
                continue;
            }
            for (const auto id : matching_[index].in(run().fields)) {
                if (!op_.untouched_.matches(run().fields.name(id))) {
                    convert_field(batches, *call.function, id, id);
                }
            }
        }
    }

    void convert_field(std::span<Batch> batches, const ConvertSpec& function, FieldId from, FieldId to) {
        if (function.all_or_nothing && !all_convert(batches, function, from)) {
            return;
        }
        for (auto& batch : batches) {
            const Conversion conversion{run(), op_.time_format_, batch.arena()};
            for (auto& row : batch.rows()) {
                const Value value = row.get(from);
                if (!value.is_null()) {
                    batch.set(row, to, converted(value, function, conversion));
                }
            }
        }
    }

    bool all_convert(std::span<Batch> batches, const ConvertSpec& function, FieldId field) {
        Arena scratch;
        const Conversion conversion{run(), op_.time_format_, scratch};
        return std::all_of(batches.begin(), batches.end(), [&](const Batch& batch) {
            return std::all_of(batch.rows().begin(), batch.rows().end(), [&](const Row& row) {
                const Value value = row.get(field);
                const auto items = value.items();
                return std::none_of(items.begin(), items.end(),
                                    [&](Value item) { return function.apply(item, conversion).is_null(); });
            });
        });
    }

    static Value converted(Value value, const ConvertSpec& function, const Conversion& conversion) {
        const auto items = value.items();
        const auto kept = conversion.arena.values(items.size());
        std::size_t count = 0;
        for (const Value item : items) {
            const Value one = function.apply(item, conversion);
            if (!one.is_null()) {
                kept[count++] = one;
            }
        }
        return Value::multivalue(kept.first(count));
    }

    const ConvertOperator& op_;
    std::vector<MatchingFields> matching_;
};

std::unique_ptr<OperatorRun> ConvertOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

const ConvertSpec& find_function(const ConvertCommand::Call& call, Planner& planner) {
    const auto* found =
        std::find_if(std::begin(kFunctions), std::end(kFunctions), [&](const auto& one) { return one.name == call.function; });
    if (found == std::end(kFunctions)) {
        std::vector<std::string_view> known;
        for (const auto& one : kFunctions) {
            known.push_back(one.name);
        }
        planner.fail("spl-unknown-function", call.span, "unknown function '" + call.function + "' of convert",
                     Help{did_you_mean(call.function, known)});
    }
    return *found;
}

}  // namespace

Planned plan_convert(const Command& command, Planner& planner) {
    const auto& convert = static_cast<const ConvertCommand&>(command);
    std::vector<BoundCall> calls;
    std::vector<std::string> untouched;
    for (const auto& written : convert.calls) {
        const auto& function = find_function(written, planner);
        if (function.apply == nullptr) {
            untouched.push_back(written.field.name);
            continue;
        }
        auto& call = calls.emplace_back();
        call.function = &function;
        call.name = written.field.name;
        call.output_name = written.output.empty() ? call.name : written.output;
        if (call.literal()) {
            call.field = planner.field(call.name);
            call.output = planner.field(call.output_name);
        } else if (!written.output.empty()) {
            planner.fail("spl-wildcard-mismatch", written.field.span,
                         "a name with wildcards is converted in its place: AS cannot follow");
        }
    }
    return OperatorPtr(std::make_unique<ConvertOperator>(std::move(calls), untouched, convert.time_format));
}

}  // namespace karst
