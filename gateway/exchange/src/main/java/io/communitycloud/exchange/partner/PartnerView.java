package io.communitycloud.exchange.partner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A partner as it is shown.
 *
 * @param clientId under which its systems ask the identity provider for tokens
 * @param restricted whether it may call from its approved addresses only
 * @param warnings codes of what somebody should look at; nothing is refused because of them
 */
record PartnerView(
        String id,
        String bureau,
        String name,
        String creditCode,
        List<Contact> contacts,
        String clientId,
        PartnerState state,
        String registeredBy,
        @Nullable String approvedBy,
        @Nullable String suspendedBecause,
        List<KeyView> keys,
        boolean restricted,
        List<AddressRange> addresses,
        Quota quota,
        List<String> warnings,
        Instant createdAt,
        Instant updatedAt) {

    private static final Duration SOON = Duration.ofDays(30);

    static PartnerView of(Partner partner, Instant now) {
        return new PartnerView(
                partner.id(),
                partner.bureau(),
                partner.name(),
                partner.creditCode(),
                partner.contacts(),
                "bureau-" + partner.bureau().toLowerCase(java.util.Locale.ROOT),
                partner.partnerState(),
                partner.registeredBy(),
                partner.approvedBy(),
                partner.suspendedBecause(),
                partner.keys().stream().map(key -> KeyView.of(key, now)).toList(),
                partner.isRestricted(),
                partner.addresses(),
                partner.quota(),
                warnings(partner, now),
                partner.createdAt(),
                partner.updatedAt());
    }

    private static List<String> warnings(Partner partner, Instant now) {
        List<String> warnings = new ArrayList<>();
        if (!CreditCode.passes(partner.creditCode())) {
            warnings.add("credit-code-check-failed");
        }
        if (partner.keys().stream().noneMatch(key -> key.isGood(now))) {
            warnings.add("no-signing-key");
        }
        if (endsSoon(partner, now)) {
            warnings.add("key-ends-soon");
        }
        if (partner.addresses().stream().anyMatch(range -> range.counts(now) && !range.counts(now.plus(SOON)))) {
            warnings.add("address-ends-soon");
        }
        if (partner.isRestricted() && partner.addresses().stream().noneMatch(range -> range.counts(now))) {
            warnings.add("no-address-left");
        }
        return warnings;
    }

    private static boolean endsSoon(Partner partner, Instant now) {
        return partner.keys().stream().anyMatch(key -> key.isGood(now))
                && partner.keys().stream().noneMatch(key -> key.isGood(now.plus(SOON)));
    }

    /** How a key stands. */
    enum KeyState {
        PENDING,
        ACTIVE,
        RETIRED
    }

    /** A key as it is shown. */
    record KeyView(
            String id,
            String algorithm,
            String publicKey,
            String fingerprint,
            KeyStage stage,
            KeyState state,
            String addedBy,
            Instant addedAt,
            @Nullable String approvedBy,
            @Nullable Instant until) {

        static KeyView of(SigningKey key, Instant now) {
            KeyState state = key.isRetired(now)
                    ? KeyState.RETIRED
                    : key.approvedBy() == null && !key.isSandbox() ? KeyState.PENDING : KeyState.ACTIVE;
            return new KeyView(
                    key.id(),
                    key.algorithm().identifier(),
                    key.spki(),
                    key.fingerprint(),
                    key.isSandbox() ? KeyStage.SANDBOX : KeyStage.PRODUCTION,
                    state,
                    key.addedBy(),
                    key.addedAt(),
                    key.approvedBy(),
                    key.until());
        }
    }
}
