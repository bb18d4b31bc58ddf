// tstats (Search Reference, tstats). Splunk answers it from an index or a data model's summaries; here it is a scan like that
// of a search, whose events must belong to the dataset, and statistics over the fields that it names. So all tstats of a set
// of rules share one pass over the events with everything else.
#include "parser/commands/datamodel/tstats.h"
#include "engine/operators/common/source_appender.h"
#include "engine/operators/datamodel/dataset_resolution.h"
#include "engine/operators/statistics/stats.h"
#include "engine/plan/planner.h"
#include "engine/search/predicate.h"
#include "engine/value/number.h"

#include <algorithm>
#include <set>

namespace karst {

namespace {

// With prestats=true Splunk passes partial results on, of which the next command makes whole ones. Here it passes on the events
// with the fields that it names; the next command then sees all that it would have seen in the partial results.
class PrestatsOperator final : public BatchOperator {
public:
    PrestatsOperator(std::set<std::string> names, std::vector<FieldId> by, Grouping grouping)
        : names_(std::move(names)), by_(std::move(by)), grouping_(std::move(grouping)) {}

    void propagate_required_fields(FieldSet& live) const override {
        live.clear();
        for (const auto& name : names_) {
            live.add(name);
        }
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        columns.order.clear();
        for (const auto& name : names_) {
            columns.order.push_back(fields.intern(name));
        }
        columns.open = false;
    }

