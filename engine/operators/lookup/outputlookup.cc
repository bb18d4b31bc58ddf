#include "parser/commands/lookup/outputlookup.h"
#include "engine/lookup/lookup.h"
#include "engine/plan/batches.h"
#include "engine/plan/planner.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

class OutputlookupOperator final : public Operator {
public:
    explicit OutputlookupOperator(const OutputlookupCommand& command)
        : table_(command.table.name), append_(command.append), override_if_empty_(command.override_if_empty),
          max_(command.most < 0 ? static_cast<std::size_t>(-1) : static_cast<std::size_t>(command.most)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    void propagate_required_fields(FieldSet& live) const override { live.add_everything(); }
    OperatorFacts facts() const override {
        return {.distribution = Distribution::Whole, .state = StateSize::Rows, .needs_order = true};
    }

private:
    class Run;
    std::string table_;
    bool append_;
    bool override_if_empty_;
    std::size_t max_;
};

// Writes to memory of this run only: the files of a content directory are never touched.
class OutputlookupOperator::Run final : public CollectingRun {
public:
    Run(const OutputlookupOperator& op, RunContext& run, RowSink& next) : CollectingRun("outputlookup", run, next), op_(op) {}

    void finish() override {
        auto rows = gathered();
        if (op_.append_) {
            rows = appended(std::move(rows));
        }
        if (!rows.rows.empty() || op_.override_if_empty_) {
            run().lookups->replace(op_.table_, std::move(rows));
        }
        push_all(batches(), next());
        next().finish();
    }

private:
    LookupRows gathered() {
        LookupRows rows;
        std::vector<FieldId> columns;
        for (FieldId id = 0; id < run().fields.size(); ++id) {
            const bool used = std::any_of(batches().begin(), batches().end(), [id](const Batch& batch) {
                return std::any_of(batch.rows().begin(), batch.rows().end(),
                                   [id](const Row& row) { return !row.get(id).is_null(); });
            });
            const auto name = run().fields.name(id);
            if (used && !name.empty() && name.front() != '_') {
                columns.push_back(id);
                rows.columns.emplace_back(name);
            }
        }
        for (const auto& batch : batches()) {
            for (const auto& row : batch.rows()) {
                if (rows.rows.size() >= op_.max_) {
                    return rows;
                }
                auto& cells = rows.rows.emplace_back();
                for (const auto id : columns) {
                    append_text(row.get(id), cells.emplace_back());
                }
            }
        }
        return rows;
    }

    LookupRows appended(LookupRows added) {
        if (run().lookups->definition(op_.table_) == nullptr) {
            return added;
        }
        LookupRows all = run().lookups->table(op_.table_)->rows();
        std::vector<std::size_t> columns;
        for (const auto& name : added.columns) {
            const auto known = std::find(all.columns.begin(), all.columns.end(), name);
            columns.push_back(static_cast<std::size_t>(known - all.columns.begin()));
            if (known == all.columns.end()) {
                all.columns.push_back(name);
            }
        }
        for (auto& cells : added.rows) {
            auto& row = all.rows.emplace_back(all.columns.size());
            for (std::size_t column = 0; column < cells.size(); ++column) {
                row[columns[column]] = std::move(cells[column]);
            }
        }
        return all;
    }

    const OutputlookupOperator& op_;
};

std::unique_ptr<OperatorRun> OutputlookupOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_outputlookup(const Command& command, Planner& planner) {
    planner.note_change_of_lookups();
    const auto& outputlookup = static_cast<const OutputlookupCommand&>(command);
    // What is written here may be read by the commands behind.
    const auto& lookups = planner.environment().lookups;
    if (lookups && lookups->definition(outputlookup.table.name) == nullptr) {
        LookupDefinition made;
        made.name = outputlookup.table.name;
        lookups->define(std::move(made));
    }
    return OperatorPtr(std::make_unique<OutputlookupOperator>(outputlookup));
}

}  // namespace karst
