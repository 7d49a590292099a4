package io.communitycloud.edge.partner;

import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.edge.problem.EdgeProblem;
import io.communitycloud.edge.route.Route;
import io.communitycloud.edge.route.RoutingTable;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Holds the bodies of signed calls while their digests are computed: each bounded, and all of them together. */
@Component
class SignedBodies {

    private static final int KIB = 1024;

    private final RoutingTable routes;
    private final long largest;
    private final Semaphore room;

    SignedBodies(PartnerProperties properties, RoutingTable routes) {
        this.routes = routes;
        this.largest = properties.body().toBytes();
        this.room = new Semaphore(Math.toIntExact(properties.bodies().toKilobytes()));
    }

    static boolean isThere(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /** Reads the body, hands it over and lets it go when the work is done. */
    void hold(HttpServletRequest request, Work work) throws IOException {
        if (!isThere(request)) {
            work.with(new byte[0]);
            return;
        }
        long limit =
                Math.min(largest, routes.find(request).map(Route::bodyBytes).orElse((long) KIB * KIB));
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw new Refusal(EdgeProblem.bodyTooLarge(limit));
        }
        int kibs = Math.toIntExact((announced < 0 ? limit : announced) / KIB + 1);
        if (!room.tryAcquire(kibs)) {
            throw new Refusal(EdgeProblem.unavailable(Duration.ofSeconds(1)));
        }
        try {
            byte[] body = request.getInputStream().readNBytes(Math.toIntExact(limit + 1));
            if (body.length > limit) {
                throw new Refusal(EdgeProblem.bodyTooLarge(limit));
            }
            work.with(body);
        } finally {
            room.release(kibs);
        }
    }

    /** What is done with a body. */
    @FunctionalInterface
    interface Work {
        void with(byte[] body) throws IOException;
    }

    /** A call that goes no further; costs no stack trace. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        Refusal(Failure failure) {
            super(failure.code(), null, false, false);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
