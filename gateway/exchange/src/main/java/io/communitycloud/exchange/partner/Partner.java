package io.communitycloud.exchange.partner;

import io.communitycloud.common.events.Aggregate;
import io.communitycloud.common.events.AggregateRoot;
import io.communitycloud.common.events.DomainEvent;
import io.communitycloud.common.signatures.VerificationKey;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.partner.PartnerEvent.PartnerChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.PersistenceCreator;

/** A bureau whose systems may call, within what it is granted. There is one partner per bureau. */
@AggregateRoot(collection = "partners", topic = "gateway.partners.v1", compacted = true)
final class Partner extends Aggregate {

    /** Those being introduced, in use and on their way out; a partner with more has lost count of them. */
    static final int MOST_KEYS = 5;

    private final String bureau;
    private final String name;
    private final String creditCode;
    private final List<Contact> contacts;
    private final String registeredBy;
    private PartnerState state = PartnerState.REQUESTED;
    private @Nullable String approvedBy;
    private @Nullable String suspendedBecause;
    private List<SigningKey> keys = List.of();
    private List<AddressRange> addresses = List.of();
    private boolean restricted;
    private Quota quota = Quota.USUAL;

    @PersistenceCreator
    Partner(
            String id,
            String area,
            List<String> scope,
            Instant createdAt,
            String bureau,
            String name,
            String creditCode,
            List<Contact> contacts,
            String registeredBy) {
        super(id, area, scope, createdAt);
        this.bureau = bureau;
        this.name = name;
        this.creditCode = creditCode;
        this.contacts = List.copyOf(contacts);
        this.registeredBy = registeredBy;
    }

    /** Enters a bureau; until a second person approves it may try its signature and nothing else. */
    static Partner register(
            String id,
            String city,
            String bureau,
            String name,
            String creditCode,
            List<Contact> contacts,
            String by,
            Instant now) {
        Partner partner =
                new Partner(id, city, List.of(city, "bureau:" + bureau), now, bureau, name, creditCode, contacts, by);
        partner.changed();
        return partner;
    }

    /**
     * Lets the partner in, with the keys it brought.
     *
     * @throws Refused 409 where it is in already, 422 where whoever registered it approves
     */
    void approve(String by) {
        requireState(PartnerState.REQUESTED);
        requireAnother(registeredBy, by);
        state = PartnerState.ACTIVE;
        approvedBy = by;
        keys = keys.stream()
                .map(key -> key.approvedBy() == null
                                && !key.isSandbox()
                                && !key.addedBy().equals(by)
                        ? key.approved(by)
                        : key)
                .toList();
        changed();
    }

    /** Shuts the door at once. */
    void suspend(String because) {
        requireState(PartnerState.ACTIVE);
        state = PartnerState.SUSPENDED;
        suspendedBecause = because;
        changed();
    }

    void resume() {
        requireState(PartnerState.SUSPENDED);
        state = PartnerState.ACTIVE;
        suspendedBecause = null;
        changed();
    }

    /**
     * Adds a key; those it follows stay good for the overlap.
     *
     * <p>Where the partner has a good key, its call was signed with that one, which vouches for the new one. A first key
     * comes with nothing but a token, so a second person has to.
     *
     * @param ownCall whether the partner itself brings it
     * @throws Refused where the partner has enough keys, or has had this one
     */
    void addKey(String keyId, VerificationKey key, Duration overlap, boolean ownCall, String by, Instant now) {
        requireUnknown(key);
        requireRoom(false, now);
        boolean vouchedFor =
                ownCall && state == PartnerState.ACTIVE && keys.stream().anyMatch(known -> known.isGood(now));
        List<SigningKey> all = new ArrayList<>(keys);
        if (vouchedFor) {
            all.replaceAll(known -> known.isGood(now) ? known.ending(now.plus(overlap)) : known);
        }
        all.add(new SigningKey(
                keyId,
                key.algorithm(),
                key.spki(),
                key.fingerprint(),
                by,
                now,
                vouchedFor ? by : null,
                null,
                KeyStage.PRODUCTION));
        keys = List.copyOf(all);
        changed();
    }

    /**
     * Adds a key for the sandbox, which is good at once; those it follows there stay good for the overlap.
     *
     * @throws Refused where the partner has enough such keys, or has had this one
     */
    void addSandboxKey(String keyId, VerificationKey key, Duration overlap, String by, Instant now) {
        requireUnknown(key);
        requireRoom(true, now);
        List<SigningKey> all = new ArrayList<>(keys);
        all.replaceAll(known -> known.isSandbox() ? known.ending(now.plus(overlap)) : known);
        all.add(new SigningKey(
                keyId, key.algorithm(), key.spki(), key.fingerprint(), by, now, null, null, KeyStage.SANDBOX));
        keys = List.copyOf(all);
        changed();
    }

    /**
     * Lets a key out of the sandbox, as another person than whoever brought it.
     *
     * @throws Refused 409 where the partner is not approved, or the key is not one of the sandbox any more
     */
    void promoteKey(String keyId, String by, Instant now) {
        requireState(PartnerState.ACTIVE);
        change(keyId, key -> {
            if (!key.isSandbox() || key.isRetired(now)) {
                throw new Refused(PartnerRefusal.ALREADY_DECIDED);
            }
            requireAnother(key.addedBy(), by);
            requireRoom(false, now);
            return key.promoted(by);
        });
    }

