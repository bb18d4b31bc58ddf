#include "parser/commands/bin.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"
#include "engine/time/time_format.h"
#include "engine/value/number.h"

#include <charconv>
#include <cmath>

namespace karst {

namespace {

// log spans: 1.5log10 puts 0.15, 1.5, 15, 150 … at the edges.
struct LogSpan {
    double coefficient = 1;
    double base = 10;
};

struct Buckets {
    std::optional<TimeSpan> time;
    std::optional<double> width;
    std::optional<LogSpan> log;
};

std::optional<LogSpan> parse_log_span(std::string_view text) {
    const auto at = text.find("log");
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    LogSpan span;
    if (at > 0) {
        std::from_chars(text.data(), text.data() + at, span.coefficient);
    }
    if (at + 3 < text.size()) {
        std::from_chars(text.data() + at + 3, text.data() + text.size(), span.base);
    }
    return span.base > 1 && span.coefficient >= 1 && span.coefficient < span.base ? std::optional(span) : std::nullopt;
}

std::string range(double low, double high) {
    return format_number(low) + "-" + format_number(high);
}

class BinOperator final : public Operator {
public:
    BinOperator(const BinCommand& command, FieldId field, FieldId output, Buckets buckets)
        : name_(command.field.name), output_name_(command.output), field_(field), output_(output), buckets_(buckets),
          bins_(std::max<std::int64_t>(command.bins, 1)), start_(command.start), end_(command.end), align_(command.align_time) {
    }

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void require(FieldSet& live) const override {
        live.remove(output_name_);
        live.add(name_);
    }
    void columns(Columns& columns, FieldTable&) const override {
        if (!columns.open && std::find(columns.order.begin(), columns.order.end(), output_) == columns.order.end()) {
            columns.order.push_back(output_);
        }
    }
    OperatorTraits traits() const override { return {.streaming = has_span()}; }

private:
    class Run;
    bool has_span() const { return buckets_.time || buckets_.width || buckets_.log; }

    std::string name_;
    std::string output_name_;
    FieldId field_;
    FieldId output_;
    Buckets buckets_;
    std::int64_t bins_;
    std::optional<double> start_;
    std::optional<double> end_;
    std::string align_;
};

class BinOperator::Run final : public CollectingRun {
public:
    Run(const BinOperator& op, RunContext& run, RowSink& next) : CollectingRun(run, next), op_(op), buckets_(op.buckets_) {}

    void finish() override {
        if (!op_.has_span()) {
            choose_buckets();
            for (auto& batch : batches()) {
                put(batch);
            }
            push_all(batches(), next());
        }
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        if (!op_.has_span()) {
            return CollectingRun::consume(batch);
        }
        put(batch);
        return next().push(batch);
    }

private:
    void put(Batch& batch) {
        for (auto& row : batch.rows()) {
            const Value value = row.get(op_.field_);
            const auto number = to_number(value);
            batch.set(row, op_.output_, number ? bucket(*number, batch.arena()) : value);
        }
    }

    Value bucket(double number, Arena& arena) const {
        if (buckets_.time) {
            if (const auto align = alignment()) {
                const double seconds = buckets_.time->count * unit_seconds(buckets_.time->unit);
                return Value::number(std::floor((number - *align) / seconds) * seconds + *align);
            }
            return Value::number(snap_to_span(number, *buckets_.time, run_zone()));
        }
        if (buckets_.log) {
            if (number <= 0) {
                return Value::string(arena.copy(format_number(number)));
            }
            const auto& log = *buckets_.log;
            const double exponent = std::floor(std::log(number / log.coefficient) / std::log(log.base));
            return Value::string(arena.copy(
                range(log.coefficient * std::pow(log.base, exponent), log.coefficient * std::pow(log.base, exponent + 1))));
        }
        const double width = buckets_.width.value_or(1);
        const double low = std::floor(number / width) * width;
        return Value::string(arena.copy(range(round_significant(low, 15), round_significant(low + width, 15))));
    }

    static double unit_seconds(TimeSpan::Unit unit) {
        switch (unit) {
        case TimeSpan::Unit::Second:
            return 1;
        case TimeSpan::Unit::Minute:
            return 60;
        case TimeSpan::Unit::Hour:
            return 3600;
        case TimeSpan::Unit::Day:
            return 86400;
        default:
            return 7 * 86400;
        }
    }

    // aligntime counts only for spans shorter than a day (Search Reference, bin).
    std::optional<double> alignment() const {
        const bool fixed = buckets_.time->unit == TimeSpan::Unit::Second || buckets_.time->unit == TimeSpan::Unit::Minute ||
                           buckets_.time->unit == TimeSpan::Unit::Hour;
        if (op_.align_.empty() || !fixed || op_.align_ == "earliest" || op_.align_ == "latest") {
            return std::nullopt;
        }
        return parse_time_bound(op_.align_, const_cast<Run*>(this)->run().now, run_zone());
    }

    const TimeZone& run_zone() const { return const_cast<Run*>(this)->run().zone; }

    // Without a span: the narrowest round width that gives no more than the wanted number of buckets.
    void choose_buckets() {
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        for (const auto& batch : batches()) {
            for (const auto& row : batch.rows()) {
                if (const auto number = to_number(row.get(op_.field_))) {
                    low = std::min(low, *number);
                    high = std::max(high, *number);
                }
            }
        }
        low = op_.start_.value_or(low);
        high = op_.end_.value_or(high);
        if (!(high >= low)) {
            buckets_.width = 1;
            return;
        }
        if (op_.name_ == "_time") {
            static constexpr double kSpans[] = {1, 5, 10, 30, 60, 300, 600, 1800, 3600, 10800, 21600, 43200, 86400};
            for (const double seconds : kSpans) {
                if (!buckets_.time && (high - low) / seconds <= static_cast<double>(op_.bins_)) {
                    buckets_.time = TimeSpan{seconds, TimeSpan::Unit::Second};
                }
            }
            if (!buckets_.time) {
                buckets_.time = TimeSpan{1, TimeSpan::Unit::Month};
            }
            return;
        }
        double width = std::pow(10.0, std::floor(std::log10(std::max(high - low, 1e-9) / static_cast<double>(op_.bins_))));
        while (std::floor(high / width) - std::floor(low / width) + 1 > static_cast<double>(op_.bins_)) {
            width *= 10;
        }
        buckets_.width = width;
    }

    const BinOperator& op_;
    Buckets buckets_;
};

std::unique_ptr<OperatorRun> BinOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_bin(const Command& command, Planner& planner) {
    const auto& bin = static_cast<const BinCommand&>(command);
    Buckets buckets;
    if (!bin.span.empty()) {
        const auto number = parse_number(bin.span);
        buckets.log = parse_log_span(bin.span);
        if (buckets.log) {
            // done
        } else if (number && number->number > 0 && bin.field.name != "_time") {
            buckets.width = number->number;
        } else {
            buckets.time = number && number->number > 0 ? std::optional(TimeSpan{number->number, TimeSpan::Unit::Second})
                                                        : parse_time_span(bin.span);
        }
        if (!buckets.log && !buckets.width && !buckets.time) {
            planner.fail("spl-bad-span", bin.span_span, "'" + bin.span + "' is not a span", "",
                         "write a number, a time such as 5m or 1d, or a logarithm such as 2log10");
        }
    }
    return OperatorPtr(std::make_unique<BinOperator>(bin, planner.field(bin.field.name), planner.field(bin.output), buckets));
}

}  // namespace karst
