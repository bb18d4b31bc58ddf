#include "parser/commands/combine/set.h"
#include "engine/operators/common/row_key.h"
#include "engine/plan/batches.h"
#include "engine/plan/plan_input.h"
#include "engine/plan/planner.h"

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
    SetSource(SetCommand::Operation operation, InputId first, InputId second)
        : operation_(operation), first_(first), second_(second) {}

    void produce(RunContext& run, RowSink& sink) const override {
        auto first = take_input_rows(first_, run);
        auto second = take_input_rows(second_, run);
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
        KeyEncoder key;
        for (const auto& batch : batches) {
            for (const auto& row : batch.rows()) {
                make_key_of_all(row, key);
                keys.emplace(key.key());
            }
        }
        return keys;
    }

    template <class Belongs>
    static void keep(std::vector<Batch>& batches, Keys& seen, Belongs belongs) {
        KeyEncoder encoder;
        for (auto& batch : batches) {
            auto& rows = batch.rows();
            const auto dropped = std::remove_if(rows.begin(), rows.end(), [&](const Row& row) {
                make_key_of_all(row, encoder);
                const std::string key(encoder.key());
                return !belongs(key) || !seen.insert(key).second;
            });
            rows.erase(dropped, rows.end());
        }
    }

    SetCommand::Operation operation_;
    InputId first_;
    InputId second_;
};

}  // namespace

Planned plan_set(const Command& command, Planner& planner) {
    const auto& set = static_cast<const SetCommand&>(command);
    if (!planner.first()) {
        planner.fail("spl-generating-place", command.span, "set must be the first command", "not the first");
    }
    const auto limit = planner.environment().limits.append_rows;
    const auto first = planner.input(*set.first, limit, "set");
    const auto second = planner.input(*set.second, limit, "set");
    return SourcePtr(std::make_unique<SetSource>(set.operation, first, second));
}

}  // namespace karst
