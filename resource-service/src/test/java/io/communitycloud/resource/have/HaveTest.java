package io.communitycloud.resource.have;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.identity.TestTokens.Token;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.resource.Api;
import io.communitycloud.resource.Reserve;
import io.communitycloud.resource.ResourceTest;
import io.communitycloud.resource.have.HaveHospital.Beds;
import io.communitycloud.resource.have.TakingInHave.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** Availability as it leaves and comes in. */
@ResourceTest
class HaveTest {

    private static final String AREA = "310115000000";
    private static final Scope DISTRICT = Scope.area(AREA);

    private final AreaTree areas;
    private final MongoTemplate mongo;
    private final TakingInHave takingIn;
    private final int port;
    private final Api api;
    private final Token district = TestTokens.shared().role("district-operator").area(AREA);

    HaveTest(
            @Autowired AreaTree areas,
            @LocalServerPort int port,
            @Autowired MongoTemplate mongo,
            @Autowired TakingInHave takingIn) {
        this.areas = areas;
        this.mongo = mongo;
        this.takingIn = takingIn;
        this.port = port;
        this.api = new Api(port);
    }

    @BeforeEach
    void loaded() {
        Reserve.takenIn(areas, mongo);
    }

    @Test
    void comesInAsItWentOut() throws Exception {
        HaveHospital unknown = exported("SBH-C01");
        assertThat(unknown.beds()).isNotEmpty().allSatisfy(beds -> {
            assertThat(beds.available()).isNull();
            assertThat(beds.baseline()).isPositive();
        });
        assertThat(takingIn.takeIn(unknown, DISTRICT)).isEqualTo(Outcome.AVAILABILITY_UNKNOWN);

        Instant at = Instant.now().minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.MILLIS);
        HaveHospital told = new HaveHospital(
                unknown.id(),
                unknown.name(),
                unknown.beds().stream()
                        .map(beds ->
                                new Beds(beds.type(), 3, beds.baseline(), beds.within24Hours(), beds.within72Hours()))
                        .toList(),
                at);
        String document = HaveDocument.write(List.of(told));
        assertThat(HaveDocument.read(document)).containsExactly(told);
        HttpResponse<String> taken = send(HttpRequest.newBuilder()
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString(document)));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(taken.body()).contains("\"facilityId\":\"SBH-C01\"", "\"outcome\":\"TAKEN\"");
        assertThat(exported("SBH-C01")).isEqualTo(told);
        assertThat(takingIn.takeIn(told, DISTRICT)).isEqualTo(Outcome.NOT_NEWER);
        assertThat(api.get("/api/v1/facilities/SBH-C01/capacity", district)
                        .is(200)
                        .body()
                        .path("available")
                        .asInt())
                .isEqualTo(3 * told.beds().size());
    }

    @Test
    void answersForEachHospitalWhyItWasNotTaken() {
        Instant now = Instant.now();
        assertThat(takeIn("SBH-C01", 1, null)).isEqualTo(Outcome.NO_UPDATE_TIME);
        assertThat(takeIn("SBH-C01", 1, now.plus(Duration.ofHours(1)))).isEqualTo(Outcome.IN_THE_FUTURE);
        assertThat(takeIn("SBH-0101-1", 1, now)).isEqualTo(Outcome.UNKNOWN_FACILITY);
        assertThat(takeIn("SBH-C01", 100_000, now)).isEqualTo(Outcome.MORE_THAN_BASELINE);
    }

    @Test
    void takesNothingThatIsNotHave() {
        for (String text : List.of(
                "",
                "{}",
                "<HospitalStatus/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>&e;</x>",
                "<have:HospitalStatus xmlns:have=\"" + HaveDocument.HAVE + "\">",
                "<have:HospitalStatus xmlns:have=\"" + HaveDocument.HAVE
                        + "\"><have:BedCapacity><have:AvailableCount>many</have:AvailableCount></have:BedCapacity>"
                        + "</have:HospitalStatus>")) {
            assertThatThrownBy(() -> HaveDocument.read(text)).as(text).isInstanceOf(InvalidRequest.class);
        }
    }

    private Outcome takeIn(String facility, int available, @Nullable Instant at) {
        List<Beds> beds = java.util.Arrays.stream(HaveBedType.values())
                .map(type -> new Beds(type.code(), available, null, null, null))
                .toList();
        return takingIn.takeIn(new HaveHospital(facility, "x", beds, at), DISTRICT);
    }

    private HaveHospital exported(String facility) throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder().GET());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
        List<HaveHospital> hospitals = HaveDocument.read(answer.body());
        return hospitals.stream()
                .filter(each -> each.id().equals(facility))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.uri(URI.create("http://127.0.0.1:" + port + "/api/v1/facilities/have"))
                            .header("Authorization", "Bearer " + district.mint())
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
