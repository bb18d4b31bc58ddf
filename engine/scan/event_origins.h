// Origins of the events of a scan: sourcetype, source, host and index of each, from the command line, from what the event says
// of itself, or from packs that recognise it. Events whose knowledge is the same share one OriginFields.
#pragma once

#include "engine/scan/envelope.h"
#include "engine/scan/event_scan.h"
#include "engine/scan/scan_event.h"
#include "engine/text/regex.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace karst {

/// The format that packs give a file that begins with a line: those of the sourcetype on the command line, else those that
/// recognise the line; null when they say nothing.
const InputFormat* find_format(const KnowledgeBase& knowledge, const ScanOptions& options, const InputFile& file,
                               std::string_view line);

class EventOrigins {
public:
    /// `make_fields` compiles the knowledge of an origin for the fields of the scan.
    using MakeFields = std::function<std::unique_ptr<OriginFields>(const EventOrigin&, FieldExtractor&)>;
    EventOrigins(const KnowledgeBase& knowledge, const ScanOptions& options, const TimeZone& zone, RegexLimitHits& regex_limits,
                 MakeFields make_fields);

    /// Begins a file with its first events, which decide what the content says of all of them.
    void begin_file(const InputFile& file, const InputFormat& format, const EventBatch& chunk);
    /// Begins each chunk of the file.
    void begin_chunk(const EventBatch& chunk);

    /// Begins an event; what is given lives until the next call. False: its text is broken, and no event.
    bool begin_event(std::string_view text, BegunEvent& event);

    /// True when a broken event is one all the same, with the fields before the fault: a line of a JSON log of which it is
    /// known whose log it is, by the command line or by a pack. (As in Splunk, which has an event for each line.)
    bool keeps_broken() const { return is_json_ && is_named_; }

    /// True when what holds for one event of the file need not hold for the next: their envelopes or their texts say where they
    /// come from.
    bool may_differ() const { return envelope_ != nullptr || host_; }

    /// Adds what was done for each consumer to its profile.
    void add_profiles(std::span<const ScanRequest> consumers) const {
        for (const auto& known : known_fields_) {
            known.fields->add_profiles(consumers);
        }
    }

    /// What is wrong with an event that is broken.
    std::string_view problem() const { return envelope_ ? "not an event in an envelope" : extraction_->broken; }

private:
    struct Origin {
        EventOrigin origin;
        OriginFields* fields = nullptr;
    };

    FieldExtractor& extractor(const Extraction& kind);
    const Origin& resolve(const EventHints& hints, const OpenedEvent& opened);
    EventOrigin describe(const EventHints& hints, const OpenedEvent& opened) const;
    OriginFields& fields_for(const EventOrigin& origin);
    void choose_extraction(const InputFormat& format, std::string_view text);
    void recognise(const InputFormat& format, std::string_view text, const EventBatch& chunk);
    const Pack* recognising_pack(const EventBatch& chunk, std::vector<std::string>& rivals);
    std::string_view host_in(std::string_view text);
    bool open_envelope(std::string_view text, OpenedEvent& opened);

    const KnowledgeBase& knowledge_;
    const ScanOptions& options_;
    const TimeZone& zone_;
    RegexLimitHits& regex_limits_;
    MakeFields make_fields_;
    std::map<ExtractionKind, std::unique_ptr<FieldExtractor>> extractors_;

    struct Known {
        std::vector<const Pack*> packs;
        FieldExtractor* extractor;
        std::unique_ptr<OriginFields> fields;
    };
    std::vector<Known> known_fields_;

    // Of the file that is being read.
    EventOrigin given_;       // what the command line says; empty: nothing
    std::string recognised_;  // sourcetype by content
    std::string recognised_source_;
    bool is_named_ = false;      // the sourcetype of the file's events is given or recognised
    bool is_json_ = false;       // the file is JSON
    std::optional<Regex> host_;  // finds the host in the text of an event
    std::vector<std::string_view> groups_;
    std::string file_name_;
    const Extraction* extraction_ = nullptr;
    FieldExtractor* extractor_ = nullptr;
    std::unique_ptr<Envelope> envelope_;
    std::unordered_map<std::string, Origin> origins_;  // by what events say of themselves
    std::string key_;
    using KnownOrigin = std::pair<const std::string, Origin>;
    std::array<const KnownOrigin*, 512> recent_{};  // by a hash of channel and host
};

}  // namespace karst
