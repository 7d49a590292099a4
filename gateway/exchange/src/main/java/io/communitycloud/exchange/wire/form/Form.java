package io.communitycloud.exchange.wire.form;

import io.communitycloud.exchange.wire.Lost;
import io.communitycloud.exchange.wire.Replaced;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a form, percent-encoded from an encoding of old. */
final class Form {

    static final String TYPE = "application/x-www-form-urlencoded";

    private final Charset charset;
    private final StringBuilder encoded = new StringBuilder();
    private final List<Replaced> replaced = new ArrayList<>();

    Form(Charset charset) {
        this.charset = charset;
    }

    /** Adds a field; what the encoding has not is replaced and told. */
    Form field(String name, String value, String pointer) {
        Lost.Written written = Lost.write(value, charset, pointer);
        replaced.addAll(written.replaced());
        encoded.append(encoded.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, charset))
                .append('=')
                .append(URLEncoder.encode(written.text(), charset));
        return this;
    }

    List<Replaced> replaced() {
        return replaced;
    }

    String text() {
        return encoded.toString();
    }

    /** The fields of an encoded form, in their order. */
    static Map<String, String> read(String text, Charset charset) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.strip().split("&", -1)) {
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
