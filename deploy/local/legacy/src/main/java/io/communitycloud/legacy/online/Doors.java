package io.communitycloud.legacy.online;

import io.communitycloud.legacy.catalogue.Catalogue;
import io.communitycloud.legacy.catalogue.SystemProfile;
import io.communitycloud.legacy.control.Faults;
import io.communitycloud.legacy.control.LastRequests;
import io.communitycloud.legacy.control.LastRequests.Recorded;
import io.communitycloud.legacy.control.Mode;
import io.communitycloud.legacy.control.Modes;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The door of one system: records what comes, keeps the mode and the catalogue's faults, lets the system speak. */
final class Doors extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Longer than any time-out of a caller. */
    private static final Duration LONGEST_HANG = Duration.ofMinutes(10);

    private static final int MOST_BYTES = 1 << 20;
    private static final int TOO_LARGE = 413;

    private final transient OnlineSystem system;
    private final transient SystemProfile profile;
    private final transient Modes modes;
    private final transient Faults faults;
    private final transient LastRequests requests;
    private final transient Clock clock;

    Doors(OnlineSystem system, Catalogue catalogue, Modes modes, Faults faults, LastRequests requests, Clock clock) {
        this.system = system;
        this.profile = catalogue.get(system.id());
        this.modes = modes;
        this.faults = faults;
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            response.setStatus(TOO_LARGE);
            return;
        }
        Call call = call(request, body);
        String recorded = Base64.getEncoder().encodeToString(body);
        requests.keep(
                system.id(), new Recorded(call.method(), call.target(), call.headers(), recorded, clock.instant()));
        try {
            send(answer(call), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private Answer answer(Call call) throws InterruptedException {
        modes.awaitWhileHanging(system.id(), LONGEST_HANG);
        Mode mode = modes.of(system.id());
        return switch (mode) {
            case CLOSE -> system.closed();
            case FAIL -> system.failed();
            case SLOW -> {
                Thread.sleep(modes.slowness(profile));
                yield system.answer(call);
            }
            case OK, HANG -> asCatalogued(call);
        };
    }

    private Answer asCatalogued(Call call) throws InterruptedException {
        if (faults.strike(system.id(), "timeout_rate")) {
            modes.awaitChange(LONGEST_HANG);
        }
        if (faults.strike(system.id(), "slow_rate")) {
            Thread.sleep(modes.slowness(profile));
        }
        if (faults.strike(system.id(), "error_rate")) {
            return system.failed();
        }
        Thread.sleep(faults.millis(profile));
        return system.answer(call);
    }

    private Call call(HttpServletRequest request, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", Collections.list(request.getHeaders(name))));
        }
        headers.remove(MutualTls.PROOF);
        if (request.getAttribute("jakarta.servlet.request.X509Certificate") instanceof X509Certificate[] shown) {
            headers.put(MutualTls.PROOF, shown[0].getNotAfter().toInstant().toString());
        }
        String path = request.getRequestURI();
        String target = request.getQueryString() == null ? path : path + "?" + request.getQueryString();
        return new Call(
                request.getMethod(),
                path.substring(system.id().length() + 1),
                target,
                headers,
                body,
                request.getRemoteAddr());
    }

    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }
}
