package io.communitycloud.exchange.partner;

import io.communitycloud.common.events.Ids;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.signatures.VerificationKey;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What speaks for a partner: keys and addresses, over HTTP. */
@RestController
@RequestMapping("/api/v1/partners/{id}")
class PartnerAccessController {

    private static final int USUAL_OVERLAP_HOURS = 7 * 24;

    private final Partners partners;
    private final Clock clock;

    PartnerAccessController(Partners partners, Clock clock) {
        this.partners = partners;
        this.clock = clock;
    }

    /**
     * Adds a key to sign with. One for the sandbox counts there at once. Of others, a partner's own, signed with a good one,
     * counts at once; any other is approved first.
     */
    @PostMapping("/keys")
    ResponseEntity<PartnerView> addSigningKey(
            @PathVariable String id,
            @Valid @RequestBody NewKey body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.named(body.algorithm())
                .orElseThrow(() -> InvalidRequest.field("/algorithm", "unknown-code"));
        VerificationKey told = read(algorithm, body.publicKey());
        Duration overlap = Duration.ofHours(body.overlapHours() == null ? USUAL_OVERLAP_HOURS : body.overlapHours());
        String keyId = Ids.next();
        return answer(partners.act(id, scope, key, partner -> {
            if (body.stage() == KeyStage.SANDBOX) {
                partner.addSandboxKey(keyId, told, overlap, caller.subject(), clock.instant());
            } else {
                partner.addKey(keyId, told, overlap, caller.has("bureau-client"), caller.subject(), clock.instant());
            }
        }));
    }

    private static VerificationKey read(SignatureAlgorithm algorithm, String text) {
        try {
            return VerificationKey.read(algorithm, text);
        } catch (IllegalArgumentException notAKey) {
            throw InvalidRequest.field("/publicKey", "not-a-public-key");
        }
    }

    /** Vouches for a key, as another person than whoever brought it. */
    @PostMapping("/keys/{keyId}/approvals")
    ResponseEntity<PartnerView> approveSigningKey(
            @PathVariable String id,
            @PathVariable String keyId,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return answer(
                partners.act(id, scope, key, partner -> partner.approveKey(keyId, caller.subject(), clock.instant())));
    }

    /** Lets a key out of the sandbox into production, as another person than whoever brought it. */
    @PostMapping("/keys/{keyId}/promotions")
    ResponseEntity<PartnerView> promoteSigningKey(
            @PathVariable String id,
            @PathVariable String keyId,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return answer(
                partners.act(id, scope, key, partner -> partner.promoteKey(keyId, caller.subject(), clock.instant())));
    }

    /** Retires a key at once; what it signed is refused within seconds. */
    @PostMapping("/keys/{keyId}/retirements")
    ResponseEntity<PartnerView> retireSigningKey(
            @PathVariable String id, @PathVariable String keyId, @Nullable IdempotencyKey key, Scope scope) {
        return answer(partners.act(id, scope, key, partner -> partner.retireKey(keyId, clock.instant())));
    }

    /** Asks for a range of addresses to call from. */
    @PostMapping("/addresses")
    ResponseEntity<PartnerView> addAddressRange(
            @PathVariable String id,
            @Valid @RequestBody NewRange body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        String cidr =
                Cidr.canonical(body.cidr()).orElseThrow(() -> InvalidRequest.field("/cidr", "not-an-address-range"));
        String addressId = Ids.next();
        return answer(partners.act(
                id, scope, key, partner -> partner.addAddress(addressId, cidr, body.until(), caller.subject())));
    }

    /** Approves a range, as another person than whoever asked. From the first one on, no other address may call. */
    @PostMapping("/addresses/{addressId}/approvals")
    ResponseEntity<PartnerView> approveAddressRange(
            @PathVariable String id,
            @PathVariable String addressId,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return answer(partners.act(id, scope, key, partner -> partner.approveAddress(addressId, caller.subject())));
    }

    /** Takes a range away at once. */
    @PostMapping("/addresses/{addressId}/removals")
    ResponseEntity<PartnerView> removeAddressRange(
            @PathVariable String id, @PathVariable String addressId, @Nullable IdempotencyKey key, Scope scope) {
        return answer(partners.act(id, scope, key, partner -> partner.removeAddress(addressId)));
    }

    /** Answers with what it was sent: a partner's client that gets here signs as it should, also before its approval. */
    @PostMapping("/self-tests")
    SelfTest testPartnerClient(@PathVariable String id, @Valid @RequestBody Echo body, Scope scope) {
        Partner partner = partners.require(id, scope);
        return new SelfTest(partner.bureau(), partner.partnerState(), body.text(), clock.instant());
    }

    private ResponseEntity<PartnerView> answer(Partner partner) {
        return Etags.answer(PartnerView.of(partner, clock.instant()), partner.version(), "full");
    }

    /**
     * A key to sign with.
     *
     * @param algorithm {@code ed25519}, {@code ecdsa-p256-sha256} or {@code sm2-sm3}
     * @param publicKey SubjectPublicKeyInfo, in PEM or base64
     * @param overlapHours how long older keys of its stage stay good beside it; a week where nothing is said
     * @param stage production where nothing is said
     */
    record NewKey(
            @NotBlank @Size(max = 40) String algorithm,
            @NotBlank @Size(max = 2_000) String publicKey,
            @Nullable @Min(0) @Max(720) Integer overlapHours,
            @Nullable KeyStage stage) {}

    /** A range of addresses to call from, such as {@code 203.0.113.0/24}, and its end. */
    record NewRange(
            @NotBlank @Size(max = 50) String cidr,
            @NotNull @Future Instant until) {}

    /** Anything, to have it back. */
    record Echo(@NotBlank @Size(max = 1_000) String text) {}

    /** What came in, as whom and when by the platform's clock. */
    record SelfTest(String bureau, PartnerState state, String text, Instant at) {}
}