    OperatorFacts facts() const override {
        return {.distribution = Distribution::PerRow, .state = StateSize::None, .transforming = true};
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        const TimeBuckets buckets(grouping_.span.value_or(BucketSpan{automatic_spans().front(), ""}), run.zone);
        batch.filter([&](Row& row) {
            drop_fraction(batch, row, *grouping_.whole_seconds);
            return std::all_of(by_.begin(), by_.end(), [&](FieldId field) {
                if (row.get(field).is_null() && grouping_.fill_null && field != grouping_.time) {
                    batch.set(row, field, Value::string(*grouping_.fill_null));
                }
                const auto time = grouping_.span && field == grouping_.time ? to_number(row.get(field)) : std::nullopt;
                if (time) {
                    batch.set(row, field, Value::number(buckets.start(*time)));
                }
                return !row.get(field).is_null();
            });
        });
    }

private:
    std::set<std::string> names_;
    std::vector<FieldId> by_;
    Grouping grouping_;
};

// Every name that the command mentions, with its place.
std::vector<FieldName> names_of(const TstatsCommand& tstats) {
    std::vector<FieldName> names(tstats.by);
    for (const auto& call : tstats.aggregates) {
        if (!call.field.name.empty()) {
            names.push_back(call.field);
        }
    }
    const auto add = [&](const auto& self, const SearchExpression& expression) -> void {
        if (expression.kind == SearchExpression::Kind::Compare || expression.kind == SearchExpression::Kind::In) {
            names.push_back({expression.field, expression.field_span});
        }
        for (const auto& child : expression.children) {
            self(self, *child);
        }
    };
    if (tstats.where) {
        add(add, *tstats.where);
    }
    return names;
}

// Without a dataset in FROM the fields say which is meant; without any field of a dataset it is all of them.
std::vector<const Dataset*> implied_datasets(const DataModel& model, const std::vector<FieldName>& names) {
    std::vector<const Dataset*> datasets;
    const auto add_root_of = [&](const Dataset& dataset) {
        const auto* root = &dataset;
        while (const auto* parent = model.parent_of(*root)) {
            root = parent;
        }
        if (std::find(datasets.begin(), datasets.end(), root) == datasets.end()) {
            datasets.push_back(root);
        }
    };
    for (const auto& name : names) {
        if (const auto place = model.place_of(name.name); place.dataset != nullptr) {
            add_root_of(*place.dataset);
        }
    }
    if (datasets.empty()) {
        for (const auto& dataset : model.datasets) {
            add_root_of(dataset);
        }
    }
    return datasets;
}

// A field that the model does not declare is missing in every event: Splunk says nothing, its author may want to know.
void check_fields(const DataModel& model, const std::vector<FieldName>& names, Planner& planner) {
    for (const auto& name : names) {
        const auto place = model.place_of(name.name);
        const bool undeclared = place.dataset != nullptr && !place.dataset->declares(place.field);
        if (undeclared) {
            std::vector<std::string_view> known(place.dataset->fields.begin(), place.dataset->fields.end());
            planner.warn("spl-undeclared-field", name.span,
                         "the dataset " + place.dataset->lineage + " has no field '" + std::string(place.field) + "'",
                         did_you_mean(place.field, known));
        }
    }
}

std::shared_ptr<const DatasetScope> scope_of(const TstatsCommand& tstats, const std::vector<FieldName>& names,
                                             Planner& planner) {
    if (!tstats.from) {
        return nullptr;
    }
    auto model = find_model(*tstats.from, planner);
    auto datasets = tstats.from->dataset.empty() ? implied_datasets(*model, names)
                                                 : std::vector<const Dataset*>{&find_dataset(*model, *tstats.from, planner)};
    check_fields(*model, names, planner);
    return std::make_shared<const DatasetScope>(std::move(model), std::move(datasets), DatasetScope::Names::Prefixed, true);
}

Grouping grouping_of(const TstatsCommand& tstats, Planner& planner) {
    Grouping grouping;
    grouping.fill_null = tstats.fill_null;
    // What tstats reads in Splunk, an index's time series, knows no parts of a second.
    grouping.whole_seconds = planner.field("_time");
    const bool by_time =
        std::any_of(tstats.by.begin(), tstats.by.end(), [](const auto& field) { return field.name == "_time"; });
    if (by_time) {
        grouping.time = planner.field("_time");
    }
    if (tstats.span.empty() || tstats.span == "auto") {
        return grouping;
    }
    grouping.span = parse_bucket_span(tstats.span);
    if (!grouping.span) {
        planner.fail("spl-bad-span", tstats.span_place, "'" + tstats.span + "' is not a span of time",
                     Help{"write a number and a unit, such as 5m or 1h"});
    }
    if (!by_time) {
        planner.fail("spl-span-without-time", tstats.span_place, "span is about _time, which is not among the BY fields",
                     Help{"write by _time span=" + tstats.span});
    }
    return grouping;
}

void check_aggregates(const TstatsCommand& tstats, Planner& planner) {
    for (const auto& call : tstats.aggregates) {
        if (call.eval) {
            planner.fail("spl-eval-in-tstats", call.span, "tstats takes fields, not eval expressions");
        }
        if (has_wildcard(call.field.name)) {
            planner.fail("spl-wildcard-in-tstats", call.field.span, "tstats takes no wildcards in names of fields");
        }
    }
}

}  // namespace

Planned plan_tstats(const Command& command, Planner& planner) {
    const auto& tstats = static_cast<const TstatsCommand&>(command);
    if (!planner.first()) {
        if (!tstats.append) {
            planner.fail("spl-generating-place", command.span, "tstats must be the first command, or have append=true",
                         "not the first");
        }
        return make_source_appender(make_input_source({planner.input(command)}));
    }
    check_aggregates(tstats, planner);
    planner.scan(tstats.where.get(), scope_of(tstats, names_of(tstats), planner));
    auto grouping = grouping_of(tstats, planner);
    AggregateList list(tstats.aggregates, tstats.by, planner, command.span, {.command = "tstats"});
    if (!tstats.partial) {
        return make_stats_operator(std::move(list), std::move(grouping));
    }
    FieldSet reads;
    list.propagate_required_fields(reads);
    return OperatorPtr(std::make_unique<PrestatsOperator>(reads.names(), list.by(), std::move(grouping)));
}

}  // namespace karst
