package io.communitycloud.edge.forward;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/** A request of whose body the beginning was read, to be read from there once more by whoever passes it on. */
public final class BegunBody extends HttpServletRequestWrapper {

    private final byte[] beginning;

    /**
     * A request with the beginning of its body.
     *
     * @param beginning handed over, not to be changed afterwards
     */
    public BegunBody(HttpServletRequest request, byte[] beginning) {
        super(request);
        this.beginning = beginning;
    }

    /** The whole body; to be asked for once, as what follows the beginning comes once only. */
    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new BodyStream(new SequenceInputStream(new ByteArrayInputStream(beginning), super.getInputStream()));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
