package io.communitycloud.exchange.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call: who asked for what and how it ended, nothing of what was said.
 *
 * @param id sorts by the time of the call
 * @param client the client id of its token, absent where it had none
 * @param operation operation id, or {@code legacy/<system>/<operation>}; absent where the path named none
 * @param micros how long it took
 */
record CallRecord(
        String id,
        Instant at,
        String traceId,
        @Nullable String client,
        @Nullable String bureau,
        String method,
        @Nullable String operation,
        @Nullable String service,
        @Nullable String purpose,
        @Nullable String caseNumber,
        int status,
        long requestBytes,
        long responseBytes,
        long micros) {}
