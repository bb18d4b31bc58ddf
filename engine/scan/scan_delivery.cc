#include "engine/scan/scan_delivery.h"
#include "engine/stream/input_error.h"

#include <algorithm>

namespace karst {

ScanDelivery::ScanDelivery(const ScanLayout& layout, const ScanOptions& options)
    : layout_(layout), options_(options), shares_(layout.parts.size()) {}

void ScanDelivery::begin(const ScanUnit& unit) {
    if (unit.begins_file()) {
        lines_before_ = 0;
    }
    for (auto& share : shares_) {
        share.ids.clear();
        share.same_ids = true;
        share.width = 0;
    }
}

void ScanDelivery::rows(std::size_t part, Batch& batch, std::vector<std::string> names) {
    auto& share = shares_[part];
    if (share.done) {
        return;
    }
    const auto& known = layout_.parts[part];
    auto& fields = known.consumer.run->fields;
    for (const auto& name : names) {
        const auto id = fields.intern(name);
        share.same_ids = share.same_ids && id == known.width + share.ids.size();
        share.width = std::max<std::size_t>(share.width, id + 1);
        share.ids.push_back(id);
    }
    if (!share.same_ids) {
        rename(known, share, batch);
    }
    share.done = !known.consumer.sink->push(batch);
}

// Gives values under names that only the unit's ids know the consumer's ids.
void ScanDelivery::rename(const ScanLayout::Part& part, const Share& share, Batch& batch) {
    for (auto& row : batch.rows()) {
        const auto slots = row.slots();
        if (slots.size() <= part.width) {
            continue;
        }
        const auto own = slots.subspan(part.width);
        values_.assign(own.begin(), own.end());
        if (slots.size() < share.width) {
            const Row wider = batch.make_row(share.width);
            std::copy_n(slots.begin(), part.width, wider.slots().begin());
            row = wider;
        } else {
            std::fill(own.begin(), own.end(), Value());
        }
        // Rows have room for more than the names that have been met.
        for (std::size_t index = 0; index < std::min(values_.size(), share.ids.size()); ++index) {
            row.slots()[share.ids[index]] = values_[index];
        }
    }
}

void ScanDelivery::problem(const InputProblem& problem) {
    auto in_file = problem;
    in_file.line += lines_before_;
    options_.problems(in_file);
}

void ScanDelivery::warning(std::string_view message) {
    layout_.consumers.front().run->warn(message);
}

void ScanDelivery::note(std::string_view message) {
    options_.note(message);
}

void ScanDelivery::regex_limits(const RegexLimitHits& hits) {
    layout_.consumers.front().run->pack_regex_limits->add(hits);
}

bool ScanDelivery::read(const ScanStatistics& more) {
    statistics_.events += more.events;
    statistics_.skipped += more.skipped;
    statistics_.bytes += more.bytes;
    options_.progress(statistics_.events);
    return !all_done();
}

void ScanDelivery::end(std::uint64_t lines) {
    lines_before_ += lines;
}

bool ScanDelivery::all_done() const {
    return options_.stopped() || std::all_of(shares_.begin(), shares_.end(), [](const auto& share) { return share.done; });
}

}  // namespace karst
