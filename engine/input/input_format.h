// A format of event files: how it is recognised, and how it is cut into events. A new format is a reader, and a row of the
// table in engine/formats/input_formats.cc.
#pragma once

#include "engine/input/extraction_kind.h"
#include "engine/input/file_reader.h"
#include "engine/stream/line_range.h"

#include <memory>
#include <string_view>

namespace karst {

struct InputFormat {
    std::string_view name;  // of --input-format, and of a pack's `format`
    std::string_view summary;
    ExtractionKind extraction;    // how its events give their fields where no pack says
    std::string_view sourcetype;  // as Splunk calls such events where nothing else names them; may be empty
    /// True when a file that begins with `head` is of the format, to be asked in the order of the table; null: never by
    /// content.
    bool (*fits)(std::string_view head);
    std::unique_ptr<EventReader> (*open)(const InputFormat& format, ReaderParts parts);
    struct Traits {
        bool result_rows = false;    // rows that a search printed: their fields are all there is, in the order of the results
        bool filters_lines = false;  // lines may be passed over by their text alone (EventReader::filter_lines)
        bool is_binary = false;      // a file that begins so is of the format, whatever it was called
        BeginsEvent begins_event = nullptr;  // where events of several lines begin, so that a large file can be divided there
    };
    Traits traits{};
};

// The readers, each in a file of its own.
std::unique_ptr<EventReader> open_lines(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_json(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_csv(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_tsv(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_ssv(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_w3c(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_zeek(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_event_text(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_dated_text(const InputFormat& format, ReaderParts parts);
std::unique_ptr<EventReader> open_counted(const InputFormat& format, ReaderParts parts);

/// True for the line that evtx_dump writes before an event: Record 12.
bool is_record_heading(std::string_view line);
/// True for the line at which a Windows event as text begins: MM/DD/YYYY HH:MM:SS AM.
bool is_event_date(std::string_view line);

/// True when `head` begins with a frame of RFC 6587: the number of bytes of a syslog message, a blank, the message.
bool begins_with_counted(std::string_view head);

}  // namespace karst
