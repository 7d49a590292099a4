package io.communitycloud.legacy.online;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens that a system gave out and will take again for a while. */
final class Sessions {

    private static final int MOST = 1_000;
    private static final int BYTES = 16;

    private final Clock clock;
    private final Duration life;
    private final boolean single;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** @param single whether every new session ends the one before */
    Sessions(Clock clock, Duration life, boolean single) {
        this.clock = clock;
        this.life = life;
        this.single = single;
    }

    synchronized Session begin() {
        if (single) {
            sessions.clear();
        }
        if (sessions.size() >= MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        Session session = new Session(random(), random(), clock.instant().plus(life));
        sessions.put(session.id(), session);
        return session;
    }

    synchronized Optional<Session> find(@Nullable String id) {
        Session session = id == null ? null : sessions.get(id);
        if (session == null || !clock.instant().isBefore(session.end())) {
            return Optional.empty();
        }
        return Optional.of(session);
    }

    synchronized void end(Session session) {
        sessions.remove(session.id());
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @param formToken what every form of the session carries besides */
    record Session(String id, String formToken, Instant end) {}
}
