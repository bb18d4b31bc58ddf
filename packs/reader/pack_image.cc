#include "packs/reader/pack_image.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace karst {

namespace {

// What a pack consists of, once for both directions.

template <class Archive>
void describe(Archive& archive, PackMatch& match) {
    archive(match.sourcetype, match.source, match.host);
}

template <class Archive>
void describe(Archive& archive, PackRead& read) {
    archive(read.format, read.time_field, read.time_format, read.host, read.index);
}

template <class Archive>
void describe(Archive& archive, PackSniff& sniff) {
    archive(sniff.json_keys, sniff.text, sniff.channel, sniff.sourcetype, sniff.source, sniff.last);
}

template <class Archive>
void describe(Archive& archive, PackExtraction& extraction) {
    archive(extraction.from, extraction.regex, extraction.all_matches, extraction.clean_keys, extraction.pair_delimiters,
            extraction.key_delimiters, extraction.columns, extraction.cell_delimiter, extraction.start, extraction.elements);
}

template <class Archive>
void describe(Archive& archive, PackAlias& alias) {
    archive(alias.from, alias.to, alias.keep_existing);
}

template <class Archive>
void describe(Archive& archive, PackCalculated& calculated) {
    archive(calculated.field, calculated.expression);
}

template <class Archive>
void describe(Archive& archive, PackLookup& lookup) {
    archive(lookup.name, lookup.columns, lookup.rows, lookup.by, lookup.out, lookup.wildcard_columns, lookup.cidr_columns,
            lookup.case_sensitive, lookup.keep_existing, lookup.max_matches, lookup.default_match);
}

template <class Archive>
void describe(Archive& archive, PackEventType& type) {
    archive(type.name, type.search, type.tags);
}

template <class Archive>
void describe(Archive& archive, PackValueTags& tags) {
    archive(tags.field, tags.value, tags.tags);
}

template <class Archive>
void describe(Archive& archive, Macro& macro) {
    archive(macro.name, macro.arguments, macro.definition, macro.is_eval, macro.origin);
}

template <class Archive>
void describe(Archive& archive, LookupDefinition& table) {
    archive(table.name, table.file, table.fields, table.wildcard_columns, table.cidr_columns, table.case_sensitive,
            table.max_matches, table.min_matches, table.default_match, table.origin, table.computed);
}

template <class Archive>
void describe(Archive& archive, Pack& pack) {
    archive(pack.name, pack.origin);
    archive.file(pack.origin);
    archive(pack.description, pack.match, pack.read, pack.sniff, pack.kv_mode, pack.extractions, pack.aliases, pack.calculated,
            pack.lookups, pack.event_types, pack.value_tags, pack.macros, pack.tables, pack.removed_fields);
}

class ImageWriter {
public:
    template <class... Parts>
    void operator()(Parts&... parts) {
        (write(parts), ...);
    }
    void file(const std::string&) {}
    std::string take() { return std::move(bytes_); }

private:
    void write_size(std::size_t size) {
        if (size > std::numeric_limits<std::uint32_t>::max()) {
            throw std::runtime_error("a pack is too large");
        }
        for (int shift = 0; shift < 32; shift += 8) {
            bytes_ += static_cast<char>((size >> shift) & 0xFF);
        }
    }
    void write_text(std::string_view text) {
        write_size(text.size());
        bytes_ += text;
    }
    void write(bool& flag) { bytes_ += flag ? '\1' : '\0'; }
    void write(char& character) { bytes_ += character; }
    void write(std::size_t& number) { write_size(number); }
    void write(std::string& text) { write_text(text); }
    void write(SourceText& text) { write_text(text.text()); }
    void write(std::optional<std::string>& text) {
        bool given = text.has_value();
        write(given);
        if (given) {
            write(*text);
        }
    }
    template <class First, class Second>
    void write(std::pair<First, Second>& pair) {
        write(pair.first);
        write(pair.second);
    }
    template <class Part>
    void write(std::vector<Part>& parts) {
        write_size(parts.size());
        for (auto& part : parts) {
            write(part);
        }
    }
    template <class Part>
    void write(Part& part) {
        describe(*this, part);
    }

    std::string bytes_;
};

class ImageReader {
public:
    explicit ImageReader(std::string_view bytes) : rest_(bytes) {}

    template <class... Parts>
    void operator()(Parts&... parts) {
        (read(parts), ...);
    }
    /// The texts that follow are of this file.
    void file(const std::string& name) { file_ = std::make_shared<const SourceFile>(SourceFile{name, ""}); }
    bool at_end() const { return rest_.empty(); }

private:
    std::string_view take(std::size_t size) {
        if (size > rest_.size()) {
            throw std::runtime_error("the packs in the program are cut short");
        }
        const auto taken = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return taken;
    }
    std::size_t read_size() {
        std::size_t size = 0;
        int shift = 0;
        for (const char byte : take(4)) {
            size |= static_cast<std::size_t>(static_cast<unsigned char>(byte)) << shift;
            shift += 8;
        }
        return size;
    }
    void read(bool& flag) { flag = take(1).front() != '\0'; }
    void read(char& character) { character = take(1).front(); }
    void read(std::size_t& number) { number = read_size(); }
    void read(std::string& text) { text = take(read_size()); }
    void read(SourceText& text) {
        if (const auto size = read_size(); size > 0) {
            text = SourceText(file_, std::string(take(size)), {SourceText::Segment{}});
        }
    }
    void read(std::optional<std::string>& text) {
        bool given = false;
        read(given);
        if (given) {
            read(text.emplace());
        }
    }
    template <class First, class Second>
    void read(std::pair<First, Second>& pair) {
        read(pair.first);
        read(pair.second);
    }
    template <class Part>
    void read(std::vector<Part>& parts) {
        const auto count = read_size();
        parts.reserve(std::min(count, rest_.size()));
        for (std::size_t index = 0; index < count; ++index) {
            read(parts.emplace_back());
        }
    }
    template <class Part>
    void read(Part& part) {
        describe(*this, part);
    }

    std::string_view rest_;
    std::shared_ptr<const SourceFile> file_;
};

}  // namespace

std::string write_pack_image(const std::vector<Pack>& packs) {
    ImageWriter writer;
    auto copy = packs;  // describe() serves both directions and takes what it may change
    writer(copy);
    return writer.take();
}

std::vector<Pack> read_pack_image(std::string_view image) {
    ImageReader reader(image);
    std::vector<Pack> packs;
    reader(packs);
    if (!reader.at_end()) {
        throw std::runtime_error("the packs in the program are not of this build");
    }
    return packs;
}

}  // namespace karst
