package io.communitycloud.resident.accesslog;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.problem.ProblemMessages;
import io.communitycloud.resident.accesslog.VerifyingAccess.AnchorVerification;
import io.communitycloud.resident.accesslog.VerifyingAccess.ChainVerification;
import io.communitycloud.resident.resident.Residents;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What a resident sees of who looked at her, and what an auditor needs to trust it. */
@RestController
@RequestMapping("/api/v1")
class AccessLogController {

    private final AccessEntries entries;
    private final AccessAnchors anchors;
    private final VerifyingAccess verifying;
    private final Residents residents;
    private final AreaTree areas;
    private final PlainWords words;

    AccessLogController(
            AccessEntries entries,
            AccessAnchors anchors,
            VerifyingAccess verifying,
            Residents residents,
            AreaTree areas,
            PlainWords words) {
        this.entries = entries;
        this.anchors = anchors;
        this.verifying = verifying;
        this.residents = residents;
        this.areas = areas;
        this.words = words;
    }

    /** Who saw this resident's data in clear, newest first; of her household nobody but herself may read it. */
    @GetMapping("/residents/{id}/access-log")
    Page<Look> readAccessLog(
            @PathVariable String id,
            PageRequest page,
            Scope scope,
            Caller caller,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        residents.require(id, scope);
        if (caller.has("resident") && !id.equals(caller.residentId())) {
            throw Refused.notFound();
        }
        return entries.ofResident(id, page).map(entry -> look(entry, caller, ProblemMessages.language(language)));
    }

    /** Who saw anybody's data within the auditor's area, newest first. */
    @GetMapping("/access-records")
    Page<Look> listAccessRecords(
            PageRequest page,
            Scope scope,
            Caller caller,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        return entries.page(scope, page).map(entry -> look(entry, caller, ProblemMessages.language(language)));
    }

    /** Whether a committee's chain is whole. */
    @GetMapping("/access-chains/{area}/verification")
    ChainVerification verifyAccessChain(@PathVariable String area, Scope scope) {
        if (!areas.path(area).contains(scope.key())) {
            throw Refused.notFound();
        }
        return verifying.verify(area);
    }

    /** The daily seals over all chains, newest first. */
    @GetMapping("/access-anchors")
    Page<AccessAnchor> listAccessAnchors(PageRequest page) {
        return anchors.page(page);
    }

    /** Whether the seals follow from each other and from what they seal. */
    @GetMapping("/access-anchors/verification")
    AnchorVerification verifyAccessAnchors() {
        return verifying.verifyAnchors();
    }

    private Look look(AccessEntry entry, Caller caller, Locale locale) {
        JsonNode access = entry.members();
        Evidence evidence = caller.has("auditor")
                ? new Evidence(
                        access.path("subject").asString(),
                        texts(access.path("resourceIds")),
                        text(access.path("traceId")),
                        entry.area(),
                        entry.position(),
                        entry.previousHash(),
                        entry.hash())
                : null;
        return new Look(
                entry.recordId(),
                Instant.parse(access.path("at").asString()),
                access.path("name").asString(),
                texts(access.path("roles")),
                text(access.path("purpose")),
                text(access.path("case")),
                access.path("operation").asString(),
                texts(access.path("fields")),
                words.sentence(access, locale),
                evidence);
    }

    private static List<String> texts(JsonNode codes) {
        return codes.valueStream().map(JsonNode::asString).toList();
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() ? value.asString() : null;
    }

    /**
     * One look at personal data.
     *
     * @param name of who looked
     * @param caseNumber of the matter it was for, where there is one
     * @param fields what was shown in clear
     * @param sentence all of it in plain words, in the caller's language
     * @param evidence for auditors only
     */
    record Look(
            String id,
            Instant at,
            String name,
            List<String> roles,
            @Nullable String purpose,
            @Nullable String caseNumber,
            String operation,
            List<String> fields,
            String sentence,
            @Nullable Evidence evidence) {}

    /**
     * What an auditor checks a look by.
     *
     * @param subject the account that looked
     * @param resourceIds everybody it was about
     * @param area whose chain it is in
     * @param position in the chain, from 1
     */
    record Evidence(
            String subject,
            List<String> resourceIds,
            @Nullable String traceId,
            String area,
            long position,
            String previousHash,
            String hash) {}
}
