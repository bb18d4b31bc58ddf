// The kinds of text in which events hold their fields. A format names the kind of its events; the rows of the table in
// engine/extract/extraction.cc say how each is taken apart.
#pragma once

#include <cstdint>

namespace karst {

enum class ExtractionKind : std::uint8_t {
    Automatic,
    Json,
    KeyValue,
    WineventXml,
    WineventJson,
    WineventText,
    Auditd,
    Cef,
    Table,
    Result,
    None
};

}  // namespace karst
