#include "parser/commands/set.h"
#include "engine/operators/row_key.h"
#include "engine/plan/planner.h"
#include "engine/plan/subsearch.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

namespace karst {

namespace {

using Keys = std::unordered_set<std::string>;

/// The results of two subsearches as sets: results are the same when all their fields are, and each comes out once.
class SetSource final : public Source {
public:
    SetSource(SetCommand::Operation operation, std::shared_ptr<const Plan> first, std::shared_ptr<const Plan> second,
              std::size_t limit)
        : operation_(operation), first_(std::move(first)), second_(std::move(second)), limit_(limit) {}

    void produce(RunContext& run, RowSink& sink) const override {
        auto first = subsearch_rows(first_, run, limit_, "set");
        auto second = subsearch_rows(second_, run, limit_, "set");
        const auto in_first = keys_of(first);
        const auto in_second = keys_of(second);
        Keys seen;
        using Operation = SetCommand::Operation;
        keep(first, seen, [&](const std::string& key) {
            return operation_ == Operation::Union || in_second.contains(key) == (operation_ == Operation::Intersection);
        });
        keep(second, seen, [&](const std::string& key) {
            return operation_ == Operation::Union || (operation_ == Operation::Difference && !in_first.contains(key));
        });
        if (push_all(first, sink)) {
            push_all(second, sink);
        }
    }
    void columns(Columns& columns, FieldTable&) const override { columns.open = true; }

private:
    static Keys keys_of(const std::vector<Batch>& batches) {
        Keys keys;
        std::string key;
        for (const auto& batch : batches) {
            for (const auto& row : batch.rows()) {
                make_key_of_all(row, key);
                keys.insert(key);
            }
        }
        return keys;
    }

    template <class Belongs>
    static void keep(std::vector<Batch>& batches, Keys& seen, Belongs belongs) {
        std::string key;
        for (auto& batch : batches) {
            auto& rows = batch.rows();
            const auto dropped = std::remove_if(rows.begin(), rows.end(), [&](const Row& row) {
                make_key_of_all(row, key);
                return !belongs(key) || !seen.insert(key).second;
            });
            rows.erase(dropped, rows.end());
        }
    }

    SetCommand::Operation operation_;
    std::shared_ptr<const Plan> first_;
    std::shared_ptr<const Plan> second_;
    std::size_t limit_;
};

}  // namespace

Planned plan_set(const Command& command, Planner& planner) {
    const auto& set = static_cast<const SetCommand&>(command);
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, "set must be the first command", "not the first");
    }
    auto first = planner.subplan(*set.first);
    auto second = planner.subplan(*set.second);
    return SourcePtr(std::make_unique<SetSource>(set.operation, std::move(first), std::move(second),
                                                 planner.environment().limits.append_rows));
}

}  // namespace karst
