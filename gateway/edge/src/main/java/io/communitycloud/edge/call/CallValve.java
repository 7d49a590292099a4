package io.communitycloud.edge.call;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.edge.identity.Identified;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import io.communitycloud.edge.trace.Trace;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/** Notes every call at the container's outermost door, where also what was refused and the bytes sent are known. */
final class CallValve extends ValveBase {

    private final Calls calls;
    private final RoutingTable routes;

    CallValve(Calls calls, RoutingTable routes) {
        super(true);
        this.calls = calls;
        this.routes = routes;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        long begun = System.nanoTime();
        long at = request.getCoyoteRequest().getStartTime();
        try {
            getNext().invoke(request, response);
        } finally {
            calls.made(call(request, response, at, (System.nanoTime() - begun) / 1_000));
        }
    }

    private Call call(Request request, Response response, long at, long micros) {
        Caller caller = Identified.of(request.getRequest()).orElse(null);
        // What the container could not even read has neither.
        String method = request.getMethod();
        String path = request.getRequestURI();
        return new Call(
                at,
                Trace.of(request.getRequest()).traceId(),
                caller == null ? null : clientOf(caller),
                caller == null ? null : caller.bureau(),
                method == null ? "" : method,
                path == null ? "/" : path,
                path == null
                        ? null
                        : routes.find(request.getRequest()).map(Route::service).orElse(null),
                request.getHeader("X-Purpose"),
                request.getHeader("X-Case"),
                response.getStatus(),
                lengthOf(request),
                response.getContentWritten(),
                micros);
    }

    /** As announced; an announcement that cannot be read was refused, and that is what the row is to tell. */
    private static long lengthOf(Request request) {
        try {
            return Math.max(0, request.getContentLengthLong());
        } catch (IllegalArgumentException malformed) {
            return 0;
        }
    }

    /** The client id alone: who sat before it is the access record's matter. */
    private static @Nullable String clientOf(Caller caller) {
        String client = caller.client();
        int end = client.indexOf('|');
        return end < 0 ? client : client.substring(0, end);
    }
}
