#include "engine/formats/extractions.h"

#include "base/ascii.h"
#include "engine/winevent/winevent_extractors.h"
#include "engine/winevent/winevent_xml.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

bool is_json(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    return first != std::string_view::npos && text[first] == '{';
}

bool is_event_xml(std::string_view text) {
    return find_event_start(text, 0) != std::string_view::npos && find_text(text, "<System", 0) != std::string_view::npos;
}

bool is_auditd(std::string_view text) {
    return text.substr(0, 256).find("msg=audit(") != std::string_view::npos;
}

bool is_cef(std::string_view text) {
    const auto head = text.substr(0, 256);
    const auto at = head.find("CEF:");
    return at != std::string_view::npos && at + 5 < text.size() && is_digit(text[at + 4]) && text[at + 5] == '|';
}

constexpr std::array<Extraction, 11> kExtractions = {{
    {ExtractionKind::Automatic,
     "auto",
     "by content: JSON, Windows event XML, auditd, CEF, else key=value",
     "",
     nullptr,
     make_automatic_extractor,
     {.general = true, .by_content = true}},
    {ExtractionKind::Json,
     "json",
     "the fields of a JSON object",
     "not a JSON object",
     is_json,
     make_json_extractor,
     {.general = true}},
    {ExtractionKind::KeyValue, "kv", "key=value and key=\"a value\"", "", nullptr, make_key_value_extractor},
    {ExtractionKind::WineventXml,
     "xml-winevent",
     "System, EventData and UserData of a Windows event",
     "not a Windows event",
     is_event_xml,
     make_winevent_xml_extractor,
     {.names_log = true}},
    {ExtractionKind::WineventJson,
     "json-winevent",
     "a Windows event that some program wrote as JSON, with the names of its XML",
     "not a JSON object",
     nullptr,
     make_winevent_json_extractor,
     {.names_log = true}},
    {ExtractionKind::WineventText,
     "wineventlog",
     "header and message of a Windows event as text",
     "",
     nullptr,
     make_winevent_text_extractor,
     {.names_log = true}},
    {ExtractionKind::Auditd, "auditd", "records of the Linux audit daemon", "", is_auditd, make_auditd_extractor},
    {ExtractionKind::Cef, "cef", "the Common Event Format", "not in the Common Event Format", is_cef, make_cef_extractor},
    {ExtractionKind::Table, "table", "the columns of a row, by the header of its file", "", nullptr, make_table_extractor},
    {ExtractionKind::Result, "result", "a row of results as Splunk exports it in JSON", "not a JSON object", nullptr,
     make_result_extractor},
    {ExtractionKind::None,
     "none",
     "no fields but those that extract gives",
     "",
     nullptr,
     make_empty_extractor,
     {.no_fields = true}},
}};

constexpr bool is_in_order_of_kinds() {
    for (std::size_t index = 0; index < kExtractions.size(); ++index) {
        if (kExtractions[index].kind != static_cast<ExtractionKind>(index)) {
            return false;
        }
    }
    return true;
}
static_assert(is_in_order_of_kinds(), "extraction_of() finds a row by its kind");

class EmptyExtractor final : public FieldExtractor {
public:
    std::unique_ptr<FieldProjection> compile(std::span<const std::string>, std::size_t) const override {
        return std::make_unique<FieldProjection>();
    }
    bool begin(std::string_view) override { return true; }
    bool project(const FieldProjection&, std::span<Value>, Arena&) override { return true; }
    void for_each(Arena&, const FieldFound&) override {}
};

}  // namespace

std::span<const Extraction> extractions() {
    return kExtractions;
}

const Extraction& extraction_of(ExtractionKind kind) {
    return kExtractions[static_cast<std::size_t>(kind)];
}

const Extraction* find_extraction(std::string_view name) {
    const auto found =
        std::find_if(kExtractions.begin(), kExtractions.end(), [&](const auto& one) { return one.name == name; });
    return found == kExtractions.end() ? nullptr : &*found;
}

std::unique_ptr<FieldExtractor> make_empty_extractor() {
    return std::make_unique<EmptyExtractor>();
}

}  // namespace karst
