// dc, estdc, estdc_error, mode: which values there are, and how often. Values are the same when their texts are, by bytes.
#include "engine/aggregate/functions/families.h"
#include "engine/aggregate/text_set.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace karst {

namespace {

class DistinctCountState final : public StateOf<DistinctCountState> {
public:
    void update(const AggregateInput& input) override {
        for_each_text(input, [this](std::string_view text) { texts_.insert(text); });
    }
    void absorb(const DistinctCountState& other) { texts_.insert(other.texts_); }
    Value finish(Arena&, const RunContext&) const override { return Value::number(static_cast<double>(texts_.size())); }
    std::size_t bytes() const override { return texts_.bytes(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.texts_);
    }

private:
    TextSet texts_;
};

// The count is exact, so its error is nothing.
class NoErrorState final : public StateOf<NoErrorState> {
public:
    void update(const AggregateInput&) override {}
    void absorb(const NoErrorState&) {}
    Value finish(Arena&, const RunContext&) const override { return Value::number(0); }

    template <class Self, class Archive>
    static void fields(Self&, Archive&) {}
};

class ModeState final : public StateOf<ModeState> {
public:
    void update(const AggregateInput& input) override {
        for_each_text(input, [this](std::string_view text) { add(text, 1); });
    }
    void absorb(const ModeState& other) {
        for (std::size_t place = 0; place < other.counts_.size(); ++place) {
            add(other.texts_[place], other.counts_[place]);
        }
    }
    Value finish(Arena& arena, const RunContext&) const override {
        if (counts_.empty()) {
            return {};
        }
        // Of several that are equally frequent, the one that was seen first.
        const auto most = std::max_element(counts_.begin(), counts_.end()) - counts_.begin();
        return Value::string(arena.copy(texts_[static_cast<std::size_t>(most)]));
    }
    std::size_t bytes() const override { return texts_.bytes() + counts_.capacity() * sizeof(std::uint64_t); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.texts_, self.counts_);
    }

private:
    void add(std::string_view text, std::uint64_t times) {
        const auto place = texts_.insert(text);
        if (place == counts_.size()) {
            counts_.push_back(0);
        }
        counts_[place] += times;
    }

    TextSet texts_;
    std::vector<std::uint64_t> counts_;
};

}  // namespace

AggregateFamily distinct_aggregates() {
    static const std::vector<AggregateSpec> kTable = {
        {.name = "distinct_count",
         .aliases = {"dc"},
         .state = state_type<DistinctCountState>(),
         .holds_values = true,
         .family = "Aggregate",
         .signature = "distinct_count(<field>)",
         .summary = "How many different values there are."},
        {.name = "estdc",
         .aliases = {},
         .state = state_type<DistinctCountState>(),
         .holds_values = true,
         .family = "Aggregate",
         .signature = "estdc(<field>)",
         .summary = "How many different values there are; exact here, an estimate in Splunk."},
        {.name = "estdc_error",
         .aliases = {},
         .state = state_type<NoErrorState>(),
         .family = "Aggregate",
         .signature = "estdc_error(<field>)",
         .summary = "The error of estdc, which is 0 here."},
        {.name = "mode",
         .aliases = {},
         .state = state_type<ModeState>(),
         .holds_values = true,
         .family = "Aggregate",
         .signature = "mode(<field>)",
         .summary = "The most frequent value."},
    };
    return kTable;
}

}  // namespace karst
