// Search Reference, "Cryptographic functions".
#include "engine/eval/functions/families.h"
#include "engine/eval/functions/item_functions.h"

#include <openssl/evp.h>

#include <array>

namespace karst {

namespace {

template <const EVP_MD* (*kAlgorithm)()>
Value digest(std::span<const Value> arguments, EvalContext& context) {
    static constexpr char kHex[] = "0123456789abcdef";
    return map_items(arguments[0], context.arena, [&](Value item) {
        const auto text = text_of(item, context.arena);
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned size = 0;
        if (EVP_Digest(text.data(), text.size(), bytes.data(), &size, kAlgorithm(), nullptr) != 1) {
            return Value();
        }
        auto* hex = static_cast<char*>(context.arena.allocate(size * 2, 1));
        for (unsigned index = 0; index < size; ++index) {
            hex[index * 2] = kHex[bytes[index] >> 4];
            hex[index * 2 + 1] = kHex[bytes[index] & 0xF];
        }
        return Value::string({hex, size * 2});
    });
}

constexpr FunctionSpec row(std::string_view name, EagerFunction eager, std::string_view signature, std::string_view summary) {
    return {.name = name,
            .min_arguments = 1,
            .max_arguments = 1,
            .eager = eager,
            .returns = Returns::Text,
            .argument_type = ArgumentType::Value,
            .family = "Cryptographic",
            .signature = signature,
            .summary = summary};
}

constexpr FunctionSpec kTable[] = {
    row("md5", digest<EVP_md5>, "md5(<str>)", "The MD5 digest of a text, in hexadecimal."),
    row("sha1", digest<EVP_sha1>, "sha1(<str>)", "The SHA-1 digest of a text, in hexadecimal."),
    row("sha256", digest<EVP_sha256>, "sha256(<str>)", "The SHA-256 digest of a text, in hexadecimal."),
    row("sha512", digest<EVP_sha512>, "sha512(<str>)", "The SHA-512 digest of a text, in hexadecimal."),
};

}  // namespace

FunctionFamily cryptographic_functions() {
    return kTable;
}

}  // namespace karst
