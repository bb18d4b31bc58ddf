#include "engine/scan/event_origins.h"
#include "base/ascii.h"
#include "engine/formats/extractions.h"
#include "engine/formats/input_formats.h"
#include "engine/winevent/winevent_extractors.h"

#include "engine/input/input_format.h"
#include "engine/input/table.h"
#include "engine/json/json_document.h"
#include "engine/value/wildcard.h"

#include <algorithm>

namespace karst {

namespace {

constexpr std::size_t kMaxOrigins = 4096;  // kept at a time; hosts and sources are what the events say
constexpr std::size_t kRecognised = 32;    // events of a file that say what it is

// Events that the command line calls something else keep the names that they come with.
bool may_be_windows(const std::string& sourcetype) {
    return sourcetype.empty() || Wildcard("*wineventlog*", Wildcard::Case::Insensitive).matches(sourcetype);
}

constexpr char kKeyEnd = '\0';  // behind each part of the key of an origin
constexpr std::size_t kKeyParts = 6;

// True when an origin's key begins with channel and host: the whole of it, where there is no envelope.
bool is_key_of(std::string_view key, const EventHints& hints) {
    const auto channel = hints.channel.size();
    return key.size() == channel + hints.host.size() + kKeyParts && key.substr(0, channel) == hints.channel &&
           key[channel] == kKeyEnd && key.substr(channel + 1, hints.host.size()) == hints.host;
}

const std::string& first_of(const std::string& one, const std::string& other) {
    return one.empty() ? other : one;
}

}  // namespace

const InputFormat* find_format(const KnowledgeBase& knowledge, const ScanOptions& options, const InputFile& file,
                               std::string_view line) {
    EventOrigin origin;
    origin.sourcetype = first_of(options.sourcetype, file.sourcetype);
    origin.source = first_of(options.source, file.source);
    if (origin.sourcetype.empty()) {
        RegexLimitHits limits;  // counted when the file begins
        const auto* pack = knowledge.recognise({line, {}, {}}, limits);
        return pack == nullptr ? nullptr : find_input_format(pack->read.format);
    }
    return find_input_format(knowledge.format_of(origin));
}

EventOrigins::EventOrigins(const KnowledgeBase& knowledge, const ScanOptions& options, const TimeZone& zone,
                           RegexLimitHits& regex_limits, MakeFields make_fields)
    : knowledge_(knowledge), options_(options), zone_(zone), regex_limits_(regex_limits), make_fields_(std::move(make_fields)) {
}

void EventOrigins::begin_file(const InputFile& file, const InputFormat& format, const EventBatch& chunk) {
    given_ = {first_of(options_.sourcetype, file.sourcetype), first_of(options_.source, file.source),
              first_of(options_.host, file.host), options_.index};
    file_name_ = file.path == "-" ? "stdin" : file.path;
    recognised_.clear();
    recognised_source_.clear();
    origins_.clear();
    recent_.fill(nullptr);
    envelope_ = find_envelope(chunk, zone_);
    OpenedEvent opened;
    auto text = chunk.events.front().text;
    const auto in_envelope = [&](const RawEvent& event) { return envelope_->open(event.text, opened) && !opened.text.empty(); };
    if (envelope_ && std::any_of(chunk.events.begin(), chunk.events.end(), in_envelope)) {
        text = opened.text;
    }
    choose_extraction(format, text);
    is_json_ = format.extraction == ExtractionKind::Json && envelope_ == nullptr;
    is_named_ = true;
    host_.reset();
    if (given_.sourcetype.empty() && opened.sourcetype.empty()) {
        recognise(format, text, chunk);
    }
    if (given_.host.empty()) {
        EventOrigin origin = given_;
        origin.sourcetype = first_of(given_.sourcetype, first_of(std::string(opened.sourcetype), recognised_));
        if (const auto regex = knowledge_.host_regex_of(origin); !regex.empty()) {
            host_.emplace(regex);
        }
    }
}

std::string_view EventOrigins::host_in(std::string_view text) {
    return host_ && host_->find(text, 0, groups_, regex_limits_) && groups_.size() > 1 ? groups_[1] : std::string_view();
}

void EventOrigins::begin_chunk(const EventBatch& chunk) {
    if (chunk.columns) {
        extractor_->use_columns(chunk.columns);
        if (envelope_) {
            envelope_->use_columns(chunk.columns);
        }
    }
}

void EventOrigins::choose_extraction(const InputFormat& format, std::string_view text) {
    extraction_ = &extraction_of(envelope_ ? envelope_->extraction() : format.extraction);
    if (extraction_->traits.general && may_be_windows(given_.sourcetype) && is_winevent_json(text)) {
        extraction_ = &extraction_of(ExtractionKind::WineventJson);
    }
    extractor_ = &extractor(*extraction_);
}

FieldExtractor& EventOrigins::extractor(const Extraction& kind) {
    auto& extractor = extractors_[kind.kind];
    if (!extractor) {
        extractor = kind.make();
    }
    return *extractor;
}

// Which pack recognises most of the first events; of those that recognise equally many, the one that did so first. A log may
// begin with an event that lacks the keys of the others, or with one of another log.
const Pack* EventOrigins::recognising_pack(const EventBatch& chunk, std::vector<std::string>& rivals) {
    std::vector<std::pair<const Pack*, std::size_t>> votes;
    const auto count = std::min(chunk.events.size(), kRecognised);
    for (const auto& event : std::span(chunk.events).first(count)) {
        OpenedEvent opened;
        const auto text = envelope_ && envelope_->open(event.text, opened) ? opened.text : event.text;
        JsonDocument document;
        std::vector<std::string_view> keys;
        if (trimmed(text).substr(0, 1) == "{" && document.index(text)) {
            keys = document.top_level_keys();
        } else if (chunk.columns && !envelope_) {
            keys.assign(chunk.columns->names.begin(), chunk.columns->names.end());
        }
        std::vector<std::string> fitting;
        const auto* pack = knowledge_.recognise({text, keys, {}}, regex_limits_, &fitting);
        if (pack == nullptr) {
            rivals = rivals.empty() ? std::move(fitting) : rivals;
            continue;
        }
        const auto known = std::find_if(votes.begin(), votes.end(), [&](const auto& vote) { return vote.first == pack; });
        if (known == votes.end()) {
            votes.emplace_back(pack, 1);
        } else {
            ++known->second;
        }
    }
    const auto most =
        std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == votes.end() ? nullptr : most->first;
}

void EventOrigins::recognise(const InputFormat& format, std::string_view text, const EventBatch& chunk) {
    // Looked at first: `text` may lie in the envelope, which is about to open other events.
    JsonDocument document;
    const bool is_json = trimmed(text).substr(0, 1) == "{" && document.index(text);
    std::vector<std::string> rivals;
    if (const auto* pack = recognising_pack(chunk, rivals)) {
        recognised_ = pack->sniff.sourcetype;
        recognised_source_ = pack->sniff.source;
    } else if (!rivals.empty()) {
        std::string message = "the content fits several sourcetypes";
        for (const auto& rival : rivals) {
            message += (&rival == &rivals.front() ? ": " : ", ") + rival;
        }
        options_.problems({file_name_, chunk.events.front().line, message + "; say which with --sourcetype"});
    }
    if (recognised_.empty()) {
        is_named_ = extraction_->traits.names_log;
        recognised_ = is_json ? "_json" : format.sourcetype.empty() || envelope_ ? "unknown" : std::string(format.sourcetype);
    }
}

// False: the text is broken. What is no envelope like that of the first event, but JSON, is an event by itself.
bool EventOrigins::open_envelope(std::string_view text, OpenedEvent& opened) {
    if (envelope_->open(text, opened)) {
        return true;
    }
    opened = {};
    auto& json = extractor(extraction_of(ExtractionKind::Json));
    opened.text = json.begin(text) && json.is_whole() ? text : std::string_view();
    return !opened.text.empty();
}

bool EventOrigins::begin_event(std::string_view text, BegunEvent& event) {
    OpenedEvent opened;
    if (envelope_) {
        if (!open_envelope(text, opened)) {
            return false;
        }
        text = opened.text;
        if (text.empty()) {
            return false;
        }
    }
    const bool begun = extractor_->begin(text);
    if (!begun && !keeps_broken()) {
        return false;
    }
    auto hints = extractor_->hints();
    if (hints.host.empty() && opened.host.empty()) {
        hints.host = host_in(text);
    }
    const auto& origin = resolve(hints, opened);
    event = {text, &origin.origin, origin.fields, opened.time, nullptr, true};
    if (!opened.fields.empty()) {
        auto& indexed = extractor(extraction_of(ExtractionKind::Result));
        event.indexed = indexed.begin(opened.fields) ? &indexed : nullptr;
    }
    auto& own = origin.fields->extractor();
    event.whole = begun && (&own == extractor_ || own.begin(text)) && own.is_whole();
    return event.whole || keeps_broken();
}

const EventOrigins::Origin& EventOrigins::resolve(const EventHints& hints, const OpenedEvent& opened) {
    const auto hash = std::hash<std::string_view>()(hints.host) + hints.channel.size();
    auto& recent = recent_[hash % recent_.size()];
    if (recent != nullptr && !envelope_ && is_key_of(recent->first, hints)) {
        return recent->second;
    }
    key_.clear();
    for (const auto part : {hints.channel, hints.host, opened.sourcetype, opened.source, opened.host, opened.index}) {
        key_ += part;
        key_ += kKeyEnd;
    }
    auto known = origins_.find(key_);
    if (known == origins_.end()) {
        if (origins_.size() >= kMaxOrigins) {
            origins_.clear();
            recent_.fill(nullptr);
        }
        Origin origin;
        origin.origin = describe(hints, opened);
        origin.fields = &fields_for(origin.origin);
        known = origins_.emplace(key_, std::move(origin)).first;
    }
    recent = &*known;
    return known->second;
}

EventOrigin EventOrigins::describe(const EventHints& hints, const OpenedEvent& opened) const {
    const auto fill = [](std::string& what, std::string_view one, std::string_view other) {
        if (what.empty()) {
            what = one.empty() ? other : one;
        }
    };
    EventOrigin origin = given_;
    fill(origin.sourcetype, opened.sourcetype, "");
    fill(origin.source, opened.source, "");
    if (!hints.channel.empty()) {
        const auto* pack = knowledge_.recognise({{}, {}, hints.channel}, regex_limits_);
        const bool fits = pack != nullptr && (origin.sourcetype.empty() || origin.sourcetype == pack->sniff.sourcetype);
        if (origin.sourcetype.empty()) {
            origin.sourcetype = pack != nullptr ? pack->sniff.sourcetype : hints.sourcetype;
        }
        if (origin.source.empty() && fits) {
            origin.source = pack->sniff.source;
        }
        if (origin.source.empty()) {
            origin.source = std::string(hints.sourcetype) + ":" + std::string(hints.channel);
        }
    }
    fill(origin.sourcetype, recognised_, "unknown");
    fill(origin.source, recognised_source_, file_name_);
    fill(origin.host, opened.host, hints.host);
    fill(origin.host, "localhost", "");
    fill(origin.index, opened.index, knowledge_.index_of(origin));
    fill(origin.index, "main", "");
    return origin;
}

OriginFields& EventOrigins::fields_for(const EventOrigin& origin) {
    const auto* kind = find_extraction(knowledge_.extraction_of(origin));
    // What the content is surely of, a pack does not take back: events that the pack's sourcetype has in another form.
    const bool by_pack = kind != nullptr && !kind->traits.by_content && (extraction_->traits.general || kind->traits.no_fields);
    auto& extractor = by_pack ? this->extractor(*kind) : *extractor_;
    auto packs = knowledge_.applying(origin);
    const auto known = std::find_if(known_fields_.begin(), known_fields_.end(), [&](const auto& one) {
        return one.packs == packs && one.extractor == &extractor && one.fields->serves(origin);
    });
    if (known != known_fields_.end()) {
        return *known->fields;
    }
    known_fields_.push_back({std::move(packs), &extractor, make_fields_(origin, extractor)});
    return *known_fields_.back().fields;
}

}  // namespace karst
