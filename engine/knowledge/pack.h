// Search-time knowledge of one log source, as it is written in a pack (packs/*.yml or --packs DIR). Plain data: the YAML is
// read in packs/reader/pack_loader.h, and engine/knowledge/ compiles it. docs/writing-packs.md is the user's view of the same.
#pragma once

#include "base/source_text.h"
#include "engine/lookup/lookup.h"
#include "parser/grammar/macro.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace karst {

/// What a pack applies to: all that are given must match; patterns with `*`, without regard to case. As in props.conf, what is
/// given for a source beats what is given for a host, which beats what is given for a sourcetype, key by key.
struct PackMatch {
    std::string sourcetype;
    std::string source;
    std::string host;
};

/// An extraction before aliases (props.conf EXTRACT and REPORT). One of the kinds is set.
struct PackExtraction {
    std::string from = "_raw";         // field it reads
    SourceText regex;                  // named groups become fields; empty: not this kind
                                       // groups _KEY_x and _VAL_x: the one names the field that the other is the value of
    bool all_matches = false;          // MV_ADD: every match adds a value
    bool clean_keys = true;            // CLEAN_KEYS: a key's characters other than letters, digits and _ become _
    std::string pair_delimiters;       // key=value pairs: characters between pairs …
    std::string key_delimiters;        // … and between key and value
    std::vector<std::string> columns;  // names of the cells of a line; an empty cell makes no field
    char cell_delimiter = ',';
    SourceText start;       // the cells begin where the match of this ends; empty: at the beginning
    bool elements = false;  // <tag>value</tag>: every element without elements in it
};

struct PackAlias {
    std::string from;
    std::string to;
    bool keep_existing = false;  // ASNEW: a value that is there already stays
};

struct PackCalculated {
    std::string field;
    SourceText expression;  // SPL eval
};

/// A lookup of the pack (LOOKUP-x): a table in the pack itself or a CSV file beside it.
struct PackLookup {
    std::string name;
    std::vector<std::string> columns;  // of the rows below, or the header of the file
    std::vector<std::vector<std::string>> rows;
    std::vector<std::pair<std::string, std::string>> by;   // column, event field
    std::vector<std::pair<std::string, std::string>> out;  // column, event field
    std::vector<std::string> wildcard_columns;             // matched as WILDCARD(column)
    std::vector<std::string> cidr_columns;                 // matched as CIDR(column)
    bool case_sensitive = true;
    bool keep_existing = false;  // OUTPUTNEW
    std::size_t max_matches = 1;
    std::optional<std::string> default_match;  // value of the out columns when no row matches
};

struct PackEventType {
    std::string name;
    SourceText search;  // SPL search expression on the finished event
    std::vector<std::string> tags;
};

/// Tags of a value of a field (tags.conf); event types have theirs with them.
struct PackValueTags {
    std::string field;
    std::string value;
    std::vector<std::string> tags;
};

/// How the file is read, when its content says that it is of this source.
struct PackRead {
    std::string format;       // one of engine/input/input_format.h; empty: by content
    std::string time_field;   // field whose text is the time of the event; empty: found in the text
    std::string time_format;  // strptime format, or "iso8601", "epoch", "epoch_ms"
    SourceText host;          // expression whose first group is the host, where nothing else says it; empty: none
    std::string index;        // the index that such events have, unless the command line says; empty: main
};

/// How events are recognised that come without a sourcetype. Of what is given all must hold.
struct PackSniff {
    std::vector<std::string> json_keys;  // the top level of the event has all these keys
    SourceText text;                     // expression found in the event's text
    std::string channel;                 // the event is of this Windows event log channel (a pattern with *)
    std::string sourcetype;              // what events recognised so are
    std::string source;                  // the source that they have; empty: the file
    bool last = false;                   // only when no other pack recognises the event

    bool empty() const { return json_keys.empty() && text.text().empty() && channel.empty(); }
};

struct Pack {
    std::string name;
    std::string origin;  // file, for messages and `karst packs`
    std::string description;
    PackMatch match;
    PackRead read;
    PackSniff sniff;
    std::string kv_mode;  // a kind of extraction (engine/extract/), or empty: by the format
    std::vector<PackExtraction> extractions;
    std::vector<PackAlias> aliases;
    std::vector<PackCalculated> calculated;
    std::vector<PackLookup> lookups;
    std::vector<PackEventType> event_types;
    std::vector<PackValueTags> value_tags;
    std::vector<Macro> macros;             // macros that rules use and that come with the add-on
    std::vector<LookupDefinition> tables;  // lookups that rules name and that come with the add-on, empty at first
    /// Fields made null by a later pack of the same match ("field: null" in YAML).
    std::vector<std::string> removed_fields;
};

}  // namespace karst
