package io.communitycloud.exchange.sandbox;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a call to the sandbox goes, where the caller wishes for something else than an answer. */
enum Scenario {
    ANSWERED,
    /** The system does not know what is asked for. */
    UNKNOWN,
    /** The system does not answer, and the last good value is given. */
    STALE,
    /** The system does not answer, and nothing is kept. */
    UNAVAILABLE,
    /** The system bears no more calls. */
    BUSY;

    /** What the header says, in small letters. */
    static final String FORM = "answered|unknown|stale|unavailable|busy";

    static Scenario of(@Nullable String wished) {
        return wished == null ? ANSWERED : valueOf(wished.toUpperCase(Locale.ROOT));
    }
}
