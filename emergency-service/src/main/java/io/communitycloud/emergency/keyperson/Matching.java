package io.communitycloud.emergency.keyperson;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks which of many people are residents. */
@FunctionalInterface
interface Matching {

    /** The most people of one call. */
    int MOST = 200;

    /**
     * Asks for all at once.
     *
     * @return an answer for each, by its ref
     * @throws MatchingAway where nobody answers for now
     */
    Map<String, Match> match(List<Wanted> wanted);

    /** Somebody who is looked for; nothing of her is kept by asking. */
    record Wanted(
            String ref, @Nullable String idNumber, @Nullable String phone) {

        /** Says nothing of who she is, whoever prints it. */
        @Override
        public String toString() {
            return "Wanted[" + ref + "]";
        }
    }

    /**
     * What became of the search for somebody.
     *
     * @param residentId null where she was not found, as the members after it
     */
    record Match(
            String ref,
            MatchedBy by,
            @Nullable String residentId,
            @Nullable String householdId,
            @Nullable String area) {}

    /** Nobody says at the moment who is a resident; the list waits. */
    final class MatchingAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        MatchingAway(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
