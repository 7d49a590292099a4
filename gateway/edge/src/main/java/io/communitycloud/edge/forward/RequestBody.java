package io.communitycloud.edge.forward;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;

/**
 * What the caller sends, held to its route's limit.
 *
 * <p>A small body is read whole before the service is called, so that an oversize or broken one never reaches it; a
 * larger one streams through a buffer, and the call is broken off where it passes the limit.
 */
final class RequestBody {

    /** Up to here a body is held in memory. */
    private static final int HELD_BYTES = 64 * 1024;

    private final BodyPublisher publisher;
    private final @Nullable Limited streamed;

    private RequestBody(BodyPublisher publisher, @Nullable Limited streamed) {
        this.publisher = publisher;
        this.streamed = streamed;
    }

    static RequestBody of(HttpServletRequest request, long limit) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw new BodyTooLarge(limit);
        }
        if (announced == 0 || (announced < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return new RequestBody(BodyPublishers.noBody(), null);
        }
        InputStream input = request.getInputStream();
        byte[] beginning = input.readNBytes((int) Math.min(limit + 1, HELD_BYTES));
        if (beginning.length > limit) {
            throw new BodyTooLarge(limit);
        }
        if (beginning.length < HELD_BYTES) {
            if (announced > beginning.length) {
                throw new IOException("The caller sent less than announced");
            }
            return new RequestBody(BodyPublishers.ofByteArray(beginning), null);
        }
        Limited rest = new Limited(input, limit - beginning.length);
        BodyPublisher publisher =
                BodyPublishers.ofInputStream(() -> new SequenceInputStream(new ByteArrayInputStream(beginning), rest));
        return new RequestBody(announced < 0 ? publisher : BodyPublishers.fromPublisher(publisher, announced), rest);
    }

    BodyPublisher publisher() {
        return publisher;
    }

    /** Why reading the caller's body ended early, null where the fault is not the caller's. */
    @Nullable
    IOException callersFault() {
        return streamed == null ? null : streamed.fault;
    }

    boolean passedLimit() {
        return streamed != null && streamed.left < 0;
    }

    /** Streams on until the limit is passed; remembers that it was the caller's side that failed. */
    private static final class Limited extends FilterInputStream {

        // Written by the one thread that reads the body, read by the one that waits for the answer.
        private volatile long left;
        private volatile @Nullable IOException fault;

        private Limited(InputStream input, long left) {
            super(input);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                int count = super.read(buffer, offset, length);
                if (count > 0) {
                    long rest = left - count;
                    left = rest;
                    if (rest < 0) {
                        throw new IOException("Longer than allowed");
                    }
                }
                return count;
            } catch (IOException e) {
                fault = e;
                throw e;
            }
        }
    }
}
