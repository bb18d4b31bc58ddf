// Files on a disk and in memory: whoever reads them cannot tell which it is.
#include "base/clock.h"
#include "base/environment.h"
#include "base/memory_file_system.h"
#include "base/text_file.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <system_error>
#include <vector>

using namespace karst;

namespace {

const std::map<std::string, std::string> kFiles = {
    {"rules/b.yml", "name: b\n"},   {"rules/a.yaml", "name: a\n"},        {"rules/a-b/c.yml", "name: c\n"},
    {"rules/a/c.yml", "name: c\n"}, {"rules/.git/x.yml", "x\n"},          {"rules/notes.txt", "notes\n"},
    {"rules/empty.yml", ""},        {"large", std::string(100'000, 'x')},
};

// Calls `each` with both kinds of file system, and the folder that the files are in.
void with_each(const std::function<void(const FileSystem& files, const std::string& folder)>& each) {
    const TemporaryFolder folder;
    MemoryFileSystem memory;
    for (const auto& [name, text] : kFiles) {
        folder.write(name, text);
        memory.write("/data/" + name, text);
    }
    {
        INFO("on the disk");
        each(*real_file_system(), folder.path());
    }
    INFO("in memory");
    each(memory, "/data");
}

std::vector<std::string> below(const FileSystem& files, const std::string& folder, const FilesBelow& which) {
    auto found = files_below(folder + "/rules", which, files);
    for (auto& path : found) {
        path.erase(0, folder.size() + 1);
    }
    return found;
}

std::string problem_of(const std::string& path, std::size_t largest, const FileSystem& files) {
    try {
        read_text_file(path, largest, files);
        return "";
    } catch (const DiagnosticError& error) {
        return std::string(error.diagnostic().code.text());
    }
}

}  // namespace

TEST_CASE("files are told from folders and from what is not there") {
    with_each([](const FileSystem& files, const std::string& folder) {
        CHECK(files.kind(folder + "/rules/b.yml") == FileKind::Regular);
        CHECK(files.kind(folder + "/rules") == FileKind::Folder);
        CHECK(files.kind(folder + "/rules/") == FileKind::Folder);
        CHECK(files.kind(folder + "/rule") == FileKind::Missing);
        CHECK(files.size(folder + "/large") == 100'000);
        CHECK(files.size(folder + "/rules") == 0);
        CHECK(files.size(folder + "/missing") == 0);
    });
}

TEST_CASE("a folder lists what lies directly in it, sorted by name") {
    with_each([](const FileSystem& files, const std::string& folder) {
        std::vector<std::string> names;
        for (const auto& entry : files.list(folder + "/rules")) {
            names.push_back(entry.name);
            CHECK((entry.kind == FileKind::Folder) == (entry.name.find('.', 1) == std::string::npos));
        }
        CHECK(names == std::vector<std::string>{".git", "a", "a-b", "a.yaml", "b.yml", "empty.yml", "notes.txt"});
        CHECK_THROWS_AS(files.list(folder + "/missing"), std::system_error);
        CHECK_THROWS_AS(files.list(folder + "/large"), std::system_error);
    });
}

TEST_CASE("the files below a folder are sorted by their paths") {
    with_each([](const FileSystem& files, const std::string& folder) {
        CHECK(below(files, folder, {.extensions = {".yml", ".yaml"}, .hidden_folders = false}) ==
              std::vector<std::string>{"rules/a-b/c.yml", "rules/a.yaml", "rules/a/c.yml", "rules/b.yml", "rules/empty.yml"});
        CHECK(below(files, folder, {}).size() == 7);
        CHECK_THROWS_AS(files_below(folder + "/missing", {}, files), std::system_error);
    });
}

TEST_CASE("links to folders are not followed, those to files are") {
    const TemporaryFolder folder;
    folder.write("rules/a.yml", "name: a\n");
    std::filesystem::create_directory_symlink(folder / "rules", folder / "rules/again");
    std::filesystem::create_symlink(folder / "rules/a.yml", folder / "rules/b.yml");
    CHECK(files_below(folder / "rules", {}, *real_file_system()) ==
          std::vector<std::string>{folder / "rules/a.yml", folder / "rules/b.yml"});
}

TEST_CASE("a file is read from any place on") {
    with_each([](const FileSystem& files, const std::string& folder) {
        std::string text(10, '\0');
        const auto file = files.open(folder + "/rules/b.yml", 6);
        text.resize(file->read(text.data(), text.size()));
        CHECK(text == "b\n");
        CHECK(file->read(text.data(), text.size()) == 0);
        CHECK(files.open(folder + "/rules/b.yml", 8)->read(text.data(), text.size()) == 0);
    });
}

TEST_CASE("a text file is read up to a limit, and what cannot be read has a code") {
    with_each([](const FileSystem& files, const std::string& folder) {
        CHECK(read_text_file(folder + "/large", 100'000, files) == kFiles.at("large"));
        CHECK(read_text_file(folder + "/rules/empty.yml", 0, files).empty());
        CHECK(problem_of(folder + "/large", 99'999, files) == "file-too-large");
        CHECK(problem_of(folder + "/missing", 10, files) == "file-unreadable");
        CHECK(problem_of(folder + "/rules", 10, files) == "file-unreadable");
    });
}

TEST_CASE("two ways to write a path are one absolute path") {
    with_each([](const FileSystem& files, const std::string& folder) {
        CHECK(files.absolute(folder + "/rules/../rules/./b.yml") == folder + "/rules/b.yml");
    });
    CHECK(MemoryFileSystem().absolute("rules/b.yml") == "/rules/b.yml");
    CHECK(real_file_system()->absolute("b.yml") == (std::filesystem::current_path() / "b.yml").string());
}

TEST_CASE("an opened file in memory outlives its file system") {
    auto files = std::make_unique<MemoryFileSystem>(std::map<std::string, std::string>{{"a", "text"}});
    const auto file = files->open("a");
    files.reset();
    std::string text(4, '\0');
    CHECK(file->read(text.data(), text.size()) == 4);
    CHECK(text == "text");
}

TEST_CASE("clock and environment can be given, and are those of the machine otherwise") {
    CHECK(FixedClock(1'700'000'000.5).now() == 1'700'000'000.5);
    CHECK(real_clock()->now() > 1'700'000'000);
    const auto before = real_clock()->elapsed();
    CHECK(real_clock()->elapsed() >= before);

    const FixedEnvironment given(std::map<std::string, std::string>{{"TZ", "Europe/Berlin"}});
    CHECK(given.variable("TZ") == "Europe/Berlin");
    CHECK(given.variable("PATH") == std::nullopt);
    const char* path = std::getenv("PATH");
    REQUIRE(path != nullptr);
    CHECK(real_environment()->variable("PATH") == path);
    CHECK(real_environment()->variable("KARST_NO_SUCH_VARIABLE") == std::nullopt);
}
