package io.communitycloud.emergency.keyperson;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Claims.Outcome;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.FieldError;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.emergency.keyperson.KeyPersonRows.NumberedRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Takes a bureau's list in, once, however often it is pushed.
 *
 * <p>A list is known by its bureau's key and the hash of what it says. The same again changes nothing and is answered as the
 * first; the key with anything else is refused. Every row is in the store before the answer goes out.
 */
@Service
class AcceptingKeyPersons {

    /** More rows than this belong into several lists. */
    static final int MOST_ROWS = 10_000;

    private final KeyPersonLists lists;
    private final KeyPersonRows rows;
    private final Claims claims;
    private final AreaTree areas;
    private final Clock clock;

    AcceptingKeyPersons(KeyPersonLists lists, KeyPersonRows rows, Claims claims, AreaTree areas, Clock clock) {
        this.lists = lists;
        this.rows = rows;
        this.claims = claims;
        this.areas = areas;
        this.clock = clock;
    }

    /**
     * Takes a list in.
     *
     * @throws InvalidRequest where it has no rows or too many
     * @throws Refused where the key is that of another list
     */
    KeyPersonList accept(String bureau, String key, boolean exercise, List<KeyPersonRow> sent) {
        if (sent.isEmpty()) {
            throw new InvalidRequest(List.of(FieldError.of("/rows", "no-rows")));
        }
        if (sent.size() > MOST_ROWS) {
            throw new InvalidRequest(List.of(FieldError.of("/rows", "too-many-rows", Map.of("most", MOST_ROWS))));
        }
        String hash = hash(exercise, sent);
        String value = "key-person-list:" + bureau + ":" + key;
        return switch (claims.claimOrFinish(
                value,
                hash,
                Ids.next(),
                target -> lists.find(target, Scope.everything()).isPresent())) {
            case Outcome.Won won -> take(won.target(), bureau, key, exercise, sent);
            case Outcome.Held held -> {
                requireSame(hash, held.fingerprint());
                yield lists.require(held.target(), Scope.everything());
            }
            case Outcome.Pending pending -> {
                requireSame(hash, pending.fingerprint());
                throw new Refused(KeyPersonRefusal.BEING_TAKEN);
            }
        };
    }

    private KeyPersonList take(String id, String bureau, String key, boolean exercise, List<KeyPersonRow> sent) {
        Instant now = clock.instant();
        RowRules rules = new RowRules(areas, now);
        List<NumberedRow> numbered = new ArrayList<>();
        for (KeyPersonRow row : sent) {
            numbered.add(new NumberedRow(numbered.size() + 1, row, rules.broken(row)));
        }
        rows.keep(id, numbered);
        int bad = Math.toIntExact(
                numbered.stream().filter(row -> !row.errors().isEmpty()).count());
        KeyPersonList list = KeyPersonList.accept(
                id, lists.city(), areas.scopeOf(lists.city(), ""), bureau, key, exercise, sent.size(), bad, now);
        lists.save(list);
        return list;
    }

    private static void requireSame(String hash, String before) {
        if (!hash.equals(before)) {
            throw new Refused(KeyPersonRefusal.KEY_OF_ANOTHER_LIST);
        }
    }

    /** The hash of what a list says, however its JSON or CSV is written. */
    private static String hash(boolean exercise, List<KeyPersonRow> rows) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((byte) (exercise ? 1 : 0));
            for (KeyPersonRow row : rows) {
                for (String cell : row.cells()) {
                    byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                    digest.update(bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
