package io.communitycloud.edge.call;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of one call: who asked what and how it ended, nothing of what was said.
 *
 * @param at milliseconds since 1970, when it began
 * @param client client id of the caller's token; absent where there was no accepted one
 * @param bureau whose system called
 * @param path as it came; only the operation it names goes further
 * @param purpose the stated reason
 * @param caseNumber the stated case
 * @param micros how long it took
 */
record Call(
        long at,
        String traceId,
        @Nullable String client,
        @Nullable String bureau,
        String method,
        String path,
        @Nullable String service,
        @Nullable String purpose,
        @Nullable String caseNumber,
        int status,
        long requestBytes,
        long responseBytes,
        long micros) {}
