#include "engine/scan/scan_event.h"

#include "engine/input/timestamp.h"
#include "engine/scan/scan_layout.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>
#include <string>

namespace karst {

namespace {

constexpr std::string_view kExtracted = "extracted_";
constexpr auto kNotFiltered = static_cast<std::size_t>(-1);

// A key named like a default field is extracted under another name: extracted_source.
std::string_view path_of(std::string_view raw_name) {
    if (raw_name.substr(0, kExtracted.size()) == kExtracted && is_default_field(raw_name.substr(kExtracted.size()))) {
        return raw_name.substr(kExtracted.size());
    }
    return raw_name;
}

}  // namespace

OriginFields::OriginFields(const KnowledgeBase& knowledge, const EventOrigin& origin, FieldExtractor& extractor,
                           const ScanLayout& layout, RunContext& run, bool index)
    : layout_(layout), graph_(knowledge, origin), extractor_(extractor), nodes_(layout.slots.size()),
      copies_(layout.parts.size()), state_(graph_, run) {
    if (index) {
        compile_conditions(origin, run);
    } else {
        consumers_.resize(layout.parts.size());
        std::iota(consumers_.begin(), consumers_.end(), std::size_t{0});
        for (std::size_t slot = 0; slot < layout.predicate_slots; ++slot) {
            request(static_cast<ScanSlot>(slot));
        }
    }
    early_count_ = graph_.raw_names().size();
    request_copies();
    const bool wants_patterns = std::any_of(consumers_.begin(), consumers_.end(),
                                            [&](std::size_t number) { return layout.parts[number].wants_patterns; });
    if (wants_patterns) {
        for (std::size_t slot = 0; slot < layout.slots.size(); ++slot) {
            request(static_cast<ScanSlot>(slot));
        }
        for (const auto& name : graph_.known_names()) {
            if (layout.patterns.contains(name) && !layout.slots.find(name)) {
                extras_.push_back({name, graph_.request(name)});
            }
        }
        graph_.request_keyed_fields();
    }
    for (const auto& name : graph_.raw_names()) {
        paths_.emplace_back(path_of(name));
    }
    const std::span<const std::string> all(paths_);
    early_ = extractor.compile(all.first(early_count_), 0);
    late_ = extractor.compile(all.subspan(early_count_), early_count_);
}

EventSearch OriginFields::search_of(std::size_t consumer) const {
    const auto& asked = layout_.parts[consumer].consumer;
    EventSearch search{asked.search, asked.text, asked.scope, asked.run->now, asked.run->zone};
    search.earliest = asked.run->search_earliest;
    search.latest = asked.run->search_latest;
    for (const auto& restriction : asked.restrictions) {
        search.restrictions.push_back({restriction.field, restriction.values});
    }
    return search;
}

// A consumer whose condition can never hold is left out before any of its fields is asked for.
void OriginFields::compile_conditions(const EventOrigin& origin, RunContext& run) {
    conditions_.emplace(graph_, origin, run);
    std::vector<ConditionId> conditions;
    std::vector<ConditionId> with_filters;
    filtered_.assign(layout_.parts.size(), kNotFiltered);
    for (std::size_t number = 0; number < layout_.parts.size(); ++number) {
        const auto& part = layout_.parts[number];
        auto search = search_of(number);
        if (!part.wants_patterns) {
            search.filters = part.consumer.filters;
        }
        conditions.push_back(conditions_->compile(search));
        if (conditions.back() == ConditionGraph::kFalse) {
            continue;
        }
        consumers_.push_back(number);
        if (part.wants_patterns && !part.consumer.filters.empty()) {
            search.filters = part.consumer.filters;
            filtered_[number] = layout_.parts.size() + with_filters.size();
            with_filters.push_back(conditions_->compile(search));
        }
    }
    conditions.insert(conditions.end(), with_filters.begin(), with_filters.end());
    index_ = std::make_unique<ConditionIndex>(conditions_->conditions(), conditions);
}

bool OriginFields::gets_through(std::size_t consumer, std::span<const std::size_t> matches) const {
    const auto filtered = filtered_[consumer];
    return filtered == kNotFiltered || std::binary_search(matches.begin(), matches.end(), filtered);
}

void OriginFields::add_profiles(std::span<const ScanRequest> consumers) const {
    for (const auto number : consumers_) {
        auto* const profile = consumers[number].profile;
        if (profile == nullptr) {
            continue;
        }
        if (index_ == nullptr) {
            profile->add({unindexed_events_, 0, ""});
        } else if (const auto tested = index_->tested(number); tested > 0) {
            const auto name = [this](FieldId field) { return conditions_->name_of(field); };
            profile->add({tested, 0, index_->describe(number, name)});
        }
    }
}

void OriginFields::request_copies() {
    for (const auto number : consumers_) {
        const auto& part = layout_.parts[number];
        for (const auto& copy : part.copies) {
            copies_[number].push_back(conditions_ ? conditions_->node_of(part.scope, part.consumer.run->fields.name(copy.field))
                                                  : request(copy.slot));
        }
    }
}

NodeId OriginFields::request(ScanSlot slot) {
    auto& node = nodes_[static_cast<std::size_t>(slot)];
    if (!node) {
        node = graph_.request(layout_.slots.field(slot));
    }
    return *node;
}

const FieldProjection& OriginFields::all(const FieldExtractor& other) {
    if (!all_) {
        all_ = other.compile(paths_, 0);
    }
    return *all_;
}

bool ScanEvent::begin(const BegunEvent& event, const TimeZone& zone, double now) {
    text_ = event.text;
    time_ = event.time;
    origin_ = event.origin;
    fields_ = event.fields;
    auto& fields = *fields_;
    zone_ = &zone;
    now_ = now;
    arena_.clear();
    raw_.resize(std::max(raw_.size(), fields.raw_fields()));
    std::fill_n(raw_.begin(), fields.early_fields(), Value());
    late_done_ = false;
    fields.state().begin(*this, arena_);
    const bool good = fields.extractor().project(fields.early(), raw_, arena_) && event.whole;
    indexed_ = event.indexed;
    if (indexed_ != nullptr) {
        indexed_values_.assign(fields.raw_fields(), Value());
        indexed_->project(fields.all(*indexed_), indexed_values_, arena_);
        put_indexed(0, fields.early_fields());
    }
    return good;
}

// Fields that came with the event were there before those that its text gives, and automatic extraction overwrites nothing.
void ScanEvent::put_indexed(std::size_t begin, std::size_t end) {
    for (std::size_t index = begin; index < end; ++index) {
        raw_[index] = indexed_values_[index].is_null() ? raw_[index] : indexed_values_[index];
    }
}

void ScanEvent::extract_late() {
    late_done_ = true;
    const auto begin = raw_.begin() + static_cast<std::ptrdiff_t>(fields_->early_fields());
    std::fill(begin, raw_.begin() + static_cast<std::ptrdiff_t>(fields_->raw_fields()), Value());
    fields_->extractor().project(fields_->late(), raw_, arena_);
    if (indexed_ != nullptr) {
        put_indexed(fields_->early_fields(), fields_->raw_fields());
    }
}

Value ScanEvent::raw_field(std::size_t index) {
    if (index >= fields_->early_fields() && !late_done_) {
        extract_late();
    }
    return raw_[index];
}

Value ScanEvent::default_field(std::string_view name) {
    if (name == "_raw") {
        return Value::string(text_);
    }
    if (name == "_time") {
        auto time = time_ ? time_ : fields_->extractor().time(*zone_);
        time = time ? time : find_timestamp(text_, *zone_, now_);
        return time ? Value::number(*time) : Value();
    }
    const auto& origin = *origin_;
    if (name == "sourcetype") {
        return Value::string(origin.sourcetype);
    }
    if (name == "source") {
        return Value::string(origin.source);
    }
    if (name == "host") {
        return Value::string(origin.host);
    }
    if (name == "index") {
        return Value::string(origin.index);
    }
    if (name == "linecount") {
        const auto lines = std::count(text_.begin(), text_.end(), '\n') + 1;
        return Value::string(arena_.copy(std::to_string(lines)));
    }
    return name == "splunk_server" ? Value::string(origin.host) : Value();
}

void ScanEvent::for_each_raw_field(const std::function<void(std::string_view, Value)>& each) {
    std::string renamed;
    const auto give = [&](std::string_view name, Value value) {
        if (is_default_field(name)) {
            renamed = kExtracted;
            renamed += name;
            each(renamed, value);
        } else {
            each(name, value);
        }
    };
    std::set<std::string, std::less<>> given;
    if (indexed_ != nullptr) {
        indexed_->for_each(arena_, [&](std::string_view name, Value value) {
            given.emplace(name);
            give(name, value);
        });
    }
    fields_->extractor().for_each(arena_, [&](std::string_view name, Value value) {
        if (given.empty() || given.find(name) == given.end()) {
            give(name, value);
        }
    });
}

}  // namespace karst
