package io.communitycloud.exchange.partner;

import io.communitycloud.common.events.store.Claims;
import io.communitycloud.common.events.store.Creations;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.autoconfigure.IdentityProperties;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Partners over HTTP. */
@RestController
@RequestMapping("/api/v1/partners")
class PartnerController {

    private final Partners partners;
    private final Creations creations;
    private final Claims claims;
    private final IdentityProperties identity;
    private final Clock clock;

    PartnerController(Partners partners, Creations creations, Claims claims, IdentityProperties identity, Clock clock) {
        this.partners = partners;
        this.creations = creations;
        this.claims = claims;
        this.identity = identity;
        this.clock = clock;
    }

    /** Enters a bureau as a partner; another person has to approve it. */
    @PostMapping
    ResponseEntity<PartnerView> registerPartner(
            @Valid @RequestBody PartnerRegistration body, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        Partner partner =
                creations.once(key, id -> partners.find(id, Scope.everything()), id -> register(id, body, caller));
        return ResponseEntity.created(URI.create("/api/v1/partners/" + partner.id()))
                .eTag(Etags.of(partner.version(), "full"))
                .body(PartnerView.of(partner, clock.instant()));
    }

    private Partner register(String id, PartnerRegistration body, Caller caller) {
        Claims.Outcome claimed = claims.claim(
                "partner:" + body.bureau(),
                "",
                id,
                holder -> partners.find(holder, Scope.everything()).isPresent());
        if (!(claimed instanceof Claims.Outcome.Won)) {
            throw new Refused(PartnerRefusal.ALREADY_REGISTERED);
        }
        Partner partner = Partner.register(
                id,
                identity.city(),
                body.bureau(),
                body.name(),
                body.creditCode(),
                body.contacts(),
                caller.subject(),
                clock.instant());
        partners.save(partner);
        return partner;
    }

    @GetMapping("/{id}")
    ResponseEntity<PartnerView> readPartner(@PathVariable String id, Scope scope) {
        return answer(partners.require(id, scope));
    }

    @GetMapping
    Page<PartnerView> listPartners(
            @RequestParam(required = false) @Nullable String bureau, PageRequest page, Scope scope) {
        return partners.page(bureau, scope, page).map(partner -> PartnerView.of(partner, clock.instant()));
    }

    /** Lets a partner in, with the keys it brought; never by whoever registered it. */
    @PostMapping("/{id}/approvals")
    ResponseEntity<PartnerView> approvePartner(
            @PathVariable String id, @Nullable IdempotencyKey key, Caller caller, Scope scope) {
        return answer(partners.act(id, scope, key, partner -> partner.approve(caller.subject())));
    }

    /** Shuts a partner out within seconds. */
    @PostMapping("/{id}/suspensions")
    ResponseEntity<PartnerView> suspendPartner(
            @PathVariable String id, @Valid @RequestBody Reason body, @Nullable IdempotencyKey key, Scope scope) {
        return answer(partners.act(id, scope, key, partner -> partner.suspend(body.reason())));
    }

    /** Lets a suspended partner in again. */
    @PostMapping("/{id}/resumptions")
    ResponseEntity<PartnerView> resumePartner(@PathVariable String id, @Nullable IdempotencyKey key, Scope scope) {
        return answer(partners.act(id, scope, key, Partner::resume));
    }

    /** Decides how much a partner may ask, in peace and while a response level of I or II is in force. */
    @PutMapping("/{id}/quota")
    ResponseEntity<PartnerView> setPartnerQuota(
            @PathVariable String id, IfMatch version, @Valid @RequestBody QuotaDecision body, Scope scope) {
        return answer(partners.change(
                id,
                scope,
                version,
                partner -> partner.allow(new Quota(body.calls(), body.windowSeconds(), body.emergencyCalls()))));
    }

    private ResponseEntity<PartnerView> answer(Partner partner) {
        return Etags.answer(PartnerView.of(partner, clock.instant()), partner.version(), "full");
    }

    /** A bureau to be entered as a partner. A credit code that fails its check is taken and told of. */
    record PartnerRegistration(
            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9]{1,15}")
            String bureau,

            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "[0-9A-Z]{18}") String creditCode,
            @NotEmpty @Size(max = 10) List<@Valid Contact> contacts) {}

    /** Why. */
    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /** How much, in how long. */
    record QuotaDecision(
            @Min(1) @Max(1_000_000) int calls,
            @Min(1) @Max(3_600) int windowSeconds,
            @Min(1) @Max(10_000_000) int emergencyCalls) {}
}
