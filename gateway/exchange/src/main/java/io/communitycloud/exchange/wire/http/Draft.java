package io.communitycloud.exchange.wire.http;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request before it is sent, so that an authentication may add to it; nothing is encoded but by {@link #query}. */
public final class Draft {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private final String method;
    private final String address;
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private byte[] body = new byte[0];

    /**
     * A request to an address.
     *
     * @param address absolute, without a query
     */
    public Draft(String method, String address) {
        this.method = method;
        this.address = address;
    }

    public String method() {
        return method;
    }

    public Draft header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** Adds a parameter to the query, percent-encoded from UTF-8. */
    public Draft query(String name, String value) {
        return query(name, value, StandardCharsets.UTF_8);
    }

    public Draft query(String name, String value, Charset encoding) {
        query.add(percent(name, encoding) + "=" + percent(value, encoding));
        return this;
    }

    public Draft body(byte[] bytes, String contentType) {
        body = bytes;
        return header("Content-Type", contentType);
    }

    public byte[] body() {
        return body;
    }

    public URI uri() {
        return URI.create(query.isEmpty() ? address : address + "?" + String.join("&", query));
    }

    /** Path and query as they go on the wire, for those who sign them. */
    public String target() {
        URI uri = uri();
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** The same request with other headers, so that it may be signed anew. */
    Draft copy(Map<String, String> otherHeaders) {
        Draft copy = new Draft(method, address);
        copy.query.addAll(query);
        copy.headers.putAll(otherHeaders);
        copy.body = body;
        return copy;
    }

    private static String percent(String text, Charset encoding) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(encoding)) {
            if (UNRESERVED.indexOf((char) each) >= 0) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(String.format(java.util.Locale.ROOT, "%02X", each & 0xFF));
            }
        }
        return encoded.toString();
    }
}
