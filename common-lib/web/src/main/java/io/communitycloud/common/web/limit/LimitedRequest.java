package io.communitycloud.common.web.limit;

import io.communitycloud.common.web.BodyTooLarge;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/** A request whose body cannot grow past a limit, chunked or not, and can be read again when somebody asked for that. */
public final class LimitedRequest extends HttpServletRequestWrapper {

    private long limit;
    private byte @Nullable [] content;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    LimitedRequest(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
    }

    /** The limited request below other wrappers, null where the filter did not run. */
    public static @Nullable LimitedRequest of(ServletRequest request) {
        return WebUtils.getNativeRequest(request, LimitedRequest.class);
    }

    /**
     * Sets what this operation accepts, before anybody reads the body.
     *
     * @throws BodyTooLarge where the declared length is already beyond it
     */
    public void accept(long bytes) {
        limit = bytes;
        if (getContentLengthLong() > bytes) {
            throw new BodyTooLarge(bytes);
        }
    }

    /** The whole body; whoever reads the stream afterwards reads it from the start. */
    public byte[] content() throws IOException {
        byte[] known = content;
        if (known == null) {
            known = getInputStream().readAllBytes();
            content = known;
            stream = null;
        }
        return known;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream present = stream;
        if (present == null) {
            byte[] known = content;
            present = known != null
                    ? new Stream(new ByteArrayInputStream(known), Long.MAX_VALUE)
                    : new Stream(super.getInputStream(), limit);
            stream = present;
        }
        return present;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        BufferedReader present = reader;
        if (present == null) {
            String encoding = getCharacterEncoding();
            Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            present = new BufferedReader(new InputStreamReader(getInputStream(), charset));
            reader = present;
        }
        return present;
    }

    private static final class Stream extends ServletInputStream {

        private final InputStream body;
        private final long limit;
        private long count;
        private boolean ended;

        Stream(InputStream body, long limit) {
            this.body = body;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            count(read < 0 ? -1 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = body.read(bytes, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            if (read < 0) {
                ended = true;
                return;
            }
            count += read;
            if (count > limit) {
                throw new BodyTooLarge(limit);
            }
        }

        @Override
        public int available() throws IOException {
            return body.available();
        }

        @Override
        public boolean isFinished() {
            return body instanceof ServletInputStream servlet ? servlet.isFinished() : ended;
        }

        @Override
        public boolean isReady() {
            return !(body instanceof ServletInputStream servlet) || servlet.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            if (body instanceof ServletInputStream servlet) {
                servlet.setReadListener(listener);
            } else {
                throw new IllegalStateException("A body that was read already has no listener");
            }
        }
    }
}
