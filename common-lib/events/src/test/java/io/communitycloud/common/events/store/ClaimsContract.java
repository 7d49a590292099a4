package io.communitycloud.common.events.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.communitycloud.common.testing.clock.MovableClock;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refusal;
import io.communitycloud.common.web.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Who gets what may exist once, on whatever store. */
abstract class ClaimsContract {

    private static final IdempotencyKey KEY = new IdempotencyKey("client", "POST /things", "k-1", "body");
    private static final IdempotencyKey SAME_KEY_OTHER_BODY =
            new IdempotencyKey("client", "POST /things", "k-1", "other body");

    private final MovableClock clock = MovableClock.inNovember();
    private final MongoTemplate mongo;
    private final Claims claims;
    private final Creations creations;
    private final Map<String, String> things = new ConcurrentHashMap<>();

    ClaimsContract(String uri) {
        mongo = StoreUnderTest.database(uri);
        claims = new Claims(mongo, clock);
        creations = new Creations(mongo, clock, new Indexes(mongo));
    }

    @Test
    void hasOneWinnerOfARace() throws Exception {
        int racers = 16;
        CyclicBarrier start = new CyclicBarrier(racers);
        List<Callable<Claims.Outcome>> race = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
            String target = "T" + i;
            race.add(() -> {
                start.await();
                return claims.claim("value", "f", target, any -> false);
            });
        }
        List<Claims.Outcome> outcomes = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : callers.invokeAll(race)) {
                outcomes.add(each.get());
            }
        }

        assertThat(outcomes).filteredOn(Claims.Outcome.Won.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(Claims.Outcome.Pending.class::isInstance)
                .hasSize(racers - 1);
    }

    @Test
    void belongsToATargetThatIsThere() {
        claims.claim("value", "f", "T1", any -> false);

        assertThat(claims.claim("value", "f", "T2", "T1"::equals)).isEqualTo(new Claims.Outcome.Held("T1", "f"));
        assertThat(claims.claim("value", "f", "T1", any -> false))
                .as("the same target claims again after a crash")
                .isEqualTo(new Claims.Outcome.Won("T1"));
    }

    @Test
    void isTakenOverOnceAbandoned() {
        claims.claim("value", "f", "T1", any -> false);
        clock.advance(Duration.ofSeconds(59));
        assertThat(claims.claim("value", "g", "T2", any -> false)).isEqualTo(new Claims.Outcome.Pending("f"));

        clock.advance(Duration.ofSeconds(1));

        assertThat(claims.claim("value", "g", "T2", any -> false)).isEqualTo(new Claims.Outcome.Won("T2"));
        assertThat(claims.claim("value", "h", "T3", any -> false)).isEqualTo(new Claims.Outcome.Pending("g"));
    }

    @Test
    void keepsItsTargetWhereItIsToBeFinished() {
        claims.claimOrFinish("value", "f", "T1", any -> false);
        clock.advance(Claims.ABANDONED_AFTER);

        assertThat(claims.claimOrFinish("value", "g", "T2", any -> false))
                .as("another body cannot finish it")
                .isEqualTo(new Claims.Outcome.Pending("f"));
        assertThat(claims.claimOrFinish("value", "f", "T2", any -> false)).isEqualTo(new Claims.Outcome.Won("T1"));
    }

    @Test
    void isFreeAgainOnceReleasedByItsTarget() {
        claims.claim("value", "f", "T1", any -> false);

        claims.release("value", "another");
        assertThat(claims.claim("value", "f", "T2", any -> false)).isInstanceOf(Claims.Outcome.Pending.class);
        claims.release("value", "T1");
        assertThat(claims.claim("value", "f", "T2", any -> false)).isEqualTo(new Claims.Outcome.Won("T2"));
    }

    @Test
    void createsOnceUnderOneKey() {
        String first = create(KEY, "a");
        String second = create(KEY, "a");

        assertThat(second).isEqualTo(first);
        assertThat(things).hasSize(1);
    }

    @Test
    void createsOnceThoughManyTryTogether() throws Exception {
        List<Callable<String>> race = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            race.add(() -> create(KEY, "a"));
        }
        Set<String> ids = new HashSet<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : callers.invokeAll(race)) {
                try {
                    ids.add(each.get());
                } catch (ExecutionException inProgress) {
                    assertThat(inProgress).hasCause(new Refused(WriteRefusal.KEY_IN_PROGRESS));
                }
            }
        }
        assertThat(ids).hasSize(1);
        assertThat(things).hasSize(1);
    }

    @Test
    void createsTwoWithoutAKey() {
        create(null, "a");
        create(null, "a");

        assertThat(things).hasSize(2);
    }

    @Test
    void refusesTheSameKeyForAnotherBody() {
        create(KEY, "a");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> create(SAME_KEY_OTHER_BODY, "b"))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(WriteRefusal.KEY_REUSED));
    }

    @Test
    void finishesUnderTheSameIdWhatACrashLeftBegun() {
        List<String> ids = new ArrayList<>();
        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> creations.once(KEY, this::find, id -> {
                    ids.add(id);
                    throw new DataAccessResourceFailureException("the process dies here");
                }));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> create(KEY, "a"))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(WriteRefusal.KEY_IN_PROGRESS));
        clock.advance(Claims.ABANDONED_AFTER);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> create(SAME_KEY_OTHER_BODY, "b"))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(WriteRefusal.KEY_REUSED));

        assertThat(create(KEY, "a")).isEqualTo(ids.getFirst());
    }

    @Test
    void meetsTheThingThatASlowFirstWriterFinished() {
        String id = creations.once(KEY, this::find, target -> {
            things.put(target, "by the slow one");
            throw new DuplicateKeyException(target);
        });

        assertThat(id).isEqualTo("by the slow one");
    }

    @Test
    void freesTheKeyOfARefusedOrInvalidRequest() {
        for (RuntimeException no : List.of(
                new Refused(Refusal.of("no", Refusal.Kind.RULE)), InvalidRequest.parameter("area", "unknown-area"))) {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> creations.once(KEY, this::find, id -> {
                        throw no;
                    }));
        }

        assertThat(create(SAME_KEY_OTHER_BODY, "corrected")).isNotNull();
    }

    @Test
    void keepsTheKeyWhereTheThingWasWrittenBeforeTheFailure() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> creations.once(KEY, this::find, id -> {
                    things.put(id, "a");
                    throw new IllegalStateException("after the write");
                }));

        create(KEY, "a");

        assertThat(things).hasSize(1);
    }

    @Test
    void forgetsKeysAfterADayAndClaimsNever() {
        create(KEY, "a");
        claims.claim("value", "f", "T1", any -> false);
        clock.advance(Duration.ofHours(23));
        assertThat(creations.forgetOld()).isZero();

        clock.advance(Duration.ofHours(2));

        assertThat(creations.forgetOld()).isEqualTo(1);
        assertThat(mongo.getCollection("claims").countDocuments(new Document())).isEqualTo(1);
    }

    private String create(@org.jspecify.annotations.Nullable IdempotencyKey key, String what) {
        return creations.once(key, id -> find(id).map(found -> id), id -> {
            things.put(id, what);
            return id;
        });
    }

    private Optional<String> find(String id) {
        return Optional.ofNullable(things.get(id));
    }
}
