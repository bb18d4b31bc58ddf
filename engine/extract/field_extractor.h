// Extractor of the raw fields of an event: Splunk's automatic extraction (KV_MODE), and for formats that Splunk's add-ons take
// apart, the same fields. One class a kind of text; a new kind is a row of the table in engine/formats/extractions.cc.
#pragma once

#include "base/read_padding.h"
#include "engine/input/extraction_kind.h"
#include "engine/time/time_zone.h"
#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace karst {

struct TableColumns;

/// The wanted fields of one origin, in the form in which a kind of extraction looks for them.
class FieldProjection {
public:
    virtual ~FieldProjection() = default;
};

/// What an event itself says of where it comes from; empty where it says nothing.
struct EventHints {
    std::string_view sourcetype;  // what such events are called where nothing else names them
    std::string_view channel;     // of a Windows event log; the source is then <sourcetype>:<channel>
    std::string_view host;
};

/// How the values of an event stand in its text.
enum class TextContainment {
    None,           // in other words than the text, or nobody has looked
    UnlessEscaped,  // as parts of it, when there is no backslash in it
    Always          // as parts of it, but for line ends
};

using FieldFound = std::function<void(std::string_view name, Value value)>;

/// Looks at one event after the other; its buffers are used again.
class FieldExtractor {
public:
    virtual ~FieldExtractor() = default;

    /// The fields `names` belong into the slots from `first_slot` on. Names may repeat.
    virtual std::unique_ptr<FieldProjection> compile(std::span<const std::string> names, std::size_t first_slot) const = 0;

    /// Names the columns of the events that follow, for rows of a table.
    virtual void use_columns(const std::shared_ptr<const TableColumns>&) {}

    /// Begins an event (readable kReadPadding bytes past its end). False: its text is broken, and is no event.
    virtual bool begin(std::string_view text) = 0;
    /// False when the text of the event is broken somewhere: its fields are those before that place.
    virtual bool is_whole() const { return true; }

    /// Writes the wanted fields into their slots; slots of missing fields are left alone. Values point into the text, the
    /// extractor (until the next event) or `arena`. False: the text is broken.
    virtual bool project(const FieldProjection& projection, std::span<Value> slots, Arena& arena) = 0;

    /// Calls `each` for every field, in the order in which names first occur. The name lives until `each` returns.
    virtual void for_each(Arena& arena, const FieldFound& each) = 0;

    /// Whether values are parts of the text as they stand: then a scan may look for values in the text of an event.
    virtual TextContainment text_containment() const { return TextContainment::None; }

    /// Where the event says it comes from.
    virtual EventHints hints() const { return {}; }
    /// The time of the event, where the kind of text has a place for it; otherwise it is looked for in the text.
    virtual std::optional<double> time(const TimeZone&) { return std::nullopt; }
};

struct Extraction {
    ExtractionKind kind;
    std::string_view name;  // of a pack's `kv_mode`
    std::string_view summary;
    std::string_view broken;  // what is wrong with an event that begin() refuses
    /// True when an event is surely of the kind; null: it cannot be told from its text.
    bool (*fits)(std::string_view text);
    std::unique_ptr<FieldExtractor> (*make)();
    struct Traits {
        bool general = false;     // such texts are of many logs, so what a pack says of an event counts more
        bool by_content = false;  // finds out itself of which of the other kinds an event is
        bool names_log = false;   // such an event says itself of which log it is
        bool no_fields = false;   // events have no fields of their own, which a pack may say of any
    };
    Traits traits{};
};

// Each kind in a file of its own.
std::unique_ptr<FieldExtractor> make_json_extractor();
std::unique_ptr<FieldExtractor> make_key_value_extractor();
std::unique_ptr<FieldExtractor> make_auditd_extractor();
std::unique_ptr<FieldExtractor> make_table_extractor();
std::unique_ptr<FieldExtractor> make_result_extractor();
std::unique_ptr<FieldExtractor> make_cef_extractor();
std::unique_ptr<FieldExtractor> make_empty_extractor();

}  // namespace karst
