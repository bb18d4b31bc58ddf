#include "tests/engine/winevent/evtx_file.h"

#include <zlib.h>

#include <cstring>

namespace karst::test {

namespace {

constexpr std::size_t kChunk = 65536;
constexpr std::size_t kChunkHeader = 512;

template <class Number>
std::string little(Number number) {
    std::string bytes(sizeof(number), '\0');
    std::memcpy(bytes.data(), &number, sizeof(number));
    return bytes;
}

std::string utf16(const std::string& ascii) {
    std::string wide;
    for (const char c : ascii) {
        wide += c;
        wide += '\0';
    }
    return wide;
}

std::uint32_t checksum(const std::string& bytes) {
    return static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

void put(std::string& bytes, std::size_t at, const std::string& part) {
    bytes.replace(at, part.size(), part);
}

std::uint64_t file_time(std::uint64_t seconds) {
    return (seconds + 11644473600) * 10000000;
}

// The tokens of binary XML, written at a place of a chunk, since names are referred to by their place.
class TokenWriter {
public:
    explicit TokenWriter(std::size_t begin) : begin_(begin) {}

    std::size_t at() const { return begin_ + bytes_.size(); }
    void add(const std::string& part) { bytes_ += part; }
    const std::string& bytes() const { return bytes_; }

    /// An element: its attributes, then what `inside` writes; `inside` null: an empty one.
    template <class Attributes, class Inside>
    void element(const std::string& name, bool has_attributes, Attributes attributes, Inside inside) {
        add(has_attributes ? "\x41" : "\x01");
        add("\xff\xff");
        const auto size = reserve_size();
        add_name(name);
        if (has_attributes) {
            const auto list = reserve_size();
            attributes();
            fill_size(list);
        }
        add("\x02");
        inside();
        add("\x04");
        fill_size(size);
    }
    template <class Inside>
    void element(const std::string& name, Inside inside) {
        element(
            name, false, [] {}, inside);
    }

    void attribute(const std::string& name, bool is_last) {
        add(is_last ? "\x06" : "\x46");
        add_name(name);
    }
    void text(const std::string& ascii) {
        add("\x05\x01");
        add(little(static_cast<std::uint16_t>(ascii.size())) + utf16(ascii));
    }
    void substitution(std::size_t number, std::uint8_t type) {
        add("\x0d" + little(static_cast<std::uint16_t>(number)) + static_cast<char>(type));
    }

    std::size_t reserve_size() {
        add(std::string(4, '\0'));
        return bytes_.size();
    }
    /// The size of what came after it was reserved.
    void fill_size(std::size_t reserved) {
        put(bytes_, reserved - 4, little(static_cast<std::uint32_t>(bytes_.size() - reserved)));
    }

private:
    void add_name(const std::string& name) {
        add(little(static_cast<std::uint32_t>(at() + 4)));
        std::uint32_t hash = 0;
        for (const char c : name) {
            hash = hash * 65599 + static_cast<unsigned char>(c);
        }
        add(std::string(4, '\0') + little(static_cast<std::uint16_t>(hash)) + little(static_cast<std::uint16_t>(name.size())));
        add(utf16(name) + std::string(2, '\0'));
    }

    std::size_t begin_;
    std::string bytes_;
};

// The values of an event in the order in which its template refers to them.
std::vector<EvtxValue> values_of(const EvtxEvent& event, std::uint64_t record) {
    std::vector<EvtxValue> values = {
        EvtxValue::text(event.provider),          {0x06, little(event.id)}, {0x15, little(event.keywords)},
        {0x11, little(file_time(event.seconds))}, {0x0a, little(record)},   EvtxValue::text(event.channel),
        EvtxValue::text(event.computer),
    };
    for (const auto& [name, value] : event.data) {
        values.push_back(value);
    }
    return values;
}

void write_template(TokenWriter& out, const EvtxEvent& event, const std::vector<EvtxValue>& values) {
    std::size_t next = 0;
    const auto value = [&] {
        out.substitution(next, values[next].type);
        ++next;
    };
    const auto nothing = [] {};
    out.element(
        "Event", true,
        [&] {
            out.attribute("xmlns", true);
            out.text("http://schemas.microsoft.com/win/2004/08/events/event");
        },
        [&] {
            out.element("System", [&] {
                out.element(
                    "Provider", true, [&] { out.attribute("Name", true), value(); }, nothing);
                out.element("EventID", value);
                out.element("Keywords", value);
                out.element(
                    "TimeCreated", true, [&] { out.attribute("SystemTime", true), value(); }, nothing);
                out.element("EventRecordID", value);
                out.element("Channel", value);
                out.element("Computer", value);
            });
            out.element("EventData", [&] {
                for (const auto& [name, unused] : event.data) {
                    const auto attribute = [&, &label = name] { out.attribute("Name", true), out.text(label); };
                    out.element("Data", true, attribute, value);
                }
            });
        });
    out.add(std::string(1, '\0'));
}

std::string record_of(const EvtxEvent& event, std::uint64_t number, std::size_t place) {
    const std::string fragment("\x0f\x01\x01\x00", 4);
    const auto values = values_of(event, number);
    TokenWriter out(place + 24);
    out.add(fragment);
    out.add("\x0c\x01" + little(static_cast<std::uint32_t>(number)));
    out.add(little(static_cast<std::uint32_t>(out.at() + 4)));  // the definition comes next
    out.add(std::string(4, '\0') + std::string(16, static_cast<char>(number)));
    const auto size = out.reserve_size();
    out.add(fragment);
    write_template(out, event, values);
    out.fill_size(size);
    out.add(little(static_cast<std::uint32_t>(values.size())));
    for (const auto& value : values) {
        out.add(little(static_cast<std::uint16_t>(value.bytes.size())) + static_cast<char>(value.type) + '\0');
    }
    for (const auto& value : values) {
        out.add(value.bytes);
    }
    out.add(std::string(1, '\0'));
    const auto bytes = little(static_cast<std::uint32_t>(24 + out.bytes().size() + 4));
    return std::string("**\0\0", 4) + bytes + little(number) + little(file_time(event.seconds)) + out.bytes() + bytes;
}

std::string chunk_of(const std::vector<EvtxEvent>& events, std::uint64_t first) {
    std::string chunk(kChunkHeader, '\0');
    std::size_t last = kChunkHeader;
    auto number = first;
    for (const auto& event : events) {
        last = chunk.size();
        chunk += record_of(event, number++, chunk.size());
    }
    const auto end = chunk.size();
    put(chunk, 0, std::string("ElfChnk\0", 8) + little(first) + little(number - 1) + little(first) + little(number - 1));
    put(chunk, 40, little(std::uint32_t{128}) + little(static_cast<std::uint32_t>(last)));
    put(chunk, 48, little(static_cast<std::uint32_t>(end)) + little(checksum(chunk.substr(kChunkHeader))));
    put(chunk, 124, little(checksum(chunk.substr(0, 120) + chunk.substr(128, kChunkHeader - 128))));
    chunk.resize(kChunk);
    return chunk;
}

}  // namespace

EvtxValue EvtxValue::text(const std::string& ascii) {
    return {0x01, utf16(ascii)};
}

EvtxValue EvtxValue::hex32(std::uint32_t number) {
    return {0x14, little(number)};
}

EvtxValue EvtxValue::hex64(std::uint64_t number) {
    return {0x15, little(number)};
}

EvtxValue EvtxValue::texts(const std::vector<std::string>& ascii) {
    EvtxValue value{0x81, ""};
    for (const auto& one : ascii) {
        value.bytes += utf16(one) + std::string(2, '\0');
    }
    return value;
}

EvtxValue EvtxValue::hex32s(const std::vector<std::uint32_t>& numbers) {
    EvtxValue value{0x94, ""};
    for (const auto number : numbers) {
        value.bytes += little(number);
    }
    return value;
}

std::string evtx_header(std::uint16_t chunks, std::uint64_t next_record) {
    std::string header = std::string("ElfFile\0", 8) + little(std::uint64_t{0}) +
                         little(static_cast<std::uint64_t>(chunks == 0 ? 0 : chunks - 1)) + little(next_record) +
                         little(std::uint32_t{128}) + little(std::uint16_t{1}) + little(std::uint16_t{3}) +
                         little(std::uint16_t{4096}) + little(chunks);
    header.resize(120);
    header += little(std::uint32_t{0}) + little(checksum(header));
    header.resize(4096);
    return header;
}

std::string evtx_file(const std::vector<std::vector<EvtxEvent>>& chunks) {
    std::string bytes;
    std::uint64_t next = 1;
    for (const auto& events : chunks) {
        bytes += chunk_of(events, next);
        next += events.size();
    }
    return evtx_header(static_cast<std::uint16_t>(chunks.size()), next) + bytes;
}

}  // namespace karst::test
