package io.communitycloud.common.events.consumption;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.StaleVersion;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.web.client.HttpStatusCodeException;

/** Tells failures that pass by themselves from those that never will. */
final class Passing {

    /** 429, 502, 503 and 504: somebody is busy or away. */
    private static final Set<Integer> BUSY_OR_AWAY = Set.of(429, 502, 503, 504);

    private Passing() {}

    /** Whether the same event may well be applied a little later, with nothing done about it. */
    static boolean passes(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isPassing(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(Throwable cause) {
        return switch (cause) {
            case Refused refused -> refused.refusal().kind().retriable();
            case HttpStatusCodeException answer ->
                BUSY_OR_AWAY.contains(answer.getStatusCode().value());
            case MongoException store -> isStoreAway(store);
            default ->
                cause instanceof TransientDataAccessException
                        || cause instanceof RecoverableDataAccessException
                        || cause instanceof DataAccessResourceFailureException
                        || cause instanceof StaleVersion
                        || cause instanceof RetriableException
                        || cause instanceof InterruptException
                        || cause instanceof InterruptedException
                        || cause instanceof IOException
                        || cause instanceof TimeoutException;
        };
    }

    private static boolean isStoreAway(MongoException store) {
        return store instanceof MongoClientException // no server, no connection, no answer in time
                || store instanceof MongoSocketException
                || store instanceof MongoInterruptedException
                || store instanceof MongoNotPrimaryException
                || store instanceof MongoNodeIsRecoveringException
                || store instanceof MongoServerUnavailableException
                || store.hasErrorLabel("RetryableWriteError")
                || store.hasErrorLabel("TransientTransactionError");
    }
}
