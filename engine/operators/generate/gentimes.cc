#include "parser/commands/generate/gentimes.h"
#include "base/number_text.h"
#include "engine/aggregate/time_buckets.h"
#include "engine/plan/planner.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace karst {

namespace {

// MM/DD/YYYY[:HH:MM:SS], with two digits of the year as well, or days from the last midnight.
std::optional<double> read_timestamp(const std::string& text, double now, const TimeZone& zone) {
    if (const auto days = whole_number(text)) {
        return relative_time(now, (*days < 0 ? "-" : "+") + std::to_string(std::abs(*days)) + "d@d", zone);
    }
    const auto year = text.rfind('/') + 1;
    const auto end = std::min(text.find(':', year), text.size());
    const std::string date = end - year == 2 ? "%m/%d/%y" : "%m/%d/%Y";
    const bool has_time = end < text.size();
    // Reading stops where the format ends, so what is left over is looked at here.
    const auto colons = std::count(text.begin(), text.end(), ':');
    if (year == 0 || (has_time && colons != 3) || text.find_first_not_of("0123456789/:") != std::string::npos) {
        return std::nullopt;
    }
    return parse_time(text, has_time ? date + ":%H:%M:%S" : date, zone, now);
}

class GentimesSource final : public Source {
public:
    GentimesSource(std::string start, std::string end, TimeSpan increment)
        : start_(std::move(start)), end_(std::move(end)), increment_(increment) {}

    void produce(RunContext& run, RowSink& sink) const override {
        const auto start = read_timestamp(start_, run.now, run.zone);
        const auto end = read_timestamp(end_, run.now, run.zone);
        const auto columns = intern(run.fields);
        Batch batch;
        for (auto from = start.value_or(0); start && end && from < *end;) {
            const auto to = shift_time(from, increment_, 1, run.zone);
            add_row(batch, run, columns, from, to - 1);
            if (batch.size() >= Batch::kRows) {
                if (!sink.push(batch)) {
                    return;
                }
                batch = Batch();
            }
            from = to;
        }
        if (!batch.empty()) {
            sink.push(batch);
        }
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        const auto all = intern(fields);
        columns = {{all.begin(), all.end()}, false};
    }

private:
    using ColumnIds = std::array<FieldId, 4>;

    static ColumnIds intern(FieldTable& fields) {
        return {fields.intern("starttime"), fields.intern("starthuman"), fields.intern("endtime"), fields.intern("endhuman")};
    }

    static void add_row(Batch& batch, RunContext& run, const ColumnIds& columns, double from, double last) {
        Row& row = batch.append(run.fields.size());
        batch.set(row, columns[0], Value::number(from));
        batch.set(row, columns[1], human(from, batch, run));
        batch.set(row, columns[2], Value::number(last));
        batch.set(row, columns[3], human(last, batch, run));
    }

    static Value human(double time, Batch& batch, const RunContext& run) {
        return Value::string(batch.arena().copy(format_time(time, "%a %b %e %H:%M:%S %Y", run.zone)));
    }

    std::string start_;
    std::string end_;
    TimeSpan increment_;
};

TimeSpan read_increment(const GentimesCommand& command, Planner& planner) {
    const auto span = parse_time_span(command.increment);
    if (!span || span->unit > TimeSpan::Unit::Day || span->count < 1) {
        planner.fail("spl-bad-span", command.increment_span, "'" + command.increment + "' is not an increment",
                     Help{"write a whole number with s, m, h or d, such as 1h"});
    }
    return *span;
}

void check_timestamp(const std::string& text, Span span, Planner& planner) {
    if (!read_timestamp(text, 0, TimeZone())) {
        planner.fail("spl-bad-option", span, "'" + text + "' is not a timestamp",
                     Help{"write MM/DD/YYYY or MM/DD/YYYY:HH:MM:SS, or a number of days such as -7"});
    }
}

}  // namespace

Planned plan_gentimes(const Command& command, Planner& planner) {
    planner.note_now();
    const auto& gentimes = static_cast<const GentimesCommand&>(command);
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, "gentimes must be the first command", "not the first");
    }
    const auto end = gentimes.end.empty() ? "0" : gentimes.end;
    check_timestamp(gentimes.start, gentimes.start_span, planner);
    check_timestamp(end, gentimes.end_span, planner);
    return SourcePtr(std::make_unique<GentimesSource>(gentimes.start, end, read_increment(gentimes, planner)));
}

}  // namespace karst
