#include "parser/commands/fields/rename.h"
#include "engine/operators/common/matching_fields.h"
#include "engine/plan/lineage.h"
#include "engine/plan/planner.h"
#include "engine/value/wildcard.h"

#include <algorithm>
#include <optional>

namespace karst {

namespace {

// One pair of names. Pairs work one after the other, on the names that the one before has left.
struct RenamePair {
    std::string from_name;
    Wildcard from;
    Wildcard to;
    FieldId from_id = 0;  // of a pair without wildcards
    FieldId to_id = 0;

    bool literal() const { return from.is_literal(); }

    /// The new name; nothing when the pair is not about `name`. A wildcard does not stand for internal fields unless it says
    /// so.
    std::optional<std::string> renamed(std::string_view name) const { return translated(from, to, name); }
    /// The old name of what is called `name` now, if this pair may have called it so.
    std::optional<std::string> original(std::string_view name) const { return translated(to, from, name); }

private:
    std::optional<std::string> translated(const Wildcard& pattern, const Wildcard& into, std::string_view name) const {
        std::vector<std::string_view> stars;
        if (!pattern.matches(name, stars) ||
            (!literal() && is_internal_field(name) && !is_internal_field(pattern.pieces().front()))) {
            return std::nullopt;
        }
        std::string made = into.pieces().front();
        for (std::size_t star = 0; star + 1 < into.pieces().size(); ++star) {
            made.append(stars[star]).append(into.pieces()[star + 1]);
        }
        return made;
    }
};

class RenameOperator final : public Operator {
public:
    explicit RenameOperator(std::vector<RenamePair> pairs) : pairs_(std::move(pairs)) {}

    std::unique_ptr<OperatorRun> start(RunContext& run, RowSink& next) const override;
    OperatorFacts facts() const override { return {.distribution = Distribution::PerRow, .state = StateSize::None}; }

    void propagate_required_fields(FieldSet& live) const override {
        for (auto pair = pairs_.rbegin(); pair != pairs_.rend(); ++pair) {
            if (!live.patterns().empty()) {
                live.add(pair->from_name);  // what a pattern wants of the new names may come from the old ones
            }
            for (const auto& name : std::set<std::string>(live.names())) {
                const auto original = pair->original(name);
                if (original && pair->literal()) {
                    live.remove(name);
                }
                if (original) {
                    live.add(*original);
                }
            }
        }
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        for (const auto& pair : pairs_) {
            std::vector<FieldId> order;
            std::vector<FieldId> overwritten;
            for (const auto id : columns.order) {
                const auto renamed = pair.renamed(fields.name(id));
                order.push_back(renamed ? fields.intern(*renamed) : id);
                if (renamed && order.back() != id) {
                    overwritten.push_back(order.back());
                }
            }
            // A column that another has taken the name of is gone.
            std::vector<FieldId> left;
            for (std::size_t index = 0; index < order.size(); ++index) {
                const bool lost = order[index] == columns.order[index] &&
                                  std::find(overwritten.begin(), overwritten.end(), order[index]) != overwritten.end();
                if (!lost && std::find(left.begin(), left.end(), order[index]) == left.end()) {
                    left.push_back(order[index]);
                }
            }
            columns.order = std::move(left);
        }
    }

    bool trace(Lineage& lineage, const FieldTable&) const override {
        for (const auto& pair : pairs_) {
            if (pair.literal()) {
                lineage.rename(pair.from_name, pair.to.pieces().front());
            } else if (lineage.is_open()) {
                return false;  // what it renames is not known
            } else {
                rename_known(pair, lineage);
            }
        }
        return true;
    }

private:
    // All are renamed at once. A name that a column has already has values of both afterwards.
    static void rename_known(const RenamePair& pair, Lineage& lineage) {
        Lineage::Columns columns;
        for (const auto& [name, origin] : lineage.columns()) {
            const auto [column, added] = columns.try_emplace(pair.renamed(name).value_or(name), origin);
            if (!added) {
                column->second = std::nullopt;
            }
        }
        lineage.close(std::move(columns));
    }

    class Run;
    std::vector<RenamePair> pairs_;
};

class RenameOperator::Run final : public OperatorRun {
public:
    Run(const RenameOperator& op, RunContext& run, RowSink& next) : OperatorRun(run, next), op_(op), moves_(op.pairs_.size()) {}

protected:
    bool consume(Batch& batch) override {
        for (std::size_t index = 0; index < op_.pairs_.size(); ++index) {
            const auto& pair = op_.pairs_[index];
            if (pair.literal()) {
                rename_one(pair, batch);
            } else {
                rename_matching(pair, moves_[index], batch);
            }
        }
        return next().push(batch);
    }

private:
    struct Move {
        FieldId from;
        std::string name;
        std::optional<FieldId> to;  // interned only when a row has a value to move
    };
    /// What a pair with wildcards does with the names that were known when it was last asked.
    struct Moves {
        std::vector<Move> all;
        std::size_t seen = 0;
    };

    // Without a value to move, what has the new name is cleared all the same (Search Reference, rename: fields cannot be
    // merged).
    static void rename_one(const RenamePair& pair, Batch& batch) {
        if (pair.from_id == pair.to_id) {
            return;
        }
        for (auto& row : batch.rows()) {
            batch.set(row, pair.to_id, row.get(pair.from_id));
            batch.set(row, pair.from_id, Value());
        }
    }

    void rename_matching(const RenamePair& pair, Moves& moves, Batch& batch) {
        for (; moves.seen < run().fields.size(); ++moves.seen) {
            const auto id = static_cast<FieldId>(moves.seen);
            if (auto renamed = pair.renamed(run().fields.name(id)); renamed && *renamed != run().fields.name(id)) {
                moves.all.push_back({id, std::move(*renamed), std::nullopt});
            }
        }
        std::vector<std::pair<FieldId, Value>> values;
        for (auto& row : batch.rows()) {
            // All are taken before any is put: one may have the name that another gets.
            for (auto& move : moves.all) {
                const Value value = row.get(move.from);
                if (value.is_null()) {
                    continue;
                }
                if (!move.to) {
                    move.to = run().fields.intern(move.name);
                }
                values.emplace_back(*move.to, value);
                batch.set(row, move.from, Value());
            }
            for (const auto& [to, value] : values) {
                batch.set(row, to, value);
            }
            values.clear();
        }
    }

    const RenameOperator& op_;
    std::vector<Moves> moves_;
};

std::unique_ptr<OperatorRun> RenameOperator::start(RunContext& run, RowSink& next) const {
    return std::make_unique<Run>(*this, run, next);
}

}  // namespace

Planned plan_rename(const Command& command, Planner& planner) {
    std::vector<RenamePair> pairs;
    for (const auto& written : static_cast<const RenameCommand&>(command).pairs) {
        auto& pair = pairs.emplace_back();
        pair.from_name = written.from.name;
        pair.from = Wildcard(written.from.name);
        pair.to = Wildcard(written.to.name);
        if (pair.literal()) {
            pair.from_id = planner.field(written.from.name);
            pair.to_id = planner.field(written.to.name);
        }
    }
    return OperatorPtr(std::make_unique<RenameOperator>(std::move(pairs)));
}

}  // namespace karst
