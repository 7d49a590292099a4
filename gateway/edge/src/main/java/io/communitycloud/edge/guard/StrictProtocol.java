package io.communitycloud.edge.guard;

import jakarta.servlet.ServletRequest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;

/**
 * Marks requests that came with both a length and a transfer coding, so that they can be refused (RFC 9112, 6.1).
 *
 * <p>Tomcat follows the coding, drops the length and ends the connection afterwards. That is lawful, but leaves no trace
 * for a filter; the one trace is that a chunked request which asks for no end of its connection gets one.
 */
public final class StrictProtocol extends Http11NioProtocol {

    private static final String MARK = StrictProtocol.class.getName() + ".ambiguous";

    /** Not visible to subclasses; should Tomcat rename it, the edge does not start, and its test says why. */
    private static final VarHandle KEEP_ALIVE = keepAlive();

    private static VarHandle keepAlive() {
        try {
            return MethodHandles.privateLookupIn(Http11Processor.class, MethodHandles.lookup())
                    .findVarHandle(Http11Processor.class, "keepAlive", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Tomcat no longer shows whether it keeps a connection", e);
        }
    }

    static boolean isMarked(ServletRequest request) {
        return request.getAttribute(MARK) != null;
    }

    @Override
    protected Processor createProcessor() {
        Watching watching = new Watching(getAdapter());
        Http11Processor processor = new Http11Processor(this, watching);
        watching.processor = processor;
        return processor;
    }

    private static boolean isMendedByTomcat(Http11Processor processor, Request request) {
        return !(boolean) KEEP_ALIVE.get(processor)
                && request.getHeader("Transfer-Encoding") != null
                && request.protocol().equals("HTTP/1.1")
                && !asksForTheEnd(request.getHeader("Connection"));
    }

    private static boolean asksForTheEnd(@Nullable String connection) {
        return connection != null && connection.toLowerCase(Locale.ROOT).contains("close");
    }

    /** Stands between one processor and the container. */
    private static final class Watching implements Adapter {

        private final Adapter container;
        private @Nullable Http11Processor processor;

        private Watching(Adapter container) {
            this.container = container;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            if (processor != null && isMendedByTomcat(processor, request)) {
                request.setAttribute(MARK, true);
            }
            container.service(request, response);
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return container.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
            return container.asyncDispatch(request, response, status);
        }

        @Override
        public void log(Request request, Response response, long time) {
            container.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            container.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return container.getDomain();
        }
    }
}
