package io.communitycloud.legacy.online;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a system was sent, not decoded: each decodes in its own way.
 *
 * @param path without the system's own first segment, for example {@code /login.jsp}
 * @param target path and query as they stand in the request line
 * @param headers by their name in small letters
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over once and compared by nobody.
record Call(String method, String path, String target, Map<String, String> headers, byte[] body, String remoteAddress) {

    @Nullable
    String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }

    String text(Charset charset) {
        return new String(body, charset);
    }

    /** The fields of a form in that encoding. */
    Map<String, String> form(Charset charset) {
        return fields(text(StandardCharsets.ISO_8859_1), charset);
    }

    Map<String, String> query() {
        int question = target.indexOf('?');
        return question < 0 ? Map.of() : fields(target.substring(question + 1), StandardCharsets.UTF_8);
    }

    /** Whether it presents that user and password as basic authentication does. */
    boolean presents(String user, String password) {
        String expected = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return ("Basic " + expected).equals(header("Authorization"));
    }

    private static Map<String, String> fields(String encoded, Charset charset) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), charset),
                        URLDecoder.decode(pair.substring(equals + 1), charset));
            }
        }
        return fields;
    }
}
