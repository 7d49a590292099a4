package io.communitycloud.exchange.wire.http;

import java.net.http.HttpHeaders;

/** What came back over HTTP. */
public final class Reply {

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    public Reply(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** The first value of a header, empty where there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public byte[] body() {
        return body;
    }

    /** Names what came and tells nothing of what it says. */
    @Override
    public String toString() {
        return "Reply[" + status + ", " + body.length + " bytes]";
    }
}
