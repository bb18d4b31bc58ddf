#include "engine/scan/ordered_merger.h"
#include "engine/stream/input_error.h"

#include <algorithm>

namespace karst {

OrderedMerger::OrderedMerger(const ScanLayout& layout, const ScanOptions& options)
    : layout_(layout), options_(options), states_(layout.parts.size()) {}

void OrderedMerger::begin(const ScanUnit& unit) {
    if (unit.begins_file()) {
        lines_before_ = 0;
    }
    for (auto& state : states_) {
        state.ids.clear();
        state.same_ids = true;
        state.width = 0;
    }
}

void OrderedMerger::rows(std::size_t part, Batch& batch, std::vector<std::string> names) {
    auto& state = states_[part];
    if (state.done) {
        return;
    }
    const auto& known = layout_.parts[part];
    auto& fields = known.consumer.run->fields;
    for (const auto& name : names) {
        const auto id = fields.intern(name);
        state.same_ids = state.same_ids && id == known.width + state.ids.size();
        state.width = std::max<std::size_t>(state.width, id + 1);
        state.ids.push_back(id);
    }
    if (!state.same_ids) {
        rename(known, state, batch);
    }
    if (known.consumer.profile != nullptr) {
        known.consumer.profile->matched += batch.size();
    }
    state.done = !batch.empty() && !known.consumer.sink->push(batch);
}

// Gives values under names that only the unit's ids know the consumer's ids.
void OrderedMerger::rename(const ScanLayout::ConsumerLayout& part, const ConsumerState& state, Batch& batch) {
    for (auto& row : batch.rows()) {
        const auto slots = row.slots();
        if (slots.size() <= part.width) {
            continue;
        }
        const auto own = slots.subspan(part.width);
        values_.assign(own.begin(), own.end());
        if (slots.size() < state.width) {
            const Row wider = batch.make_row(state.width);
            std::copy_n(slots.begin(), part.width, wider.slots().begin());
            row = wider;
        } else {
            std::fill(own.begin(), own.end(), Value());
        }
        // Rows have room for more than the names that have been met.
        for (std::size_t index = 0; index < std::min(values_.size(), state.ids.size()); ++index) {
            row.slots()[state.ids[index]] = values_[index];
        }
    }
}

void OrderedMerger::problem(const InputProblem& problem) {
    auto in_file = problem;
    in_file.line += lines_before_;
    options_.problems(in_file);
}

void OrderedMerger::warning(std::string_view message) {
    layout_.consumers.front().run->warn(message);
}

void OrderedMerger::note(std::string_view message) {
    options_.note(message);
}

void OrderedMerger::regex_limits(const RegexLimitHits& hits) {
    layout_.consumers.front().run->pack_regex_limits->add(hits);
}

bool OrderedMerger::read(const ScanStatistics& more) {
    statistics_.events += more.events;
    statistics_.skipped += more.skipped;
    statistics_.bytes += more.bytes;
    options_.progress(statistics_.events);
    return !all_done();
}

void OrderedMerger::end(std::uint64_t lines) {
    lines_before_ += lines;
}

bool OrderedMerger::all_done() const {
    return options_.stopped() || std::all_of(states_.begin(), states_.end(), [](const auto& state) { return state.done; });
}

}  // namespace karst
