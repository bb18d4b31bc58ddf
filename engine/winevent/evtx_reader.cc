// Binary Windows event logs. libevtx reads them; the text of an event is the XML of its record, as Windows hands it out.

#include "base/read_padding.h"
#include "engine/input/input_format.h"
#include "engine/stream/input_error.h"
#include "engine/winevent/winevent_readers.h"

#ifdef KARST_HAS_LIBEVTX

#include "engine/winevent/evtx_values.h"
#include "engine/winevent/evtx_xml.h"

#include <libevtx.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <optional>

#endif

namespace karst {

#ifdef KARST_HAS_LIBEVTX

namespace {

constexpr std::size_t kChunkText = 256 * 1024;
constexpr std::size_t kMaxGathered = std::size_t{1} << 30;  // of a log that is no plain file

template <auto kFree>
struct FreeWith {
    template <class Object>
    void operator()(Object* object) const {
        kFree(&object, nullptr);
    }
};
using LogHandle = std::unique_ptr<libevtx_file_t, FreeWith<libevtx_file_free>>;
using RecordHandle = std::unique_ptr<libevtx_record_t, FreeWith<libevtx_record_free>>;
using BytesHandle = std::unique_ptr<libbfio_handle_t, FreeWith<libbfio_handle_free>>;

// What the library says went wrong in a call.
class Fault {
public:
    Fault() = default;
    ~Fault() { libevtx_error_free(&error_); }
    Fault(const Fault&) = delete;
    Fault& operator=(const Fault&) = delete;

    libevtx_error_t** out() { return &error_; }
    std::string text() {
        std::array<char, 512> room{};
        const auto size = error_ == nullptr ? -1 : libevtx_error_sprint(error_, room.data(), room.size());
        return size > 0 ? std::string(room.data()) : std::string("of what kind is not known");
    }

private:
    libevtx_error_t* error_ = nullptr;
};

// A log: the records that stand in it one after the other, and the bytes that they are made of.
class EvtxLog {
public:
    void open_file(const std::string& path) {
        libbfio_handle_t* handle = nullptr;
        good_ = libbfio_file_initialize(&handle, fault_.out()) == 1;
        bytes_.reset(handle);
        good_ = good_ && libbfio_file_set_name(handle, path.c_str(), path.size(), fault_.out()) == 1;
        open();
    }
    void open_bytes(std::string bytes) {
        gathered_ = std::move(bytes);
        libbfio_handle_t* handle = nullptr;
        good_ = libbfio_memory_range_initialize(&handle, fault_.out()) == 1;
        bytes_.reset(handle);
        good_ = good_ && libbfio_memory_range_set(handle, reinterpret_cast<std::uint8_t*>(gathered_.data()), gathered_.size(),
                                                  fault_.out()) == 1;
        open();
    }

    /// False when nothing of it can be read; fault() says why.
    bool good() const { return good_; }
    std::string fault() { return fault_.text(); }

    int records() const { return records_; }
    int recovered() const { return recovered_; }
    bool is_damaged() const { return libevtx_file_is_corrupted(log_.get(), nullptr) != 0; }
    std::uint64_t size() const { return size_; }

    /// Puts the XML of a record into `xml`. Gives what is wrong with the record.
    std::optional<std::string> read(int index, std::string& xml, std::uint64_t& identifier) const {
        Fault fault;
        libevtx_record_t* handle = nullptr;
        const bool found = libevtx_file_get_record_by_index(log_.get(), index, &handle, fault.out()) == 1;
        const RecordHandle record(handle);
        std::size_t size = 0;
        if (!found || libevtx_record_get_identifier(handle, &identifier, fault.out()) != 1 ||
            libevtx_record_get_utf8_xml_string_size(handle, &size, fault.out()) != 1) {
            return fault.text();
        }
        xml.resize(size);
        if (size == 0 ||
            libevtx_record_get_utf8_xml_string(handle, reinterpret_cast<std::uint8_t*>(xml.data()), size, fault.out()) != 1) {
            return fault.text();
        }
        xml.resize(std::min(xml.find('\0'), xml.size()));
        return std::nullopt;
    }

    /// Fills `out` with what is there from `offset` on, at most up to its size.
    std::string_view read_bytes(std::uint64_t offset, std::string& out) const {
        Fault fault;
        if (libbfio_handle_seek_offset(bytes_.get(), static_cast<off64_t>(offset), SEEK_SET, fault.out()) < 0) {
            return {};
        }
        const auto got =
            libbfio_handle_read_buffer(bytes_.get(), reinterpret_cast<std::uint8_t*>(out.data()), out.size(), fault.out());
        return std::string_view(out).substr(0, got < 0 ? 0 : static_cast<std::size_t>(got));
    }

private:
    void open() {
        libevtx_file_t* handle = nullptr;
        good_ = good_ && libevtx_file_initialize(&handle, fault_.out()) == 1;
        log_.reset(handle);
        size64_t size = 0;
        good_ = good_ && libevtx_file_open_file_io_handle(handle, bytes_.get(), LIBEVTX_OPEN_READ, fault_.out()) == 1 &&
                libevtx_file_get_number_of_records(handle, &records_, fault_.out()) == 1 &&
                libevtx_file_get_number_of_recovered_records(handle, &recovered_, fault_.out()) == 1 &&
                libbfio_handle_get_size(bytes_.get(), &size, fault_.out()) == 1;
        size_ = size;
    }

