#include "parser/commands/combine/transaction.h"
#include "engine/operators/combine/transaction_pool.h"
#include "engine/operators/combine/transaction_result.h"
#include "engine/operators/common/known_columns.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>
#include <limits>

namespace karst {

namespace {

constexpr std::size_t kUnlimited = std::numeric_limits<std::size_t>::max();
constexpr std::size_t kOpenEvents = 100'000;  // limits.conf, [transactions] maxopenevents

/// startswith or endswith, compiled: one of the two.
struct Filter {
    PredicatePtr search;
    EvalNodePtr eval;

    explicit operator bool() const { return search || eval; }
    bool matches(EvalContext& context) const { return search ? search->test(context) : is_true(eval->evaluate(context)); }
};

struct Settings {
    const TransactionCommand* command;
    std::vector<FieldId> fields;
    Filter starts_with;
    Filter ends_with;
    std::vector<std::string> reads;
    TransactionRendering rendering;
};

std::size_t limit_of(const std::optional<std::int64_t>& given, std::size_t otherwise) {
    if (!given) {
        return otherwise;
    }
    return *given < 0 ? kUnlimited : static_cast<std::size_t>(*given);
}

TransactionRules rules_of(const Settings& settings, const Limits& limits) {
    const auto& command = *settings.command;
    TransactionRules rules;
    rules.fields = settings.fields;
    rules.time = settings.rendering.fields.time;
    rules.max_span = command.max_span;
    rules.max_pause = command.max_pause;
    rules.max_events = limit_of(command.max_events, limits.transaction_events);
    rules.max_open = limit_of(command.max_open, limits.transaction_open);
    rules.max_open_events = limit_of(command.max_open_events, limits.transaction_open == kUnlimited ? kUnlimited : kOpenEvents);
    rules.has_start = static_cast<bool>(settings.starts_with);
    rules.has_end = static_cast<bool>(settings.ends_with);
    rules.connected = command.connected;
    rules.unify_ends = command.unify_ends;
    rules.keep_orphans = command.keep_orphans;
    rules.keep_evicted = command.keep_evicted;
    rules.constrained =
        rules.max_span || rules.max_pause || command.max_events.value_or(-1) > 0 || rules.has_start || rules.has_end;
    return rules;
}

class TransactionOperator final : public Operator {
public:
    explicit TransactionOperator(Settings settings) : settings_(std::move(settings)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override {
        for (const auto* made : {"duration", "eventcount", "closed_txn", "_txn_orphan"}) {
            live.remove(made);
        }
        for (const auto& name : settings_.reads) {
            live.add(name);
        }
    }
    void columns(Columns& columns, FieldTable&) const override {
        const auto& made = settings_.rendering.fields;
        for (const auto field : {made.duration, made.event_count, made.closed}) {
            if (!columns.open) {
                add_column(columns, field);
            }
        }
    }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .needs_order = true};
    }

private:
    class Run;
    Settings settings_;
};

class TransactionOperator::Run final : public CollectingRun {
public:
    Run(const Settings& settings, RunContext& run, RowSink& next)
        : CollectingRun("transaction", run, next), settings_(settings), rules_(rules_of(settings, run.limits)) {}

    void finish() override {
        TransactionPool pool(rules_, run());
        for (const auto& event : newest_first(events())) {
            pool.add(event);
        }
        auto transactions = pool.finish();
        std::stable_sort(transactions.begin(), transactions.end(),
                         [](const Transaction& a, const Transaction& b) { return a.earliest > b.earliest; });
        std::vector<Batch> results;
        for (const auto& transaction : transactions) {
            if (results.empty() || results.back().size() >= Batch::kRows) {
                results.emplace_back();
            }
            append_transaction(transaction, settings_.rendering, results.back(), run());
        }
        push_all(results, next());
        next().finish();
    }

private:
    std::vector<TransactionEvent> events() {
        std::vector<TransactionEvent> events;
        Arena scratch;
        RowReader reader{Row()};
        EvalContext context{reader, scratch, run()};
        for (const auto& batch : batches()) {
            for (const auto& row : batch.rows()) {
                reader.bind(row);
                TransactionEvent event;
                event.row = row;
                event.time = to_number(row.get(settings_.rendering.fields.time));
                event.starts = settings_.starts_with && settings_.starts_with.matches(context);
                event.ends = settings_.ends_with && settings_.ends_with.matches(context);
                events.push_back(event);
            }
            scratch.clear();
        }
        return events;
    }

    // Splunk's events come newest first, and the command relies on it; files are mostly written oldest first.
    static std::vector<TransactionEvent> newest_first(std::vector<TransactionEvent> events) {
        const auto newer = [](const TransactionEvent& a, const TransactionEvent& b) { return a.time > b.time; };
        const auto older = [](const TransactionEvent& a, const TransactionEvent& b) { return a.time < b.time; };
        if (std::is_sorted(events.begin(), events.end(), newer)) {
            return events;
        }
        // Events of the same second turn round with the others.
        if (std::is_sorted(events.begin(), events.end(), older)) {
            std::reverse(events.begin(), events.end());
        } else {
            std::stable_sort(events.begin(), events.end(), newer);
        }
        return events;
    }

    const Settings& settings_;
    TransactionRules rules_;
};

std::unique_ptr<OperatorRun> TransactionOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(settings_, run, next);
}

Filter compile_filter(const std::optional<TransactionCommand::Filter>& filter, Planner& planner,
                      std::vector<std::string>& reads) {
    Filter compiled;
    if (!filter) {
        return compiled;
    }
    const auto resolve = [&planner](std::string_view name) { return planner.field(name); };
    if (filter->eval) {
        compiled.eval = planner.eval(*filter->text).compile_condition(*filter->eval);
        const auto names = fields_read(*filter->eval);
        reads.insert(reads.end(), names.begin(), names.end());
    } else {
        compiled.search = SearchCompiler(*filter->text, resolve, 0, TimeZone()).compile(*filter->search);
        const auto names = fields_read(*filter->search, false);
        reads.insert(reads.end(), names.begin(), names.end());
    }
    return compiled;
}

}  // namespace

Planned plan_transaction(const Command& command, Planner& planner) {
    const auto& transaction = static_cast<const TransactionCommand&>(command);
    Settings settings;
    settings.command = &transaction;
    settings.reads = {"_time"};
    for (const auto& field : transaction.fields) {
        settings.fields.push_back(planner.field(field.name));
        settings.reads.push_back(field.name);
    }
    settings.starts_with = compile_filter(transaction.starts_with, planner, settings.reads);
    settings.ends_with = compile_filter(transaction.ends_with, planner, settings.reads);
    auto& rendering = settings.rendering;
    rendering.fields = {planner.field("_time"),      planner.field("_raw"),       planner.field("duration"),
                        planner.field("eventcount"), planner.field("closed_txn"), planner.field("_txn_orphan")};
    rendering.all_lists = transaction.all_lists;
    rendering.lists = {transaction.lists.begin(), transaction.lists.end()};
    rendering.raw_list = transaction.raw_list;
    rendering.null_text = transaction.null_text;
    if (transaction.raw_list) {
        planner.set_list_delimiter(rendering.fields.raw, transaction.delimiter);
    }
    return OperatorPtr(std::make_unique<TransactionOperator>(std::move(settings)));
}

}  // namespace karst
