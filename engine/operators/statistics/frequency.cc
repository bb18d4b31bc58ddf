#include "engine/operators/statistics/frequency.h"

#include "engine/operators/common/known_columns.h"
#include "engine/operators/statistics/grouped_aggregates.h"
#include "engine/plan/mergeable_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace karst {

namespace {

struct Settings {
    std::string command;
    FrequencyOrder order = FrequencyOrder::MostFirst;
    AggregateList nothing;  // groups know how many rows they have; no other function is wanted
    std::vector<std::string> names;
    std::vector<FieldId> by;
    std::vector<FieldId> fields;
    std::size_t limit = 10;
    std::optional<FieldId> count;
    std::optional<FieldId> percent;
    bool use_other = false;
    std::string other;

    std::vector<FieldId> keys() const {
        std::vector<FieldId> keys = by;
        keys.insert(keys.end(), fields.begin(), fields.end());
        return keys;
    }
};

// The groups of one combination of BY values, and all their rows together.
struct Share {
    std::vector<std::uint32_t> groups;
    std::uint64_t rows = 0;
};

class FrequencyRun final : public MergeableRun {
public:
    FrequencyRun(const Settings& settings, RunContext& run, RowSink& next)
        : MergeableRun(run, next), settings_(settings), keys_(settings.keys()),
          grouped_(settings.command, settings.nothing, plain_columns(keys_), false, run) {}

    void merge(OperatorRun& other) override { grouped_.merge(static_cast<FrequencyRun&>(other).grouped_); }

    void finish() override {
        GroupTable by(settings_.by.size());
        auto shares = share_out(by);
        wanted_ = true;
        for (const auto index : sorted_groups(by)) {
            emit(by.key(index), shares[index]);
        }
        flush();
        next().finish();
    }

protected:
    bool consume(Batch& batch) override {
        for (const Row& row : batch.rows()) {
            grouped_.add(row, batch.arena());
        }
        return true;
    }

private:
    // In the order of their values, so that of equally frequent ones that order decides.
    std::vector<Share> share_out(GroupTable& by) const {
        std::vector<Share> shares;
        for (const auto group : sorted_groups(grouped_.groups())) {
            const auto index = by.find_or_add(grouped_.groups().key(group).first(settings_.by.size())).group;
            if (index == shares.size()) {
                shares.emplace_back();
            }
            shares[index].groups.push_back(group);
            shares[index].rows += grouped_.rows(group);
        }
        return shares;
    }

    void emit(std::span<const Value> by, Share& share) {
        std::stable_sort(share.groups.begin(), share.groups.end(), [this](std::uint32_t left, std::uint32_t right) {
            const auto a = grouped_.rows(left);
            const auto b = grouped_.rows(right);
            return settings_.order == FrequencyOrder::MostFirst ? a > b : a < b;
        });
        const auto shown = shown_of(share.groups.size());
        auto rest = share.rows;
        for (std::size_t place = 0; place < shown; ++place) {
            const auto group = share.groups[place];
            add_row(by, grouped_.groups().key(group).subspan(settings_.by.size()), grouped_.rows(group), share.rows);
            rest -= grouped_.rows(group);
        }
        if (settings_.use_other && shown < share.groups.size()) {
            const std::vector<Value> others(settings_.fields.size(), Value::string(settings_.other));
            add_row(by, others, rest, share.rows);
        }
    }

    // limit=0 shows all values up to a limit of Splunk's (limits.conf, [top] maxresultrows).
    std::size_t shown_of(std::size_t groups) {
        const auto asked = settings_.limit == 0 ? groups : std::min(settings_.limit, groups);
        if (asked > run().limits.top_values) {
            run().warn(settings_.command + " kept the first " + std::to_string(run().limits.top_values) +
                       " values, as Splunk does; --no-caps keeps all");
        }
        return std::min(asked, run().limits.top_values);
    }

    void add_row(std::span<const Value> by, std::span<const Value> values, std::uint64_t rows, std::uint64_t of) {
        if (!wanted_) {
            return;
        }
        Row& row = batch_.append(run().fields.size());
        for (std::size_t column = 0; column < keys_.size(); ++column) {
            const Value value = column < by.size() ? by[column] : values[column - by.size()];
            batch_.set(row, keys_[column], batch_.arena().copy(value));
        }
        if (settings_.count) {
            batch_.set(row, *settings_.count, Value::number(static_cast<double>(rows)));
        }
        if (settings_.percent) {
            const auto percent = fmt::format("{:.6f}", 100.0 * static_cast<double>(rows) / static_cast<double>(of));
            batch_.set(row, *settings_.percent, Value::string(batch_.arena().copy(percent)));
        }
        if (batch_.size() == Batch::kRows) {
            flush();
        }
    }

    void flush() {
        if (wanted_ && !batch_.empty()) {
            wanted_ = next().push(batch_);
        }
        batch_ = Batch();
    }

    const Settings& settings_;
    std::vector<FieldId> keys_;
    GroupedAggregates grouped_;
    Batch batch_;
    bool wanted_ = true;
};

class FrequencyOperator final : public Operator {
public:
    explicit FrequencyOperator(Settings settings) : settings_(std::move(settings)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override {
        return std::make_unique<FrequencyRun>(settings_, run, next);
    }

    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        for (const auto& name : settings_.names) {
            live.add(name);
        }
    }

    void columns(Columns& columns, FieldTable&) const override {
        columns.order = settings_.keys();
        for (const auto& column : {settings_.count, settings_.percent}) {
            if (column) {
                add_column(columns, *column);
            }
        }
        columns.open = false;
    }

    OperatorFacts facts() const override {
        return {.distribution = Distribution::Mergeable, .state = StateSize::Groups, .transforming = true};
    }

private:
    Settings settings_;
};

std::optional<FieldId> output(const std::string& name, std::string_view option, bool shown, const FrequencyCommand& command,
                              const std::vector<FieldName>& fields, Planner& planner) {
    if (!shown) {
        return std::nullopt;
    }
    for (const auto& field : fields) {
        if (field.name == name) {
            planner.fail("spl-duplicate-output", field.span, command.name + " writes a field '" + name + "' too",
                         Help{"give that another name with " + std::string(option) + "=<name>"});
        }
    }
    return planner.field(name);
}

}  // namespace

OperatorPtr make_frequency_operator(const FrequencyCommand& command, FrequencyOrder order, Planner& planner) {
    Settings settings;
    settings.command = command.name;
    settings.order = order;
    settings.by = by_fields(command.by, planner);
    settings.fields = by_fields(command.fields, planner);
    auto fields = command.by;
    fields.insert(fields.end(), command.fields.begin(), command.fields.end());
    for (const auto& field : fields) {
        settings.names.push_back(field.name);
    }
    settings.limit = command.limit;
    settings.count = output(command.count_field, "countfield", command.show_count, command, fields, planner);
    settings.percent = output(command.percent_field, "percentfield", command.show_percent, command, fields, planner);
    settings.use_other = command.use_other;
    settings.other = command.other;
    return std::make_unique<FrequencyOperator>(std::move(settings));
}

}  // namespace karst
