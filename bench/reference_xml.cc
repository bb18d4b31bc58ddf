// The yardstick for Windows event XML (docs/benchmarks.md): reads a file of one event a line in pieces of 256 KiB and parses
// each line in place with pugixml, without looking at anything in it.
//
//   reference_xml FILE       prints the number of events
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <pugixml.hpp>
#include <vector>

int main(int argc, char** argv) {
    constexpr std::size_t kPiece = 256 * 1024;
    const int file = argc == 2 ? ::open(argv[1], O_RDONLY) : -1;
    if (file < 0) {
        std::fprintf(stderr, "usage: reference_xml FILE\n");
        return 2;
    }
    std::vector<char> buffer(2 * kPiece);
    std::size_t held = 0;
    unsigned long long events = 0;
    pugi::xml_document document;
    for (;;) {
        if (buffer.size() < held + kPiece) {
            buffer.resize(2 * (held + kPiece));
        }
        const auto got = ::read(file, buffer.data() + held, kPiece);
        if (got <= 0) {
            break;
        }
        char* at = buffer.data();
        char* const end = at + held + static_cast<std::size_t>(got);
        while (auto* newline = static_cast<char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) {
            const auto result = document.load_buffer_inplace(at, static_cast<std::size_t>(newline - at));
            events += result && document.document_element() ? 1 : 0;
            at = newline + 1;
        }
        held = static_cast<std::size_t>(end - at);
        std::memmove(buffer.data(), at, held);
    }
    ::close(file);
    std::printf("%llu events\n", events);
    return 0;
}