    private void requireUnknown(VerificationKey key) {
        if (keys.stream().anyMatch(known -> known.fingerprint().equals(key.fingerprint()))) {
            throw new Refused(PartnerRefusal.KEY_KNOWN);
        }
    }

    private void requireRoom(boolean sandbox, Instant now) {
        if (keys.stream()
                        .filter(known -> known.isSandbox() == sandbox && !known.isRetired(now))
                        .count()
                >= MOST_KEYS) {
            throw new Refused(PartnerRefusal.TOO_MANY_KEYS);
        }
    }

    /** Vouches for a key as the second person. */
    void approveKey(String keyId, String by, Instant now) {
        change(keyId, key -> {
            if (key.approvedBy() != null || key.isSandbox() || key.isRetired(now)) {
                throw new Refused(PartnerRefusal.ALREADY_DECIDED);
            }
            requireAnother(key.addedBy(), by);
            return key.approved(by);
        });
    }

    /** Retires a key now, overlap or not. */
    void retireKey(String keyId, Instant now) {
        change(keyId, key -> {
            if (key.isRetired(now)) {
                throw new Refused(PartnerRefusal.ALREADY_DECIDED);
            }
            return key.ending(now);
        });
    }

    private void change(String keyId, UnaryOperator<SigningKey> how) {
        if (keys.stream().noneMatch(key -> key.id().equals(keyId))) {
            throw Refused.notFound();
        }
        keys = keys.stream()
                .map(key -> key.id().equals(keyId) ? how.apply(key) : key)
                .toList();
        changed();
    }

    /** Asks for a range of addresses; it counts when a second person has approved it. */
    void addAddress(String addressId, String cidr, Instant until, String by) {
        List<AddressRange> all = new ArrayList<>(addresses);
        all.add(new AddressRange(addressId, cidr, until, by, null));
        addresses = List.copyOf(all);
        changed();
    }

    /** Approves a range: from the first one on, the partner calls from approved ranges or not at all. */
    void approveAddress(String addressId, String by) {
        AddressRange range = address(addressId);
        if (range.approvedBy() != null) {
            throw new Refused(PartnerRefusal.ALREADY_DECIDED);
        }
        requireAnother(range.addedBy(), by);
        addresses = addresses.stream()
                .map(each -> each.id().equals(addressId) ? each.approved(by) : each)
                .toList();
        restricted = true;
        changed();
    }

    void removeAddress(String addressId) {
        AddressRange gone = address(addressId);
        addresses = addresses.stream().filter(each -> !each.equals(gone)).toList();
        changed();
    }

    private AddressRange address(String addressId) {
        return addresses.stream()
                .filter(each -> each.id().equals(addressId))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    void allow(Quota wanted) {
        quota = wanted;
        changed();
    }

    private void requireState(PartnerState wanted) {
        if (state != wanted) {
            throw new Refused(PartnerRefusal.WRONG_STATE);
        }
    }

    private static void requireAnother(String asked, String approves) {
        if (asked.equals(approves)) {
            throw new Refused(PartnerRefusal.SAME_PERSON);
        }
    }

    private void changed() {
        register(state());
    }

    @Override
    public DomainEvent state() {
        // Before it is approved a partner may try its signature and the sandbox: with the keys it brought.
        List<SigningKey> vouched = keys.stream()
                .filter(key -> key.approvedBy() != null || key.isSandbox() || state == PartnerState.REQUESTED)
                .toList();
        return new PartnerChanged(
                id(),
                area(),
                bureau,
                state,
                keys.stream().anyMatch(key -> key.approvedBy() != null),
                vouched.stream()
                        .map(key -> new PartnerEvent.Key(
                                key.id(),
                                key.algorithm().identifier(),
                                key.spki(),
                                key.until(),
                                key.isSandbox() ? KeyStage.SANDBOX : KeyStage.PRODUCTION))
                        .toList(),
                restricted,
                addresses.stream()
                        .filter(range -> range.approvedBy() != null)
                        .map(range -> new PartnerEvent.Range(range.cidr(), range.until()))
                        .toList(),
                quota.calls(),
                quota.windowSeconds(),
                quota.emergencyCalls());
    }

    String bureau() {
        return bureau;
    }

    String name() {
        return name;
    }

    String creditCode() {
        return creditCode;
    }

    List<Contact> contacts() {
        return contacts;
    }

    String registeredBy() {
        return registeredBy;
    }

    PartnerState partnerState() {
        return state;
    }

    @Nullable
    String approvedBy() {
        return approvedBy;
    }

    @Nullable
    String suspendedBecause() {
        return suspendedBecause;
    }

    List<SigningKey> keys() {
        return keys;
    }

    List<AddressRange> addresses() {
        return addresses;
    }

    boolean isRestricted() {
        return restricted;
    }

    Quota quota() {
        return quota;
    }
}
