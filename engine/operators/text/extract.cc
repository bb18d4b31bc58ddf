#include "parser/commands/text/extract.h"
#include "engine/operators/common/dynamic_fields.h"
#include "engine/plan/planner.h"
#include "engine/text/key_value.h"
#include "engine/text/path.h"
#include "engine/value/number.h"

#include <limits>

namespace karst {

namespace {

// The documented default of limit=. Lifted with all other limits.
constexpr std::size_t kMaxPairs = 50;

// What separates pairs and keys when only one of pairdelim= and kvdelim= is given.
constexpr std::string_view kUsualPairDelimiters = " ,\t\r\n";
constexpr std::string_view kUsualKeyDelimiters = "=";

/// Pairs in _raw become fields. A field that is there already keeps its value, or gets further ones with mv_add=true, as a
/// transforms.conf extraction does (MV_ADD).
class ExtractOperator final : public BatchOperator {
public:
    ExtractOperator(FieldId raw, const ExtractCommand& command)
        : raw_(raw), limit_(command.limit), characters_(command.characters), clean_keys_(command.clean_keys),
          add_values_(command.add_values), automatic_(command.automatic),
          delimited_(!command.pair_delimiters.empty() || !command.key_delimiters.empty()),
          pair_delimiters_(command.pair_delimiters.empty() ? kUsualPairDelimiters : command.pair_delimiters),
          key_delimiters_(command.key_delimiters.empty() ? kUsualKeyDelimiters : command.key_delimiters) {}

    void propagate_required_fields(FieldSet& live) const override { live.add("_raw"); }

protected:
    void apply(Batch& batch, RunContext& run) const override {
        constexpr auto kAll = std::numeric_limits<std::size_t>::max();
        const auto limit = limit_.value_or(run.limits.kv_fields == kAll ? kAll : kMaxPairs);
        const auto characters = characters_.value_or(run.limits.kv_characters);
        DynamicFields fields(run);
        for (auto& row : batch.rows()) {
            if (row.get(raw_).is_null()) {
                continue;
            }
            std::size_t pairs = 0;
            const auto text = text_of(row.get(raw_), batch.arena());
            const auto read = first_characters(text, characters);
            if (!characters_ && read.size() < text.size()) {
                run.warn("extract read only the first " + std::to_string(characters) +
                         " characters, as Splunk does; maxchars= or --no-caps reads more");
            }
            find(read, [&](auto key, auto value) {
                if (pairs == limit) {
                    if (!limit_) {
                        run.warn("extract kept the first " + std::to_string(limit) +
                                 " pairs of an event, as Splunk does; limit= or --no-caps keeps more");
                    }
                    return false;
                }
                ++pairs;
                add(fields, row, key, value);
                return true;
            });
            fields.write(batch, row);
        }
    }

private:
    void find(std::string_view text, const PairFound& found) const {
        if (delimited_) {
            find_delimited_pairs(text, pair_delimiters_, key_delimiters_, found);
        } else if (automatic_) {
            find_pairs(text, found);
        }
    }

    void add(DynamicFields& fields, const Row& row, std::string_view key, std::string_view value) const {
        const auto field = fields.field(clean_keys_ ? clean_key(key) : std::string(key));
        if (!field) {
            return;
        }
        const Value before = row.get(*field);
        if (!add_values_ && (!before.is_null() || fields.has(*field))) {
            return;
        }
        if (!fields.has(*field)) {
            for (const Value item : before.items()) {
                fields.add(*field, item);
            }
        }
        fields.add(*field, Value::string(value));
    }

    FieldId raw_;
    std::optional<std::size_t> limit_;
    std::optional<std::size_t> characters_;
    bool clean_keys_;
    bool add_values_;
    bool automatic_;
    bool delimited_;
    std::string pair_delimiters_;
    std::string key_delimiters_;
};

}  // namespace

Planned plan_extract(const Command& command, Planner& planner) {
    return OperatorPtr(std::make_unique<ExtractOperator>(planner.field("_raw"), static_cast<const ExtractCommand&>(command)));
}

}  // namespace karst
