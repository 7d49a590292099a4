package io.communitycloud.exchange.wire;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What becomes of characters that an encoding does not know: never nothing, and never in silence. */
public final class Lost {

    /** Stands in a tree of an answer for a character that did not arrive. */
    public static final char MARK = '\uFFFD';

    /** Stands on the wire for a character that cannot be written. */
    public static final String ON_THE_WIRE = "?";

    private Lost() {}

    /** The text as it can be written, and what it lost. */
    public record Written(String text, List<Replaced> replaced) {

        public Written {
            replaced = List.copyOf(replaced);
        }
    }

    /** Replaces the characters that the encoding has not, of which GB18030 and UTF-8 know none. */
    public static Written write(String text, Charset charset, String pointer) {
        CharsetEncoder encoder = charset.newEncoder();
        if (encoder.canEncode(text)) {
            return new Written(text, List.of());
        }
        StringBuilder written = new StringBuilder(text.length());
        List<Replaced> replaced = new ArrayList<>();
        text.codePoints().forEach(character -> {
            String one = Character.toString(character);
            if (encoder.canEncode(one)) {
                written.append(one);
            } else {
                written.append(ON_THE_WIRE);
                replaced.add(new Replaced(pointer, one));
            }
        });
        return new Written(written.toString(), replaced);
    }

    /** Where in an answer a character did not arrive. */
    public static List<Replaced> in(JsonNode answer) {
        List<Replaced> found = new ArrayList<>();
        find(answer, "", found);
        return found;
    }

    private static void find(JsonNode node, String pointer, List<Replaced> found) {
        if (node.isString() && node.asString().indexOf(MARK) >= 0) {
            found.add(new Replaced(pointer, String.valueOf(MARK)));
        }
        node.properties()
                .forEach(each -> find(
                        each.getValue(),
                        pointer + "/" + each.getKey().replace("~", "~0").replace("/", "~1"),
                        found));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                find(node.get(i), pointer + "/" + i, found);
            }
        }
    }
}
