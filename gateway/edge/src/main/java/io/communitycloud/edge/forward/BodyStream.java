package io.communitycloud.edge.forward;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body from where its bytes now are. */
final class BodyStream extends ServletInputStream {

    private final InputStream bytes;
    private boolean ended;

    BodyStream(InputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        int next = bytes.read();
        ended |= next < 0;
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = bytes.read(buffer, offset, length);
        ended |= count < 0;
        return count;
    }

    /** Whether the end was met; a body read to its last byte and no further is not known to have ended. */
    @Override
    public boolean isFinished() {
        return ended;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("nothing is read in the background here");
    }
}
