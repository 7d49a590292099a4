package io.communitycloud.edge.forward;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read whole, to be read once more by whoever passes it on. */
public final class HeldBody extends HttpServletRequestWrapper {

    private final byte[] body;

    /**
     * A request with its body.
     *
     * @param body all of it; handed over, not to be changed afterwards
     */
    public HeldBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    /** A copy of the body. */
    public byte[] content() {
        return body.clone();
    }

    @Override
    public ServletInputStream getInputStream() {
        return new BodyStream(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }
}
