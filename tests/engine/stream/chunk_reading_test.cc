#include "engine/stream/byte_source.h"
#include "engine/stream/chunk_reader.h"
#include "tests/engine/input/read_helper.h"

#include <catch2/catch.hpp>

using namespace karst;
using namespace karst::test;

TEST_CASE("the pieces of a file are gathered up to a limit") {
    const std::string bytes(700000, 'x');
    const TemporaryFile file(gzip(bytes));
    const auto gathered = [&](std::size_t most) {
        ChunkReader pieces(open_bytes(*file_bytes(file.path())));
        pieces.begin();
        return gather(pieces, most);
    };
    CHECK(gathered(bytes.size()) == bytes);
    CHECK(gathered(bytes.size() - 1) == std::nullopt);
    CHECK(gathered(10) == std::nullopt);
}
