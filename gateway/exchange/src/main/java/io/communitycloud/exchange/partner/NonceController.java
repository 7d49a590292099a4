package io.communitycloud.exchange.partner;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where the edge asks whether a signed call came before; no route leads here from outside. */
@RestController
class NonceController {

    /** However long a signature is said to be good, no nonce is kept longer than this. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final TakenNonces nonces;
    private final Clock clock;

    NonceController(TakenNonces nonces, Clock clock) {
        this.nonces = nonces;
        this.clock = clock;
    }

    /** Takes a nonce, with the token of the partner whose it is: nobody can use up another's. */
    @PostMapping("/internal/nonces")
    ResponseEntity<Void> claimNonce(@Valid @RequestBody Claim body, Scope scope) {
        Instant longest = clock.instant().plus(LONGEST);
        Instant until = body.until().isBefore(longest) ? body.until() : longest;
        if (!nonces.take(scope, body.keyId(), body.nonce(), until)) {
            throw new Refused(PartnerRefusal.NONCE_USED);
        }
        return ResponseEntity.noContent().build();
    }

    /** A nonce to be taken until its signature is too old. */
    record Claim(
            @NotBlank @Size(max = 64) String keyId,

            @NotNull @Pattern(regexp = "[A-Za-z0-9._~+/=-]{16,128}")
            String nonce,

            @NotNull Instant until) {}
}
