// list and values (Search Reference, "Multivalue stats and chart functions").
#include "engine/aggregate/functions/families.h"
#include "engine/aggregate/text_set.h"
#include "engine/run/run_context.h"

#include <algorithm>
#include <string>
#include <vector>

namespace karst {

namespace {

Value list_of(const std::vector<std::string_view>& texts, Arena& arena) {
    const auto items = arena.values(texts.size());
    std::transform(texts.begin(), texts.end(), items.begin(),
                   [&arena](std::string_view text) { return Value::string(arena.copy(text)); });
    return Value::multivalue(items);
}

class ListState final : public StateOf<ListState> {
public:
    explicit ListState(const AggregateOptions& options) : limit_(options.list_values) {}

    void update(const AggregateInput& input) override {
        for_each_text(input, [this](std::string_view text) { add(text); });
    }
    void absorb(const ListState& other) {
        cut_off_ = cut_off_ || other.cut_off_;
        for (const auto& text : other.texts_) {
            add(text);
        }
    }
    Value finish(Arena& arena, const RunContext& run) const override {
        if (cut_off_) {
            run.warn("list() kept the first " + std::to_string(limit_) + " values; --no-caps keeps all");
        }
        return list_of({texts_.begin(), texts_.end()}, arena);
    }
    std::size_t bytes() const override { return texts_.capacity() * sizeof(std::string) + text_bytes_; }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.text_bytes_, self.cut_off_, self.texts_);
    }

private:
    void add(std::string_view text) {
        if (texts_.size() < limit_) {
            texts_.emplace_back(text);
            text_bytes_ += text.size();
        } else {
            cut_off_ = true;
        }
    }

    std::size_t limit_;
    std::size_t text_bytes_ = 0;
    bool cut_off_ = false;
    std::vector<std::string> texts_;
};

class ValuesState final : public StateOf<ValuesState> {
public:
    void update(const AggregateInput& input) override {
        for_each_text(input, [this](std::string_view text) { texts_.insert(text); });
    }
    void absorb(const ValuesState& other) { texts_.insert(other.texts_); }
    Value finish(Arena& arena, const RunContext&) const override {
        auto sorted = texts_.all();
        std::sort(sorted.begin(), sorted.end());
        return list_of(sorted, arena);
    }
    std::size_t bytes() const override { return texts_.bytes(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.texts_);
    }

private:
    TextSet texts_;
};

}  // namespace

AggregateFamily multivalue_aggregates() {
    static const std::vector<AggregateSpec> kTable = {
        {.name = "list",
         .aliases = {},
         .state = state_type<ListState>(),
         .depends_on_order = true,
         .holds_values = true,
         .family = "Multivalue",
         .signature = "list(<field>)",
         .summary = "All values in the order they came, up to the first 100."},
        {.name = "values",
         .aliases = {},
         .state = state_type<ValuesState>(),
         .holds_values = true,
         .family = "Multivalue",
         .signature = "values(<field>)",
         .summary = "The different values, sorted as text."},
    };
    return kTable;
}

}  // namespace karst
