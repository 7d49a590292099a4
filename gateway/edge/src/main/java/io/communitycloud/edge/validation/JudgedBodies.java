package io.communitycloud.edge.validation;

import io.communitycloud.common.web.problem.Failure;
import io.communitycloud.edge.forward.BegunBody;
import io.communitycloud.edge.forward.HeldBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds JSON bodies while they are judged and sent on: each bounded, and all of them together.
 *
 * <p>Read into a tree a body takes many times its bytes, so one of very many members is not read here, and few are read at
 * the same moment. What finds no room passes unjudged: its service reads it with bounds of its own.
 */
@Component
class JudgedBodies {

    private static final int KIB = 1024;

    /** Members, elements and their beginnings; a tree of so many takes some 3 MB. */
    private static final int MOST_PARTS = 20_000;

    private static final int AT_ONCE = 4;

    private final JsonMapper json;
    private final long largest;
    private final Semaphore room;
    private final Semaphore judging = new Semaphore(AT_ONCE);

    JudgedBodies(ValidationProperties properties, JsonMapper json) {
        this.json = json;
        this.largest = properties.body().toBytes();
        this.room = new Semaphore(Math.toIntExact(properties.bodies().toKilobytes()));
    }

    /**
     * Reads a body and says what is wrong with it.
     *
     * @param limit in bytes, of the call's route: what is longer is refused further on
     * @throws IOException where the body broke off
     */
    Judged judge(BodyRule rule, long limit, HttpServletRequest request) throws IOException {
        long announced = announcedBy(request);
        long most = Math.min(limit, largest);
        if (announced > most || request.getHeader("Content-Encoding") != null) {
            return Judged.unjudged(request);
        }
        if (request instanceof HeldBody held) {
            // Its signature was checked, so it is here already.
            return new Judged(request, faultOf(held.content(), rule), () -> {});
        }
        if (announced == 0 || (announced < 0 && request.getHeader("Transfer-Encoding") == null)) {
            return new Judged(request, faultOf(new byte[0], rule), () -> {});
        }
        int kibs = Math.toIntExact((announced < 0 ? most : announced) / KIB + 1);
        if (!room.tryAcquire(kibs)) {
            return Judged.unjudged(request);
        }
        boolean kept = false;
        try {
            Judged judged = judge(rule, announced, Math.toIntExact(most), kibs, request);
            kept = true;
            return judged;
        } finally {
            if (!kept) {
                room.release(kibs);
            }
        }
    }

    private static long announcedBy(HttpServletRequest request) throws IOException {
        try {
            return request.getContentLengthLong();
        } catch (IllegalArgumentException malformed) {
            throw new IOException(malformed);
        }
    }

    private Judged judge(BodyRule rule, long announced, int most, int kibs, HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            return new Judged(new BegunBody(request, body), null, () -> room.release(kibs));
        }
        if (announced > body.length) {
            throw new IOException("The caller sent less than announced");
        }
        return new Judged(new HeldBody(request, body), faultOf(body, rule), () -> room.release(kibs));
    }

    private @Nullable Failure faultOf(byte[] body, BodyRule rule) {
        if (parts(body) > MOST_PARTS) {
            return null;
        }
        judging.acquireUninterruptibly();
        try {
            return rule.fault(body, json);
        } finally {
            judging.release();
        }
    }

    /** How many parts a body may have at the most; signs within texts are counted too. */
    private static int parts(byte[] body) {
        int parts = 0;
        for (byte each : body) {
            if (each == ',' || each == ':' || each == '[' || each == '{') {
                parts++;
            }
        }
        return parts;
    }

    /**
     * A request that may be sent on where nothing is wrong with it; closed when its body is needed no more.
     *
     * @param request with its body still, or again, to be read
     * @param fault null where there is none, or none was looked for
     */
    record Judged(HttpServletRequest request, @Nullable Failure fault, Runnable letGo) implements AutoCloseable {

        static Judged unjudged(HttpServletRequest request) {
            return new Judged(request, null, () -> {});
        }

        @Override
        public void close() {
            letGo.run();
        }
    }
}
