// Sources of bytes: files, memory, standard input, and what can be read once only.
#include "base/memory_file_system.h"
#include "engine/stream/byte_source.h"
#include "engine/stream/line_range.h"
#include "tests/engine/input/read_helper.h"

#include <catch2/catch.hpp>

#include <unistd.h>

#include <array>
#include <string>

using namespace karst;
using namespace karst::test;

namespace {

std::string drain(ByteStream& stream, std::size_t piece = 7) {
    std::string text;
    std::string buffer(piece, '\0');
    while (const auto got = stream.read(buffer.data(), buffer.size())) {
        text.append(buffer, 0, got);
    }
    return text;
}

std::string utf16(const std::string& ascii) {
    std::string text = "\xFF\xFE";
    for (const char c : ascii) {
        text += c;
        text += '\0';
    }
    return text;
}

// A source that counts how often it is opened, and gives its bytes the first time only.
class OnceSource final : public ByteSource {
public:
    explicit OnceSource(std::string bytes) : bytes_(memory_bytes("once", std::move(bytes))) {}
    const std::string& name() const override { return bytes_->name(); }
    bool can_reopen() const override { return false; }
    std::unique_ptr<ByteStream> open(std::uint64_t) const override {
        return ++opened == 1 ? bytes_->open() : memory_bytes("once", "")->open();
    }
    mutable int opened = 0;

private:
    std::shared_ptr<const ByteSource> bytes_;
};

// Standard input as a pipe that holds a text, while it lives.
class PipedInput {
public:
    explicit PipedInput(const std::string& text) : kept_(::dup(STDIN_FILENO)) {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::close(ends[1]);
        ::dup2(ends[0], STDIN_FILENO);
        ::close(ends[0]);
    }
    ~PipedInput() {
        ::dup2(kept_, STDIN_FILENO);
        ::close(kept_);
    }
    PipedInput(const PipedInput&) = delete;
    PipedInput& operator=(const PipedInput&) = delete;

private:
    int kept_;
};

const std::string kText = "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n";

}  // namespace

TEST_CASE("bytes in memory are decoded as those of a file are") {
    for (const auto& bytes : {kText, gzip(kText), zstd(kText), utf16(kText), gzip(utf16(kText)), gzip(kText) + gzip(kText),
                              std::string(), std::string("a"), std::string("\x1f\x8b")}) {
        const TemporaryFile path(bytes);
        const auto file = file_bytes(path.path());
        const auto memory = memory_bytes("memory", bytes);
        CHECK(memory->size() == bytes.size());
        CHECK(file->size() == bytes.size());
        CHECK(divisible_size(*memory) == divisible_size(*file));
        CHECK(drain(*memory->open()) == bytes);
        std::string of_file;
        std::string of_memory;
        try {
            of_file = drain(*open_bytes(*file));
        } catch (const InputError&) {
            CHECK_THROWS_AS(drain(*open_bytes(*memory)), InputError);
            continue;
        }
        of_memory = drain(*open_bytes(*memory));
        CHECK(of_memory == of_file);
        CHECK(drain(*open_bytes(*memory)) == of_file);  // once more
    }
}

TEST_CASE("bytes in memory are read by ranges of lines") {
    const auto source = memory_bytes("memory", kText);
    CHECK(divisible_size(*source) == kText.size());
    CHECK(drain(*open_range(*source, range_of_events(*source, {0, 3}, nullptr))) == "{\"a\":1}\n");
    CHECK(drain(*open_range(*source, range_of_events(*source, {3, 10}, nullptr))) == "{\"a\":2}\n");
    CHECK(drain(*open_range(*source, range_of_events(*source, {10, LineRange::kToTheEnd}, nullptr))) == "{\"a\":3}\n");
}

TEST_CASE("a stream of bytes in memory outlives its source") {
    auto source = memory_bytes("memory", kText);
    const auto stream = open_bytes(*source);
    source.reset();
    CHECK(drain(*stream) == kText);
}

TEST_CASE("bytes of a program are shared and not copied") {
    const auto owner = std::make_shared<const std::string>(kText);
    auto source = memory_bytes("memory", *owner, owner);
    CHECK(owner.use_count() == 2);
    const auto stream = source->open();
    source.reset();
    CHECK(owner.use_count() == 2);
    CHECK(drain(*stream) == kText);
}

TEST_CASE("a file of another file system is a source") {
    const auto files = std::make_shared<const MemoryFileSystem>(std::map<std::string, std::string>{{"/logs/a", kText}});
    const auto source = file_bytes("/logs/a", files);
    CHECK(source->name() == "/logs/a");
    CHECK(source->can_reopen());
    CHECK(divisible_size(*source) == kText.size());
    CHECK(drain(*open_bytes(*source)) == kText);
    CHECK_THROWS_WITH(file_bytes("/logs", files)->open(), "/logs: is a directory");
    CHECK_THROWS_WITH(file_bytes("/logs/b", files)->open(), "/logs/b: No such file or directory");
}

TEST_CASE("what can be read once is kept, as it came") {
    for (const auto& bytes : {kText, gzip(kText)}) {
        const auto once = std::make_shared<const OnceSource>(bytes);
        const auto kept = kept_bytes(once);
        CHECK(kept->can_reopen());
        CHECK(kept->name() == "once");
        CHECK(kept->size() == bytes.size());
        CHECK(drain(*open_bytes(*kept)) == kText);
        CHECK(drain(*open_bytes(*kept)) == kText);
        CHECK(drain(*kept->open(5)) == bytes.substr(5));
        CHECK(once->opened == 1);
    }
}

TEST_CASE("two streams of what was kept do not disturb each other") {
    const auto kept = kept_bytes(std::make_shared<const OnceSource>(kText));
    const auto one = kept->open();
    const auto other = kept->open(8);
    std::array<char, 4> some{};
    CHECK(one->read(some.data(), some.size()) == 4);
    CHECK(drain(*other) == kText.substr(8));
    CHECK(drain(*one) == kText.substr(4));
}

TEST_CASE("what can be reopened is kept by being left alone") {
    const auto source = memory_bytes("memory", kText);
    CHECK(kept_bytes(source) == source);
}

TEST_CASE("standard input that comes through a pipe can be read once, unless it is kept") {
    {
        const PipedInput piped(kText);
        const auto source = standard_input();
        CHECK_FALSE(source->can_reopen());
        CHECK(source->size() == 0);
        CHECK(drain(*open_bytes(*source)) == kText);
        CHECK_THROWS_AS(source->open(), InputError);
    }
    const PipedInput piped(kText);
    const auto kept = kept_bytes(bytes_of_path("-"));
    CHECK(kept->name() == "-");
    CHECK(drain(*open_bytes(*kept)) == kText);
    CHECK(drain(*open_bytes(*kept)) == kText);
}
