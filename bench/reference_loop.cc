// The yardstick of docs/benchmarks.md: the least that a program must do which answers the question of the S3/KMS rule with
// simdjson. Reads the file in pieces of 256 KiB, parses each line with On-Demand, reads the two fields of the rule's filter
// and, of the events that match, those that it groups by; counts each group with its first and last time.
//
//   reference_loop FILE [--stop-early]     prints one line a group, the total on standard error
//
// With --stop-early the second field of the filter is read only where the first one fits, which no parser can beat.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

using simdjson::ondemand::object;

constexpr std::size_t kPiece = 256 * 1024;

struct Group {
    std::uint64_t count = 0;
    std::string first;
    std::string last;
};

class Question {
public:
    explicit Question(bool stop_early) : stop_early_(stop_early) {}

    void line(const char* text, std::size_t size) {
        const simdjson::padded_string_view view(text, size, size + simdjson::SIMDJSON_PADDING);
        simdjson::ondemand::document document;
        object event;
        if (parser_.iterate(view).get(document) != simdjson::SUCCESS || document.get_object().get(event) != simdjson::SUCCESS) {
            return;
        }
        ++events_;
        const auto name = text_of(event["eventName"]);
        const bool copied = name == "CopyObject";
        if (stop_early_ && !copied) {
            return;
        }
        bool encrypted = false;
        object parameters;
        if (event["requestParameters"].get_object().get(parameters) == simdjson::SUCCESS) {
            encrypted = text_of(parameters["x-amz-server-side-encryption"]) == "aws:kms";
        }
        if (copied && encrypted) {
            add(event);
        }
    }

    void print() const {
        for (const auto& [key, group] : groups_) {
            std::printf("%s\t%llu\t%s\t%s\n", key.c_str(), static_cast<unsigned long long>(group.count), group.first.c_str(),
                        group.last.c_str());
        }
        std::fprintf(stderr, "%llu events, %llu matches, %zu groups\n", static_cast<unsigned long long>(events_),
                     static_cast<unsigned long long>(matches_), groups_.size());
    }

private:
    template <class Result>
    static std::string_view text_of(Result result) {
        std::string_view text;
        return result.get_string().get(text) == simdjson::SUCCESS ? text : std::string_view();
    }

    void add(object& event) {
        ++matches_;
        event.reset();
        const std::string time(text_of(event["eventTime"]));
        std::string key(text_of(event["userIdentity"]["arn"]));
        for (const char* name : {"awsRegion", "sourceIPAddress", "userAgent"}) {
            key += '\t';
            key += text_of(event[name]);
        }
        for (const char* name : {"bucketName", "x-amz-copy-source", "key"}) {
            key += '\t';
            key += text_of(event["requestParameters"][name]);
        }
        key += '\t';
        key += text_of(event["recipientAccountId"]);
        auto& group = groups_[key];
        group.first = ++group.count == 1 ? time : std::min(group.first, time);
        group.last = std::max(group.last, time);
    }

    bool stop_early_;
    simdjson::ondemand::parser parser_;
    std::unordered_map<std::string, Group> groups_;
    std::uint64_t events_ = 0;
    std::uint64_t matches_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    const int file = argc >= 2 ? ::open(argv[1], O_RDONLY) : -1;
    if (file < 0) {
        std::fprintf(stderr, "usage: reference_loop FILE [--stop-early]\n");
        return 2;
    }
    Question question(argc >= 3 && std::strcmp(argv[2], "--stop-early") == 0);
    std::vector<char> buffer(2 * kPiece + simdjson::SIMDJSON_PADDING);
    std::size_t held = 0;
    for (;;) {
        if (buffer.size() < held + kPiece + simdjson::SIMDJSON_PADDING) {
            buffer.resize(2 * (held + kPiece) + simdjson::SIMDJSON_PADDING);
        }
        const auto got = ::read(file, buffer.data() + held, kPiece);
        if (got <= 0) {
            break;
        }
        const char* at = buffer.data();
        const char* const end = at + held + static_cast<std::size_t>(got);
        while (const auto* newline = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) {
            question.line(at, static_cast<std::size_t>(newline - at));
            at = newline + 1;
        }
        held = static_cast<std::size_t>(end - at);
        std::memmove(buffer.data(), at, held);
    }
    if (held > 0) {
        question.line(buffer.data(), held);
    }
    ::close(file);
    question.print();
    return 0;
}
