#include "karst/source.h"

#include "engine/formats/input_formats.h"
#include "engine/formats/open_events.h"
#include "engine/input/input_format.h"
#include "engine/stream/input_error.h"
#include "karst/engine_impl.h"
#include "karst/error.h"
#include "karst/result_impl.h"
#include "karst/source_impl.h"

#include <algorithm>
#include <utility>

namespace karst::api {

namespace {

using ReadBytes = std::function<std::size_t(char* buffer, std::size_t size)>;

class FunctionStream final : public ByteStream {
public:
    explicit FunctionStream(ReadBytes read) : read_(std::move(read)) {}
    std::size_t read(char* buffer, std::size_t size) override { return read_(buffer, size); }

private:
    ReadBytes read_;
};

class FunctionBytes final : public ByteSource {
public:
    FunctionBytes(std::string name, ReadBytes read) : name_(std::move(name)), read_(std::move(read)) {}
    const std::string& name() const override { return name_; }
    std::unique_ptr<ByteStream> open(std::uint64_t /*offset*/) const override {
        return std::make_unique<FunctionStream>(read_);
    }
    bool can_reopen() const override { return false; }

private:
    std::string name_;
    ReadBytes read_;
};

std::shared_ptr<Source::Impl> with_bytes(std::shared_ptr<const ByteSource> bytes, EventOrigin origin) {
    auto source = std::make_shared<Source::Impl>();
    source->bytes = std::move(bytes);
    source->origin = std::move(origin);
    return source;
}

}  // namespace

Source Source::file(std::string path, EventOrigin origin) {
    auto source = with_bytes(nullptr, std::move(origin));
    source->path = std::move(path);
    return Source(std::move(source));
}

Source Source::memory(std::string name, std::string text, EventOrigin origin) {
    return Source(with_bytes(memory_bytes(std::move(name), std::move(text)), std::move(origin)));
}

Source Source::standard_input(EventOrigin origin) {
    return Source(with_bytes(karst::standard_input(), std::move(origin)));
}

Source Source::stream(std::string name, ReadBytes read, EventOrigin origin) {
    return Source(with_bytes(std::make_shared<const FunctionBytes>(std::move(name), std::move(read)), std::move(origin)));
}

Source Source::rows(const Table& rows) {
    auto source = with_bytes(nullptr, {});
    source->rows = rows;
    return Source(std::move(source));
}

bool are_rows(const std::vector<Source>& sources) {
    const auto rows =
        std::count_if(sources.begin(), sources.end(), [](const Source& source) { return source.impl()->rows.has_value(); });
    if (rows > 0 && static_cast<std::size_t>(rows) < sources.size()) {
        throw ArgumentError("", "rows and events cannot be read in one run");
    }
    return rows > 0;
}

std::shared_ptr<const MemoryRows> memory_rows(const std::vector<Source>& sources) {
    auto rows = std::make_shared<MemoryRows>();
    for (const auto& source : sources) {
        const auto& table = *source.impl()->rows;
        for (std::size_t number = 0; number < table.size(); ++number) {
            rows->add();
            for_each_value(table[number], [&](const std::string& column, karst::Value value) { rows->set(column, value); });
        }
    }
    return rows;
}

std::vector<InputFile> input_files(const Engine::Impl& engine, const std::vector<Source>& sources) {
    std::vector<InputFile> files;
    for (const auto& source : sources) {
        const auto& inner = *source.impl();
        auto file = input_of(inner.bytes != nullptr ? inner.bytes : file_bytes(inner.path, engine.files()));
        file.sourcetype = inner.origin.sourcetype;
        file.source = inner.origin.source;
        file.host = inner.origin.host;
        files.push_back(std::move(file));
    }
    return files;
}

std::vector<Source> find_sources(const Engine& engine, const std::vector<std::string>& paths) {
    try {
        std::vector<Source> sources;
        for (auto& path : expand_inputs(paths, *engine.impl()->files())) {
            sources.push_back(path == "-" ? Source::standard_input() : Source::file(std::move(path)));
        }
        return sources;
    } catch (const karst::InputError& error) {
        throw InputError(error.what());
    }
}

std::vector<std::string> input_formats() {
    std::vector<std::string> names;
    for (const auto& format : karst::input_formats()) {
        names.emplace_back(format.name);
    }
    return names;
}

}  // namespace karst::api
