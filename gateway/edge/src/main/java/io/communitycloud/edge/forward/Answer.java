package io.communitycloud.edge.forward;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** A service's answer on its way to the caller; its header fields and body are copied once, straight to the connection. */
final class Answer implements ServerResponse {

    private static final int BUFFER_BYTES = 16 * 1024;

    /** Said by the edge for the whole platform, or nobody's business. */
    private static final Set<String> OWN =
            Set.of("server", "x-request-id", "traceparent", "x-application-context", "x-sandbox");

    private final HttpResponse<ResponseBody> response;
    private final ResponseBody body;
    private final HttpHeaders added = new HttpHeaders();

    Answer(HttpResponse<ResponseBody> response, ResponseBody body) {
        this.response = response;
        this.body = body;
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(response.statusCode());
    }

    /** What filters add; the service's own fields are not among them. */
    @Override
    public HttpHeaders headers() {
        return added;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse onward, Context context)
            throws IOException {
        onward.setStatus(response.statusCode());
        Set<String> named = HopByHop.namedBy(response.headers().allValues("connection"));
        response.headers().map().forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith(":") && !HopByHop.names(lower) && !OWN.contains(lower) && !named.contains(lower)) {
                values.forEach(value -> onward.addHeader(name, value));
            }
        });
        added.forEach((name, values) -> values.forEach(value -> onward.addHeader(name, value)));
        if (body.whole()) {
            body.input().transferTo(onward.getOutputStream());
        } else {
            stream(onward);
        }
        return null;
    }

    private void stream(HttpServletResponse onward) throws IOException {
        // A stream of events is passed on as it comes; anything else fills the buffer first.
        ServletOutputStream output = onward.getOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream input = body.input();
                Stalls.Watch watch = Stalls.watch(input)) {
            int count;
            while ((count = input.read(buffer)) >= 0) {
                watch.moved();
                output.write(buffer, 0, count);
                if (body.events()) {
                    output.flush();
                }
            }
            watch.refuseIfStalled();
        }
    }
}
