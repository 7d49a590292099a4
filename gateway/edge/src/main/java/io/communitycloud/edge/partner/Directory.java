package io.communitycloud.edge.partner;

import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.signatures.VerificationKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All partners, grants and maintenance windows, after the compacted topics of the exchange.
 *
 * <p>Until the topics were once read to their end, or a copy of an earlier run was found, nothing is known of anybody, and
 * whoever must ask is told to come again: a door that knows nothing must not stand open.
 */
@Component
public class Directory {

    public static final String PARTNERS = "gateway.partners.v1";
    public static final String GRANTS = "gateway.grants.v1";
    public static final String MAINTENANCE = "gateway.maintenance-windows.v1";
    public static final String BUDGETS = "gateway.budgets.v1";

    private static final Logger log = LoggerFactory.getLogger(Directory.class);

    private final JsonMapper json;
    private final Map<String, Entry> entries = new TreeMap<>();
    private volatile @Nullable Snapshot snapshot;

    Directory(JsonMapper json) {
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /**
     * The last state of one aggregate.
     *
     * @param data JSON, null where the aggregate is gone
     */
    public record Entry(
            String topic,
            String key,
            long sequence,
            @Nullable String data) {}

    /** Takes states in, dropping those a later one overtook; nothing shows before {@link #publish}. */
    public synchronized boolean take(Entry entry) {
        String id = entry.topic() + ' ' + entry.key();
        Entry known = entries.get(id);
        // A state that is republished carries the sequence of the one it repeats.
        if (known != null && known.sequence() >= entry.sequence()) {
            return false;
        }
        entries.put(id, entry);
        return true;
    }

    /** Lets everybody see what was taken in. */
    public synchronized void publish() {
        snapshot = read();
    }

    /** What was taken in so far, for the copy. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** What is known now; empty while nothing is. */
    Optional<Snapshot> now() {
        return Optional.ofNullable(snapshot);
    }

    private Snapshot read() {
        Map<String, Partner> partners = new HashMap<>();
        Map<String, KnownKey> keys = new HashMap<>();
        Map<String, List<AddressRange>> addresses = new HashMap<>();
        Map<String, List<Grant>> grants = new HashMap<>();
        List<Maintenance> windows = new ArrayList<>();
        boolean emergency = false;
        for (Entry entry : entries.values()) {
            String data = entry.data();
            if (data == null) {
                continue;
            }
            try {
                switch (entry.topic()) {
                    case PARTNERS -> {
                        Partner partner = json.readValue(data, Partner.class);
                        partners.put(partner.bureau(), partner);
                        partner.keys()
                                .forEach(key -> known(partner, key).ifPresent(found -> keys.put(key.keyId(), found)));
                        addresses.put(
                                partner.bureau(),
                                partner.addresses().stream()
                                        .map(range -> AddressRange.of(range.cidr(), range.until()))
                                        .toList());
                    }
                    case GRANTS -> {
                        Grant grant = json.readValue(data, Grant.class);
                        grants.computeIfAbsent(grant.bureau(), bureau -> new ArrayList<>())
                                .add(grant);
                    }
                    case MAINTENANCE -> windows.add(json.readValue(data, Maintenance.class));
                    case BUDGETS ->
                        emergency |= json.readValue(data, Budget.class).emergency();
                    default -> log.warn("{} is no topic of the directory", entry.topic());
                }
            } catch (JacksonException | IllegalArgumentException unreadable) {
                log.error("{} of {} cannot be read: {}", entry.key(), entry.topic(), unreadable.getMessage());
            }
        }
        return new Snapshot(partners, keys, addresses, grants, windows, emergency);
    }

    private static Optional<KnownKey> known(Partner partner, Partner.Key key) {
        return SignatureAlgorithm.named(key.algorithm())
                .map(algorithm -> new KnownKey(
                        partner.bureau(),
                        VerificationKey.read(algorithm, key.publicKey()),
                        key.until(),
                        key.isSandbox()));
    }

    /**
     * A key and whose it is.
     *
     * @param sandbox whether it opens the sandbox and nothing else
     */
    record KnownKey(
            String bureau, VerificationKey key, @Nullable Instant until, boolean sandbox) {

        boolean isRetired(Instant now) {
            return until != null && !now.isBefore(until);
        }
    }

    /** Everything at one moment. */
    record Snapshot(
            Map<String, Partner> partners,
            Map<String, KnownKey> keys,
            Map<String, List<AddressRange>> addresses,
            Map<String, List<Grant>> grants,
            List<Maintenance> windows,
            boolean emergency) {

        boolean admits(String bureau, String address, Instant now) {
            return addresses.getOrDefault(bureau, List.of()).stream().anyMatch(range -> range.admits(address, now));
        }

        boolean grants(String bureau, String operation, Instant now) {
            return grants.getOrDefault(bureau, List.of()).stream().anyMatch(grant -> grant.covers(operation, now));
        }

        boolean grantsInSandbox(String bureau, String operation, Instant now) {
            return grants.getOrDefault(bureau, List.of()).stream()
                    .anyMatch(grant -> grant.coversInSandbox(operation, now));
        }

        Optional<Maintenance> maintenance(String kind, String target, Instant now) {
            return windows.stream()
                    .filter(window -> window.holds(kind, target, now))
                    .findFirst();
        }
    }
}
