// Envelope: the format that carries events from one system to another, with facts about them: the HTTP Event Collector's
// objects, and Splunk's own exports of search results as JSON or CSV.
#pragma once

#include "base/read_padding.h"
#include "engine/input/event_reader.h"
#include "engine/input/extraction_kind.h"
#include "engine/time/time_zone.h"

#include <memory>
#include <optional>
#include <string_view>

namespace karst {

/// An event taken out of its envelope; empty where the envelope says nothing. Without text there is none in it.
struct OpenedEvent {
    std::string_view text;  // readable kReadPadding bytes past its end
    std::string_view sourcetype;
    std::string_view source;
    std::string_view host;
    std::string_view index;
    std::optional<double> time;
    std::string_view fields;  // a JSON object of fields that the event has beside those of its text; padded as the text is
};

class Envelope {
public:
    virtual ~Envelope() = default;
    /// Opens an event; what it gives lives until the next call. False: the text is no such envelope.
    virtual bool open(std::string_view text, OpenedEvent& event) = 0;
    /// How the fields of the events are found.
    virtual ExtractionKind extraction() const { return ExtractionKind::Automatic; }
    /// For the events that follow.
    // NOLINTNEXTLINE(performance-unnecessary-value-param)
    virtual void use_columns(std::shared_ptr<const TableColumns> /*columns*/) {}
};

/// The envelope in which the events of a file stand, by its first; null when they stand in none.
std::unique_ptr<Envelope> find_envelope(const EventBatch& chunk, const TimeZone& zone);

}  // namespace karst
