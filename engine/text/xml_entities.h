// References to characters in XML text: &amp; &lt; &gt; &quot; &apos; &#65; &#x41;.
#pragma once

#include <string>
#include <string_view>

namespace karst {

/// The text with the characters that its references stand for. Each is replaced once (&amp;lt; becomes &lt;); what is no
/// reference to a character stays as it is.
std::string unescape_xml(std::string_view text);

}  // namespace karst
