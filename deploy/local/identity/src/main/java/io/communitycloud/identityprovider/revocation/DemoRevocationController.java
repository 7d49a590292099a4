package io.communitycloud.identityprovider.revocation;

import io.communitycloud.identityprovider.key.Secrets;
import io.communitycloud.identityprovider.revocation.RevocationFeed.FeedUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes back any token, or all of a subject, for whoever can read this copy's demo secret. */
@RestController
class DemoRevocationController {

    private final Secrets secrets;
    private final RevokingTokens revoking;

    DemoRevocationController(Secrets secrets, RevokingTokens revoking) {
        this.secrets = secrets;
        this.revoking = revoking;
    }

    @PostMapping("/demo/revocations")
    ResponseEntity<Void> revoke(
            @RequestHeader(name = "X-Demo-Secret", required = false) @Nullable String secret, @RequestBody Wish wish) {
        if (secret == null || !secrets.opensDemo(secret)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        if ((wish.token() == null) == (wish.subject() == null)) {
            return ResponseEntity.badRequest().build();
        }
        try {
            if (wish.token() != null) {
                revoking.token(wish.token(), null);
            }
            if (wish.subject() != null) {
                revoking.subject(wish.subject());
            }
            return ResponseEntity.noContent().build();
        } catch (FeedUnavailable e) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, "5")
                    .build();
        }
    }

    /** Exactly one of the two. */
    record Wish(@Nullable String token, @Nullable String subject) {}
}
