#include "parser/commands/datamodel/dataset_name.h"

#include "base/ascii.h"
#include "base/spl_text.h"

namespace karst {

namespace {

// A word with all that is written onto it without a blank between.
CommandReader::Word read_joined(CommandReader& reader) {
    auto name = reader.expect_word("the name of a dataset");
    const std::string_view text = reader.source().text();
    while (reader.position() < text.size() && (text[reader.position()] == '"' || text[reader.position() - 1] == '"') &&
           !is_space(text[reader.position()])) {
        const auto more = reader.word();
        if (!more) {
            break;
        }
        name.text += more->text;
        name.span.end = more->span.end;
    }
    return name;
}

}  // namespace

DatasetName split_dataset_name(const CommandReader::Word& name) {
    DatasetName result{name.text, "", name.span, name.span};
    if (const auto dot = name.text.find('.'); dot != std::string::npos) {
        result.model = name.text.substr(0, dot);
        result.dataset = name.text.substr(dot + 1);
        // Without quotation marks the parts have places of their own.
        if (name.span.end - name.span.begin == name.text.size()) {
            result.model_span.end = name.span.begin + static_cast<std::uint32_t>(dot);
            result.dataset_span.begin = result.model_span.end + 1;
        }
    }
    return result;
}

DatasetName read_dataset_name(CommandReader& reader) {
    return split_dataset_name(read_joined(reader));
}

DatasetReference read_dataset_reference(CommandReader& reader) {
    DatasetReference reference;
    auto first = reader.expect_word("datamodel=<model>.<dataset>");
    reference.kind_span = first.span;
    const auto colon = first.quoted ? std::string::npos : first.text.find(':');
    if (colon == std::string::npos) {
        reference.kind = lower_case(first.text);
        reader.take('=');
        reference.name = read_joined(reader);
        return reference;
    }
    reference.kind = lower_case(first.text.substr(0, colon));
    reference.kind_span.end = first.span.begin + static_cast<std::uint32_t>(colon);
    reader.rewind(reference.kind_span.end + 1);
    reference.name = read_joined(reader);
    return reference;
}

}  // namespace karst
