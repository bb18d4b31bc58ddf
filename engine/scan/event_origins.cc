#include "engine/scan/event_origins.h"

#include "engine/input/input_format.h"
#include "engine/input/json_document.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::size_t kMostOrigins = 4096;                     // kept at a time; hosts and sources are what the events say
constexpr std::string_view kWindowsEvents = "XmlWinEventLog";  // as Splunk's input for Windows event logs calls them

const std::string& first_of(const std::string& one, const std::string& other) {
    return one.empty() ? other : one;
}

}  // namespace

EventOrigins::EventOrigins(const KnowledgeBase& knowledge, const ScanOptions& options, MakeFields make_fields)
    : knowledge_(knowledge), options_(options), make_fields_(std::move(make_fields)) {}

const InputFormat* EventOrigins::format_of(const InputFile& file) const {
    if (options_.read.format != nullptr) {
        return options_.read.format;
    }
    EventOrigin origin;
    origin.sourcetype = first_of(options_.sourcetype, file.sourcetype);
    origin.source = first_of(options_.source, file.source);
    return find_input_format(knowledge_.format_of(origin));
}

void EventOrigins::begin_file(const InputFile& file, const InputFormat& format, const RawEvent& first) {
    given_ = {first_of(options_.sourcetype, file.sourcetype), first_of(options_.source, file.source),
              first_of(options_.host, file.host), options_.index};
    file_name_ = file.path == "-" ? "stdin" : file.path;
    recognised_.clear();
    recognised_source_.clear();
    origins_.clear();
    last_ = nullptr;
    extraction_ = find_extraction(format.extraction);
    extractor_ = &extractor(*extraction_);
    if (given_.sourcetype.empty()) {
        recognise(first);
    }
}

FieldExtractor& EventOrigins::extractor(const Extraction& kind) {
    auto& extractor = extractors_[kind.name];
    if (!extractor) {
        extractor = kind.make();
    }
    return *extractor;
}

void EventOrigins::recognise(const RawEvent& first) {
    JsonDocument document;
    std::vector<std::string_view> keys;
    if (without_blanks(first.text).substr(0, 1) == "{" && document.index(first.text)) {
        keys = document.top_level_keys();
    }
    std::vector<std::string> rivals;
    if (const auto* pack = knowledge_.recognise({first.text, keys, {}}, &rivals)) {
        recognised_ = pack->sniff.sourcetype;
        recognised_source_ = pack->sniff.source;
    } else if (!rivals.empty()) {
        std::string message = "the content fits several sourcetypes";
        for (const auto& rival : rivals) {
            message += (&rival == &rivals.front() ? ": " : ", ") + rival;
        }
        options_.problems({file_name_, first.line, message + "; say which with --sourcetype"});
    }
    if (recognised_.empty()) {
        recognised_ = !keys.empty() ? "_json" : "unknown";
    }
}

const EventOrigins::Origin* EventOrigins::begin_event(std::string_view text) {
    if (!extractor_->begin(text)) {
        return nullptr;
    }
    const auto& origin = resolve(extractor_->hints());
    auto& own = origin.fields->extractor();
    return &own == extractor_ || own.begin(text) ? &origin : nullptr;
}

const EventOrigins::Origin& EventOrigins::resolve(const EventHints& hints) {
    const auto same = [&] {
        const std::string_view key(last_key_);
        return key.size() == hints.channel.size() + 1 + hints.host.size() &&
               key.substr(0, hints.channel.size()) == hints.channel && key.substr(hints.channel.size() + 1) == hints.host;
    };
    if (last_ != nullptr && same()) {
        return *last_;
    }
    last_key_.assign(hints.channel);
    last_key_ += '\0';
    last_key_ += hints.host;
    auto known = origins_.find(last_key_);
    if (known == origins_.end()) {
        if (origins_.size() >= kMostOrigins) {
            origins_.clear();
        }
        Origin origin;
        origin.origin = describe(hints);
        origin.fields = &fields_for(origin.origin);
        known = origins_.emplace(last_key_, std::move(origin)).first;
    }
    last_ = &known->second;
    return *last_;
}

EventOrigin EventOrigins::describe(const EventHints& hints) const {
    EventOrigin origin = given_;
    if (!hints.channel.empty()) {
        const auto* pack = knowledge_.recognise({{}, {}, hints.channel});
        const bool fits = pack != nullptr && (origin.sourcetype.empty() || origin.sourcetype == pack->sniff.sourcetype);
        if (origin.sourcetype.empty()) {
            origin.sourcetype = pack != nullptr ? pack->sniff.sourcetype : kWindowsEvents;
        }
        if (origin.source.empty() && fits) {
            origin.source = pack->sniff.source;
        }
        if (origin.source.empty()) {
            origin.source = std::string(kWindowsEvents) + ":" + std::string(hints.channel);
        }
    }
    const auto fill = [](std::string& what, std::string_view one, std::string_view other) {
        if (what.empty()) {
            what = one.empty() ? other : one;
        }
    };
    fill(origin.sourcetype, recognised_, "unknown");
    fill(origin.source, recognised_source_, file_name_);
    fill(origin.host, hints.host, "localhost");
    fill(origin.index, knowledge_.index_of(origin), "main");
    return origin;
}

OriginFields& EventOrigins::fields_for(const EventOrigin& origin) {
    const auto* kind = find_extraction(knowledge_.extraction_of(origin));
    // A pack that leaves it to the content does not take back what the format says.
    auto& extractor = kind == nullptr || kind->name == "auto" ? *extractor_ : this->extractor(*kind);
    auto packs = knowledge_.applying(origin);
    const auto known = std::find_if(known_fields_.begin(), known_fields_.end(),
                                    [&](const auto& one) { return one.packs == packs && one.extractor == &extractor; });
    if (known != known_fields_.end()) {
        return *known->fields;
    }
    known_fields_.push_back({std::move(packs), &extractor, make_fields_(origin, extractor)});
    return *known_fields_.back().fields;
}

}  // namespace karst
