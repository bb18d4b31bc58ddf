#include "engine/formats/input_formats.h"

#include "base/ascii.h"
#include "base/text_lines.h"

#include "engine/input/json_splitter.h"
#include "engine/input/table.h"
#include "engine/winevent/winevent_readers.h"
#include "engine/winevent/winevent_xml.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find('\n'));
}

// evtx_dump puts a line before each event unless it is told not to.
std::string_view without_record_heading(std::string_view head) {
    head = trimmed(head);
    const auto line = first_line(head);
    return is_record_heading(line) ? trimmed(head.substr(line.size())) : head;
}

bool begins_with_json(std::string_view head) {
    head = without_record_heading(head);
    if (head.empty() || (head.front() != '{' && head.front() != '[')) {
        return false;
    }
    if (head.front() == '{') {
        return true;
    }
    // A line of text may begin with a bracket, as Apache's error log does; JSON goes on with an element.
    const auto next = head.find_first_not_of(kBlanks, 1);
    return next == std::string_view::npos || head[next] == '{' || head[next] == ']';
}

bool is_object_line(std::string_view line) {
    JsonSplitter splitter;
    std::vector<JsonSplitter::Found> found;
    splitter.scan(line, 0, found);
    return found.size() == 1 && found.front().begin == 0 && line.size() == found.front().end;
}

// A line that is a whole object makes it NDJSON, also when a line that is broken stands before it; objects over several lines,
// arrays and envelopes are cut by the splitter.
bool begins_with_json_line(std::string_view head) {
    head = trimmed(head);
    if (head.empty() || head.front() != '{') {
        return false;
    }
    const auto first = first_line(head);
    if (is_object_line(trimmed(first))) {
        return true;
    }
    const auto second = first_line(head.substr(std::min(first.size() + 1, head.size())));
    return !second.empty() && second.front() == '{' && is_object_line(trimmed(second));
}

// A date alone on its line, and the header of the event on those after it.
bool begins_with_event_text(std::string_view head) {
    head = trimmed(head);
    const auto line = first_line(head);
    return is_event_date(line) && head.substr(line.size()).substr(0, 512).find("\nLogName=") != std::string_view::npos;
}

// An export as CSV may put a quotation mark before the element; a line of remarks may stand before all.
bool begins_with_event_xml(std::string_view head) {
    head = without_record_heading(head);
    while (!head.empty() && head.front() == '#') {
        head.remove_prefix(first_line(head).size());
        head = trimmed(head);
    }
    const bool is_element = !head.empty() && head[head.front() == '"' ? std::min<std::size_t>(1, head.size() - 1) : 0] == '<';
    return is_element && find_event_start(head, 0) != std::string_view::npos;
}

// Within an event no line begins so: text has no bare "<".
bool begins_event_xml(std::string_view line) {
    return find_event_start(line, 0) == line.find_first_not_of(" \t") && !line.empty();
}

// Among the directives at the beginning of a file.
bool has_directive(std::string_view head, std::string_view directive) {
    while (!head.empty() && head.front() == '#') {
        if (head.substr(0, directive.size()) == directive) {
            return true;
        }
        head.remove_prefix(std::min(head.size(), first_line(head).size() + 1));
    }
    return false;
}

bool begins_with_w3c(std::string_view head) {
    return has_directive(head, "#Fields:");
}

bool begins_with_zeek(std::string_view head) {
    return has_directive(head, "#fields\t");
}

bool begins_with_csv(std::string_view head) {
    return begins_with_table(head, ',');
}

bool begins_with_tsv(std::string_view head) {
    return begins_with_table(head, '\t');
}

constexpr std::array<InputFormat, 14> kFormats = {{
    {"evtx",
     "Windows' binary event logs (.evtx)",
     ExtractionKind::WineventXml,
     "",
     begins_with_evtx,
     open_evtx,
     {.is_binary = true}},
    {"ndjson",
     "one JSON object a line",
     ExtractionKind::Json,
     "_json",
     begins_with_json_line,
     open_lines,
     {.filters_lines = true}},
    {"json", "JSON documents, arrays and {\"Records\": […]} envelopes, pretty-printed or not", ExtractionKind::Json, "_json",
     begins_with_json, open_json},
    {"xml-winevent",
     "Windows events as XML, with or without <Events> around them",
     ExtractionKind::WineventXml,
     "",
     begins_with_event_xml,
     open_winevent_xml,
     {.begins_event = begins_event_xml}},
    {"wineventlog", "Windows events as text, each after a line with its date", ExtractionKind::WineventText, "",
     begins_with_event_text, open_event_text},
    {"w3c", "W3C extended logs, as IIS writes them: #Fields names the columns", ExtractionKind::Table, "", begins_with_w3c,
     open_w3c},
    {"zeek", "Zeek's logs as tables: #fields names the columns", ExtractionKind::Table, "", begins_with_zeek, open_zeek},
    {"csv", "comma-separated values after a line that names the columns", ExtractionKind::Table, "csv", begins_with_csv,
     open_csv},
    {"tsv", "tab-separated values after a line that names the columns", ExtractionKind::Table, "tsv", begins_with_tsv,
     open_tsv},
    {"ssv", "values with blanks between them, after a line that names the columns or without one", ExtractionKind::Table, "",
     nullptr, open_ssv},
    {"counted", "syslog messages as they come over TCP, each after its number of bytes (RFC 6587)", ExtractionKind::Automatic,
     "", begins_with_counted, open_counted},
    {"rows",
     "result rows as karst prints them; no search-time knowledge is applied",
     ExtractionKind::None,
     "",
     nullptr,
     open_lines,
     {.result_rows = true}},
    {"multiline", "text whose events begin at lines with a time stamp; other lines belong to the event before",
     ExtractionKind::Automatic, "", nullptr, open_dated_text},
    {"text", "one event a line", ExtractionKind::Automatic, "", nullptr, open_lines},
}};

}  // namespace

std::span<const InputFormat> input_formats() {
    return kFormats;
}

const InputFormat* find_input_format(std::string_view name) {
    const auto found = std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& one) { return one.name == name; });
    return found == kFormats.end() ? nullptr : &*found;
}

const InputFormat& text_format() {
    return kFormats.back();
}

bool is_divisible(const InputFormat& format) {
    return format.open == open_lines || format.traits.begins_event != nullptr;
}

const InputFormat* recognise_format(std::string_view head) {
    head = without_mark(head);
    const auto found =
        std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& one) { return one.fits != nullptr && one.fits(head); });
    return found == kFormats.end() ? nullptr : &*found;
}

const InputFormat* recognise_binary_format(std::string_view head) {
    const auto found =
        std::find_if(kFormats.begin(), kFormats.end(), [&](const auto& one) { return one.traits.is_binary && one.fits(head); });
    return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace karst