    std::string gathered_;
    Fault fault_;
    BytesHandle bytes_;  // which the log reads from
    LogHandle log_;
    bool good_ = false;
    int records_ = 0;
    int recovered_ = 0;
    std::uint64_t size_ = 0;
};

class EvtxReader final : public EventReader {
public:
    EvtxReader(const InputFormat& format, ReaderParts parts)
        : EventReader(format), parts_(std::move(parts)),
          buffers_(parts_.options.buffers ? parts_.options.buffers : std::make_shared<BufferPool>()) {}

    bool next(EventBatch& chunk) override {
        if (!begun_) {
            begun_ = true;
            begin();
        }
        places_.clear();
        const auto buffer = buffers_->take();
        buffer->reserve(kChunkText);
        while (next_ < records_ && buffer->size < kChunkText) {
            take_record(*buffer);
        }
        std::memset(buffer->memory.data() + buffer->size, ' ', kReadPadding);
        chunk.events.clear();
        for (const auto& place : places_) {
            chunk.events.push_back({{buffer->memory.data() + place.begin, place.size}, place.record});
        }
        chunk.buffer = buffer;
        lines_ = static_cast<std::uint64_t>(next_);
        bytes_ = next_ == records_ ? log_.size() : log_.size() / static_cast<std::uint64_t>(records_) * lines_;
        return !chunk.events.empty();
    }

private:
    struct Place {
        std::size_t begin;
        std::size_t size;
        std::uint64_t record;
    };

    // The library wants to move about in the log, and looks at all of it when it opens it.
    void begin() {
        const auto blocks = blocks_said();
        if (const auto& file = parts_.machine_file; !file.empty() && divisible_size(*file_bytes(file)) > 0) {
            log_.open_file(file);
        } else {
            auto gathered = gather(parts_.pieces, kMaxGathered);
            if (!gathered) {
                throw InputError(parts_.path + ": a binary Windows event log of more than " +
                                 std::to_string(kMaxGathered >> 20) +
                                 " MiB is read from a plain file only: save it unpacked and give its name");
            }
            log_.open_bytes(std::move(*gathered));
        }
        if (!log_.good()) {
            skip(0, "no binary Windows event log, or its header is damaged: " + log_.fault());
            return;
        }
        records_ = log_.records();
        const auto whole = (log_.size() - std::min<std::uint64_t>(log_.size(), kEvtxHeader)) / kEvtxChunk;
        if (whole < blocks) {
            skip(0, "the log ends early: of " + std::to_string(blocks) + " chunks, " + std::to_string(whole) + " are there");
        } else if (log_.is_damaged()) {
            skip(0, "the log is damaged: " + std::to_string(records_) + " records of it are read, and " +
                        std::to_string(log_.recovered()) + " that would have to be recovered are not");
        }
    }

    // How many chunks the header says there are.
    std::uint64_t blocks_said() const {
        constexpr std::size_t kPlace = 42;
        const auto head = parts_.pieces.text();
        const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(head[at])}; };
        return head.size() < kEvtxHeader ? 0 : byte(kPlace) | byte(kPlace + 1) << 8;
    }

    void take_record(BufferPool::Buffer& buffer) {
        const auto index = next_++;
        const auto number = static_cast<std::uint64_t>(next_);
        std::uint64_t identifier = 0;
        if (const auto wrong = log_.read(index, xml_, identifier)) {
            skip(number, "record " + std::to_string(number) + " cannot be read; skipped: " + *wrong);
            return;
        }
        text_.clear();
        append_windows_xml(xml_, padded_numbers(identifier), text_);
        if (text_.size() > parts_.options.event_bytes) {
            skip(number, "an event larger than " + std::to_string(parts_.options.event_bytes) + " bytes; skipped");
            return;
        }
        buffer.reserve(buffer.size + text_.size());
        std::memcpy(buffer.memory.data() + buffer.size, text_.data(), text_.size());
        places_.push_back({buffer.size, text_.size(), number});
        buffer.size += text_.size();
    }

    std::vector<std::string> padded_numbers(std::uint64_t identifier) {
        if (xml_.find("0x0") == std::string::npos) {
            return {};
        }
        if (!values_) {
            values_.emplace([this](std::uint64_t offset, std::string& out) { return log_.read_bytes(offset, out); },
                            log_.size());
        }
        return values_->padded_numbers(identifier);
    }

    void skip(std::uint64_t record, const std::string& why) {
        ++skipped_;
        parts_.problems({parts_.path, record, why});
    }

    ReaderParts parts_;
    std::shared_ptr<BufferPool> buffers_;
    EvtxLog log_;
    bool begun_ = false;
    int records_ = 0;
    int next_ = 0;
    std::string xml_;   // of a record, as libevtx has it
    std::string text_;  // and as Windows has it
    std::vector<Place> places_;
    std::optional<EvtxValues> values_;
};

}  // namespace

std::unique_ptr<EventReader> open_evtx(const InputFormat& format, ReaderParts parts) {
    return std::make_unique<EvtxReader>(format, std::move(parts));
}

#else

std::unique_ptr<EventReader> open_evtx(const InputFormat& /*format*/, ReaderParts parts) {
    throw InputError(parts.path +
                     ": a binary Windows event log (.evtx), and this karst was built without libevtx, which reads them; export "
                     "it as XML, with wevtutil or evtx_dump");
}

#endif

bool begins_with_evtx(std::string_view head) {
    return head.substr(0, 8) == std::string_view("ElfFile\0", 8);
}

}  // namespace karst
