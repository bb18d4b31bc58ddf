// Where the events of a scan come from: sourcetype, source, host and index of each, from the command line, from what the event
// says of itself, or from packs that recognise it. Events whose knowledge is the same share one OriginFields.
#pragma once

#include "engine/scan/event_scan.h"
#include "engine/scan/scan_event.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace karst {

class EventOrigins {
public:
    /// `make_fields` compiles the knowledge of an origin for the fields of the scan.
    using MakeFields = std::function<std::unique_ptr<OriginFields>(const EventOrigin&, FieldExtractor&)>;
    EventOrigins(const KnowledgeBase& knowledge, const ScanOptions& options, MakeFields make_fields);

    /// The format that the command line or the packs of a given sourcetype say of a file; null: by content.
    const InputFormat* format_of(const InputFile& file) const;

    /// Begins a file; its first event decides what its content says of all of them.
    void begin_file(const InputFile& file, const InputFormat& format, const RawEvent& first);

    struct Origin {
        EventOrigin origin;
        OriginFields* fields = nullptr;
    };
    /// Begins an event. Null: its text is broken. The origin lives until the next call.
    const Origin* begin_event(std::string_view text);

    /// What is wrong with an event that is broken.
    std::string_view problem() const { return extraction_->broken; }

private:
    FieldExtractor& extractor(const Extraction& kind);
    const Origin& resolve(const EventHints& hints);
    EventOrigin describe(const EventHints& hints) const;
    OriginFields& fields_for(const EventOrigin& origin);
    void recognise(const RawEvent& first);

    const KnowledgeBase& knowledge_;
    const ScanOptions& options_;
    MakeFields make_fields_;
    std::map<std::string_view, std::unique_ptr<FieldExtractor>> extractors_;

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
    std::string file_name_;
    const Extraction* extraction_ = nullptr;
    FieldExtractor* extractor_ = nullptr;
    std::unordered_map<std::string, Origin> origins_;  // by what events say of themselves
    std::string last_key_;
    const Origin* last_ = nullptr;
};

}  // namespace karst
