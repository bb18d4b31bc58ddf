// Binary Windows event logs for tests: what libevtx and Windows read, made of a few values an event.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace karst::test {

/// A value as the log stores it: its type, and its bytes.
struct EvtxValue {
    std::uint8_t type = 0;
    std::string bytes;

    static EvtxValue text(const std::string& ascii);
    static EvtxValue hex32(std::uint32_t number);
    static EvtxValue hex64(std::uint64_t number);
    static EvtxValue texts(const std::vector<std::string>& ascii);
    static EvtxValue hex32s(const std::vector<std::uint32_t>& numbers);
};

struct EvtxEvent {
    std::string provider = "Acme-Door";
    std::uint16_t id = 7;
    std::string channel = "Security";
    std::string computer = "ws1.example.org";
    std::uint64_t keywords = 0x8020000000000000;
    std::uint64_t seconds = 1772474651;  // since 1970
    std::vector<std::pair<std::string, EvtxValue>> data;
};

/// A log whose chunks have these events: a header, and 64 KiB for each.
std::string evtx_file(const std::vector<std::vector<EvtxEvent>>& chunks);

/// A header for so many chunks.
std::string evtx_header(std::uint16_t chunks, std::uint64_t next_record);

}  // namespace karst::test
