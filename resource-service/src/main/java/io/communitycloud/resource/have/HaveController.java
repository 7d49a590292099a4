package io.communitycloud.resource.have;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Cursor;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.resource.facility.Facilities;
import io.communitycloud.resource.facility.Facility;
import io.communitycloud.resource.have.TakingInHave.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hospital availability in EDXL-HAVE, out and in. */
@RestController
@RequestMapping("/api/v1/facilities/have")
class HaveController {

    private final Facilities facilities;
    private final TakingInHave takingIn;
    private final Clock clock;

    HaveController(Facilities facilities, TakingInHave takingIn, Clock clock) {
        this.facilities = facilities;
        this.takingIn = takingIn;
        this.clock = clock;
    }

    /** All facilities of the caller's area; where availability is not known, no figure is given. */
    @GetMapping(produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<byte[]> exportHospitalStatus(Scope scope) {
        Instant now = clock.instant();
        List<HaveHospital> hospitals = new ArrayList<>();
        @Nullable Cursor cursor = null;
        do {
            Page<Facility> page = facilities.page(scope, new PageRequest(PageRequest.MAXIMUM_LIMIT, cursor));
            page.items().forEach(facility -> hospitals.add(HaveHospital.of(facility, now)));
            cursor = page.next() == null ? null : Cursor.decode(page.next());
        } while (cursor != null);
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "xml", StandardCharsets.UTF_8))
                .body(HaveDocument.write(hospitals).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes in what another system says; each hospital is answered for itself. */
    @PostMapping(consumes = MediaType.APPLICATION_XML_VALUE)
    HospitalStatusTaken importHospitalStatus(@RequestBody byte[] document, Scope scope) {
        List<HospitalOutcome> outcomes = HaveDocument.read(text(document)).stream()
                .map(hospital -> new HospitalOutcome(hospital.id(), takingIn.takeIn(hospital, scope)))
                .toList();
        return new HospitalStatusTaken(outcomes);
    }

    private static String text(byte[] document) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw InvalidRequest.field("", "malformed-have");
        }
    }

    /** What has become of a message. */
    record HospitalStatusTaken(List<HospitalOutcome> hospitals) {}

    /** What has become of one hospital of it. */
    record HospitalOutcome(String facilityId, Outcome outcome) {}
}
