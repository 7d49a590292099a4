package io.communitycloud.exchange.grant;

import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.exchange.partner.Partners;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Grants over HTTP. */
@RestController
@RequestMapping("/api/v1/partners/{id}/grants")
class GrantController {

    private final Grants grants;
    private final Partners partners;
    private final Grantable grantable;
    private final Creations creations;
    private final IdentityProperties identity;
    private final Clock clock;

    GrantController(
            Grants grants,
            Partners partners,
            Grantable grantable,
            Creations creations,
            IdentityProperties identity,
            Clock clock) {
        this.grants = grants;
        this.partners = partners;
        this.grantable = grantable;
        this.creations = creations;
        this.identity = identity;
        this.clock = clock;
    }

    /** Asks for operations; another person decides. */
    @PostMapping
    ResponseEntity<GrantView> askForGrant(
            @PathVariable String id,
            @Valid @RequestBody GrantRequest body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        String bureau = partners.requireBureau(id, scope);
        for (int i = 0; i < body.operations().size(); i++) {
            if (!grantable.includes(body.operations().get(i))) {
                throw InvalidRequest.field("/operations/" + i, "unknown-code");
            }
        }
        Grant grant = creations.once(key, grantId -> grants.find(grantId, Scope.everything()), grantId -> {
            Grant asked = Grant.ask(
                    grantId,
                    identity.city(),
                    id,
                    bureau,
                    new Grant.Wanted(body.agreement(), body.operations(), body.fields(), body.until()),
                    caller.subject(),
                    clock.instant());
            grants.save(asked);
            return asked;
        });
        return ResponseEntity.created(URI.create("/api/v1/partners/" + id + "/grants/" + grant.id()))
                .eTag(Etags.of(grant.version(), "full"))
                .body(GrantView.of(grant));
    }

    @GetMapping
    Page<GrantView> listGrants(@PathVariable String id, PageRequest page, Scope scope) {
        return grants.ofPartner(id, scope, page).map(GrantView::of);
    }

    @GetMapping("/{grantId}")
    ResponseEntity<GrantView> readGrant(@PathVariable String id, @PathVariable String grantId, Scope scope) {
        return answer(grants.find(grantId, scope)
                .filter(grant -> grant.partnerId().equals(id))
                .orElseThrow(Refused::notFound));
    }

    /** Allows what was asked for, as another person than whoever asked. */
    @PostMapping("/{grantId}/approvals")
    ResponseEntity<GrantView> allowGrant(
            @PathVariable String id,
            @PathVariable String grantId,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return answer(grants.act(grantId, scope, key, grant -> of(id, grant).allow(caller.subject(), clock.instant())));
    }

    /** Refuses what was asked for, and says why. */
    @PostMapping("/{grantId}/refusals")
    ResponseEntity<GrantView> refuseGrant(
            @PathVariable String id,
            @PathVariable String grantId,
            @Valid @RequestBody Reason body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return answer(grants.act(grantId, scope, key, grant -> of(id, grant).refuse(body.reason(), caller.subject())));
    }

    /** Takes an allowed grant back; the edge refuses its calls within seconds. */
    @PostMapping("/{grantId}/withdrawals")
    ResponseEntity<GrantView> withdrawGrant(
            @PathVariable String id,
            @PathVariable String grantId,
            @Valid @RequestBody Reason body,
            @Nullable IdempotencyKey key,
            Caller caller,
            Scope scope) {
        return answer(
                grants.act(grantId, scope, key, grant -> of(id, grant).withdraw(body.reason(), caller.subject())));
    }

    private static Grant of(String partnerId, Grant grant) {
        if (!grant.partnerId().equals(partnerId)) {
            throw Refused.notFound();
        }
        return grant;
    }

    private static ResponseEntity<GrantView> answer(Grant grant) {
        return Etags.answer(GrantView.of(grant), grant.version(), "full");
    }

    /**
     * What a partner asks for.
     *
     * @param agreement number of the data-sharing agreement
     * @param operations operation ids of the published documents, or {@code legacy/<system>/<operation>}
     * @param fields members of the answers it needs, {@code *} for all
     */
    record GrantRequest(
            @NotBlank @Size(max = 100) String agreement,

            @NotEmpty @Size(max = 100)
            List<@Pattern(regexp = "[a-z][A-Za-z0-9]{1,80}|legacy/[A-Z]{2,8}-[0-9]{2}/[a-z][A-Za-z0-9-]{1,60}") String>
                    operations,

            @NotEmpty @Size(max = 200) List<@Pattern(regexp = "\\*|[a-zA-Z][A-Za-z0-9]{0,60}") String> fields,

            @NotNull @Future Instant until) {}

    /** Why. */
    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /** A grant as it is shown. */
    record GrantView(
            String id,
            String partnerId,
            String bureau,
            String agreement,
            List<String> operations,
            List<String> fields,
            Instant until,
            GrantState state,
            String askedBy,
            @Nullable String decidedBy,
            @Nullable String reason,
            Instant createdAt,
            Instant updatedAt) {

        static GrantView of(Grant grant) {
            return new GrantView(
                    grant.id(),
                    grant.partnerId(),
                    grant.bureau(),
                    grant.agreement(),
                    grant.operations(),
                    grant.fields(),
                    grant.until(),
                    grant.grantState(),
                    grant.askedBy(),
                    grant.decidedBy(),
                    grant.reason(),
                    grant.createdAt(),
                    grant.updatedAt());
        }
    }
}
