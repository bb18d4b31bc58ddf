#include "parser/commands/rename.h"
#include "engine/plan/planner.h"
#include "engine/value/wildcard.h"

#include <algorithm>

namespace karst {

namespace {

// `pattern` with its stars replaced by what another pattern's stars stood for.
std::string filled(const Wildcard& pattern, const std::vector<std::string_view>& stars) {
    std::string name;
    const auto& pieces = pattern.pieces();
    for (std::size_t index = 0; index < pieces.size(); ++index) {
        name += pieces[index];
        if (index < stars.size() && index + 1 < pieces.size()) {
            name += stars[index];
        }
    }
    return name;
}

struct Pair {
    Wildcard from;
    Wildcard to;
    FieldId from_id = 0;
    FieldId to_id = 0;
};

class RenameOperator final : public BatchOperator {
public:
    explicit RenameOperator(std::vector<Pair> pairs) : pairs_(std::move(pairs)) {}

    void require(FieldSet& live) const override {
        for (auto pair = pairs_.rbegin(); pair != pairs_.rend(); ++pair) {
            if (live.is_everything()) {
                continue;
            }
            const auto wanted = live;
            for (const auto& pattern : wanted.patterns()) {
                // What a pattern wants of the new names may come from the old ones.
                live.add(pair->from.is_literal() ? pair->from.pieces().front() : pattern_of(pair->from));
                (void)pattern;
            }
            std::vector<std::string_view> stars;
            for (const auto& name : wanted.names()) {
                if (!pair->to.matches(name, stars)) {
                    continue;
                }
                live.add(filled(pair->from, stars));
                if (pair->from.is_literal()) {
                    live.remove(name);
                }
            }
        }
    }

    void columns(Columns& columns, FieldTable& fields) const override {
        for (const auto& pair : pairs_) {
            std::vector<std::string_view> stars;
            for (auto& id : columns.order) {
                const std::string name(fields.name(id));
                if (pair.from.matches(name, stars)) {
                    id = fields.intern(filled(pair.to, stars));
                }
            }
        }
    }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        for (const auto& pair : pairs_) {
            if (pair.from.is_literal()) {
                for (auto& row : batch.rows()) {
                    move(batch, row, pair.from_id, pair.to_id);
                }
                continue;
            }
            std::vector<std::string_view> stars;
            std::vector<std::pair<FieldId, FieldId>> moves;
            for (FieldId id = 0, end = static_cast<FieldId>(run.fields.size()); id < end; ++id) {
                const std::string name(run.fields.name(id));
                const bool used = std::any_of(batch.rows().begin(), batch.rows().end(),
                                              [id](const Row& row) { return !row.get(id).is_null(); });
                if (used && pair.from.matches(name, stars)) {
                    moves.emplace_back(id, run.fields.intern(filled(pair.to, stars)));
                }
            }
            for (auto& row : batch.rows()) {
                for (const auto& [from, to] : moves) {
                    if (!row.get(from).is_null()) {
                        move(batch, row, from, to);
                    }
                }
            }
        }
    }

private:
    static std::string pattern_of(const Wildcard& wildcard) {
        std::string text;
        for (std::size_t index = 0; index < wildcard.pieces().size(); ++index) {
            text += (index > 0 ? "*" : "") + wildcard.pieces()[index];
        }
        return text;
    }

    static void move(Batch& batch, Row& row, FieldId from, FieldId to) {
        if (from == to) {
            return;
        }
        batch.set(row, to, row.get(from));
        batch.set(row, from, Value());
    }

    std::vector<Pair> pairs_;
};

}  // namespace

Planned plan_rename(const Command& command, Planner& planner) {
    std::vector<Pair> pairs;
    for (const auto& written : static_cast<const RenameCommand&>(command).pairs) {
        Pair pair{Wildcard(written.from.name), Wildcard(written.to.name), 0, 0};
        if (pair.from.is_literal()) {
            pair.from_id = planner.field(written.from.name);
            pair.to_id = planner.field(written.to.name);
        }
        pairs.push_back(std::move(pair));
    }
    return OperatorPtr(std::make_unique<RenameOperator>(std::move(pairs)));
}

}  // namespace karst
