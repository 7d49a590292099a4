package io.communitycloud.common.events.store;

import com.mongodb.MongoException;
import io.communitycloud.common.events.Ids;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;

/**
 * Creates under an Idempotency-Key: once, whatever is retried and whoever crashes in between.
 *
 * <p>The key is claimed first, naming the id that the new thing will have; then the thing is written under that id. A
 * retry finds the claim: its thing is there and is the answer, or it never came and is made now under the same id. No
 * answer body is kept; the caller of today sees the thing by the rights of today.
 */
public final class Creations {

    /** How long a key is remembered at least; the IETF draft asks for a stated time. */
    public static final Duration KEPT_FOR = Duration.ofHours(24);

    private static final String COLLECTION = "idempotency_keys";

    private final Claims claims;
    private final Clock clock;

    public Creations(MongoTemplate mongo, Clock clock, Indexes indexes) {
        this.claims = new Claims(COLLECTION, mongo, clock);
        this.clock = clock;
        indexes.require(COLLECTION, Index.on("at"));
    }

    /**
     * Creates a thing, or finds the one that the same key created before.
     *
     * @param key the caller's, or null where none was sent
     * @param existing finds the thing by its id, whatever its scope
     * @param create makes and saves the thing under the id given
     * @throws Refused 422 where the key was used for another body, 409 where its first use is still running
     */
    public <T> T once(
            @Nullable IdempotencyKey key, Function<String, Optional<T>> existing, Function<String, T> create) {
        if (key == null) {
            return create.apply(Ids.next());
        }
        String value = ScopedKeys.of(key);
        Claims.Outcome outcome = claims.claimOrFinish(
                value,
                key.fingerprint(),
                Ids.next(),
                target -> existing.apply(target).isPresent());
        return switch (outcome) {
            case Claims.Outcome.Won won -> finish(value, won.target(), existing, create);
            case Claims.Outcome.Held held -> {
                requireSame(held.fingerprint(), key);
                yield existing.apply(held.target()).orElseThrow(() -> new Refused(WriteRefusal.NOT_FOUND));
            }
            case Claims.Outcome.Pending pending -> {
                requireSame(pending.fingerprint(), key);
                throw new Refused(WriteRefusal.KEY_IN_PROGRESS);
            }
        };
    }

    /** Forgets the keys whose time is over. */
    public long forgetOld() {
        return claims.forgetBefore(clock.instant().minus(KEPT_FOR));
    }

    private <T> T finish(
            String value, String target, Function<String, Optional<T>> existing, Function<String, T> create) {
        try {
            return create.apply(target);
        } catch (DuplicateKeyException finishedByTheFirst) {
            return existing.apply(target).orElseThrow(() -> finishedByTheFirst);
        } catch (MongoException | DataAccessException unknown) {
            throw unknown; // the thing may have been written all the same: the claim keeps its id for the retry
        } catch (RuntimeException refused) {
            if (existing.apply(target).isEmpty()) {
                claims.release(value, target);
            }
            throw refused;
        }
    }

    private static void requireSame(String fingerprint, IdempotencyKey key) {
        if (!fingerprint.equals(key.fingerprint())) {
            throw new Refused(WriteRefusal.KEY_REUSED);
        }
    }
}
