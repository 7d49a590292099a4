package io.communitycloud.legacy.online;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a system sends back. */
@SuppressWarnings("ArrayRecordComponent") // Handed over once and compared by nobody.
record Answer(int status, Map<String, String> headers, byte[] body) {

    static final int OK = 200;
    static final int FOUND = 302;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int BROKEN = 500;
    static final int CLOSED = 503;

    static Answer json(int status, Object value) {
        return new Answer(status, type("application/json;charset=UTF-8"), Json.bytes(value));
    }

    static Answer text(int status, String type, Charset charset, String text) {
        return new Answer(status, type(type + ";charset=" + charset.name()), text.getBytes(charset));
    }

    static Answer html(int status, Charset charset, String text) {
        return text(status, "text/html", charset, Xml.fitting(text, charset));
    }

    /** What a program of the two thousands says when nobody has thought of an error. */
    static Answer stackTrace(String thrown) {
        return text(
                BROKEN,
                "text/plain",
                StandardCharsets.UTF_8,
                thrown + "\n\tat com.bureau.service.impl.BaseServiceImpl.query(BaseServiceImpl.java:217)\n"
                        + "\tat com.bureau.dao.JdbcTemplate.execute(JdbcTemplate.java:88) [10.12.7.31:1521/ORCL]\n");
    }

    static Answer unauthorized(String realm) {
        return new Answer(UNAUTHORIZED, Map.of("WWW-Authenticate", "Basic realm=\"" + realm + "\""), new byte[0]);
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    private static Map<String, String> type(String type) {
        return Map.of("Content-Type", type);
    }
}
