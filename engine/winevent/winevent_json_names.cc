#include "engine/winevent/winevent_json_names.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

using Rename = WineventJsonShape::Rename;

// evtx_dump: the XML turned into JSON, in two spellings of attributes.
constexpr std::array<std::string_view, 1> kDumpKeys = {"Event"};
constexpr std::array<std::string_view, 1> kDumpData = {"Event.EventData."};
constexpr std::array<std::string_view, 2> kDumpTimes = {"Event.System.TimeCreated.#attributes.SystemTime",
                                                        "Event.System.TimeCreated_attributes.SystemTime"};
constexpr std::array<Rename, 1> kDumpRenames = {{{"Event.#attributes.xmlns", ""}}};

// Winlogbeat 7 and later.
constexpr std::array<std::string_view, 1> kBeatKeys = {"winlog"};
constexpr std::array<std::string_view, 1> kBeatData = {"winlog.event_data."};
constexpr std::array<std::string_view, 1> kBeatTimes = {"@timestamp"};
constexpr std::array<Rename, 15> kBeatRenames = {{{"winlog.channel", "Channel"},
                                                  {"winlog.computer_name", "Computer"},
                                                  {"winlog.event_id", "EventID"},
                                                  {"winlog.provider_name", "Name"},
                                                  {"winlog.provider_guid", "Guid"},
                                                  {"winlog.record_id", "EventRecordID"},
                                                  {"winlog.process.pid", "ProcessID"},
                                                  {"winlog.process.thread.id", "ThreadID"},
                                                  {"winlog.user.identifier", "UserID"},
                                                  {"winlog.activity_id", "ActivityID"},
                                                  {"winlog.version", "Version"},
                                                  {"winlog.keywords{}", "Keywords"},
                                                  {"winlog.task", "TaskCategory"},
                                                  {"winlog.opcode", "OpCode"},
                                                  {"message", "Message"}}};

// Winlogbeat 5 and 6.
constexpr std::array<std::string_view, 3> kOldBeatKeys = {"event_data", "event_id", "log_name"};
constexpr std::array<std::string_view, 1> kOldBeatData = {"event_data."};
constexpr std::array<Rename, 14> kOldBeatRenames = {{{"log_name", "Channel"},
                                                     {"computer_name", "Computer"},
                                                     {"event_id", "EventID"},
                                                     {"source_name", "Name"},
                                                     {"provider_guid", "Guid"},
                                                     {"record_number", "EventRecordID"},
                                                     {"process_id", "ProcessID"},
                                                     {"thread_id", "ThreadID"},
                                                     {"user.identifier", "UserID"},
                                                     {"version", "Version"},
                                                     {"keywords{}", "Keywords"},
                                                     {"task", "TaskCategory"},
                                                     {"opcode", "OpCode"},
                                                     {"message", "Message"}}};

// NXLog, and the flat data sets that came out of it; Azure's tables of events.
constexpr std::array<std::string_view, 2> kFlatKeys = {"EventID", "Channel"};
constexpr std::array<std::string_view, 4> kFlatTimes = {"TimeCreated", "@timestamp", "TimeGenerated", "EventTime"};
constexpr std::array<Rename, 9> kFlatRenames = {{{"Hostname", "Computer"},
                                                 {"RecordNumber", "EventRecordID"},
                                                 {"ProviderGuid", "Guid"},
                                                 {"SourceName", "Name"},
                                                 {"Provider", "Name"},
                                                 {"EventSourceName", "Name"},
                                                 {"ExecutionProcessID", "ProcessID"},
                                                 {"OpcodeValue", "Opcode"},
                                                 {"Opcode", "OpCode"}}};

constexpr std::array<WineventJsonShape, 4> kShapes = {{
    {"evtx_dump", kDumpKeys, kDumpData, kDumpRenames, kDumpTimes},
    {"winlogbeat", kBeatKeys, kBeatData, kBeatRenames, kBeatTimes},
    {"winlogbeat 6", kOldBeatKeys, kOldBeatData, kOldBeatRenames, kBeatTimes},
    {"flat", kFlatKeys, {}, kFlatRenames, kFlatTimes},
}};

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Of an element that evtx_dump made an object, because it has attributes: Event.System.EventID.#text.
std::string_view dump_name(std::string_view path) {
    constexpr std::string_view kText = ".#text";
    constexpr std::string_view kSystem = "Event.System.";
    constexpr std::string_view kUser = "Event.UserData.";
    if (path.find("xmlns") != std::string_view::npos) {
        return {};
    }
    if (ends_with(path, kText)) {
        path.remove_suffix(kText.size());
    }
    if (begins_with(path, kSystem)) {
        // Attributes are fields by their own names, as in XML.
        return path.substr(std::max(kSystem.size(), path.rfind('.') + 1));
    }
    if (begins_with(path, kUser)) {
        return path.substr(path.rfind('.') + 1);
    }
    return path;
}

}  // namespace

const WineventJsonShape* find_winevent_json_shape(std::span<const std::string_view> keys) {
    const auto has_all = [&](const WineventJsonShape& shape) {
        return std::all_of(shape.keys.begin(), shape.keys.end(),
                           [&](std::string_view key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); });
    };
    const auto found = std::find_if(kShapes.begin(), kShapes.end(), has_all);
    // An object that has nothing but an Event may be anything else too; an Event among other keys surely is.
    return found == kShapes.end() || (found == kShapes.begin() && keys.size() != 1) ? nullptr : &*found;
}

std::string_view winevent_xml_name(const WineventJsonShape& shape, std::string_view path) {
    for (const auto& rename : shape.renames) {
        if (rename.path == path) {
            return rename.name;
        }
    }
    const bool is_dump = &shape == &kShapes.front();
    const auto name = is_dump ? dump_name(path) : path;
    for (const auto& data : shape.data) {
        if (begins_with(name, data)) {
            return name.substr(data.size());
        }
    }
    return name;
}

}  // namespace karst
