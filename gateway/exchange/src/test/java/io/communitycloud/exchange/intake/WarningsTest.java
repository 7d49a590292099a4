package io.communitycloud.exchange.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.communitycloud.exchange.ExchangeTest;
import io.communitycloud.exchange.Surroundings;
import io.communitycloud.exchange.intake.Pushes.Answer;
import io.communitycloud.exchange.intake.Warnings.Kept;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** EMB-01's messages in whatever order they come: what notice-service says in the end is what the last of them says. */
@ExchangeTest
class WarningsTest {

    private static final WireMockServer NOTICES = Surroundings.NOTICES;
    private static final String SENDER = "emb@example.org";
    private static final String DISTRICT = "310101000000";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Pushes pushes;
    private final Warnings warnings;
    private final IntakeTickets tickets;
    private final Instant now;
    private final String play = UUID.randomUUID().toString().substring(0, 8);

    WarningsTest(
            @LocalServerPort int port,
            @Autowired Warnings warnings,
            @Autowired IntakeTickets tickets,
            @Autowired Clock clock) {
        this.pushes = new Pushes(port);
        this.warnings = warnings;
        this.tickets = tickets;
        this.now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    @BeforeEach
    void noticesAreTaken() {
        for (String message : List.of("A", "U", "V")) {
            NOTICES.stubFor(post(urlPathEqualTo("/api/v1/notices"))
                    .withRequestBody(matchingJsonPath("$[?(@.title == '" + play + message + "')]"))
                    .willReturn(okJson("{\"id\":\"N-" + play + message + "\"}").withStatus(201)));
        }
        NOTICES.stubFor(post(urlPathMatching("/api/v1/notices/N-" + play + ".*"))
                .willReturn(aResponse().withStatus(202)));
    }

    @Test
    void publishesAnAlertReplacesItByItsUpdateAndTakesThatBackWithItsCancel() {
        send("A", "Alert", 0, "");
        assertThat(published("A")).isEqualTo(1);
        assertThat(inForce("A")).contains("A");
        send("U", "Update", 1, "A");
        assertThat(recalled("A")).isEqualTo(1);
        assertThat(published("U")).isEqualTo(1);
        send("C", "Cancel", 2, "U");
        assertThat(recalled("U")).isEqualTo(1);
        assertThat(inForce("A")).isEmpty();
    }

    @Test
    void neverPublishesAnAlertWhoseCancelCameFirst() {
        send("C", "Cancel", 2, "A");
        assertThat(Warnings.awaited(warnings.chain("EMB-01", name("C")))).containsExactly(name("A"));
        send("A", "Alert", 0, "");
        assertThat(published("A")).isZero();
        assertThat(inForce("A")).isEmpty();
    }

    @Test
    void joinsTwoHalvesOfAChainByTheMessageBetweenThem() {
        send("A", "Alert", 0, "");
        send("V", "Update", 2, "U");
        assertThat(inForce("A")).contains("A");
        assertThat(inForce("V")).contains("V");
        send("U", "Update", 1, "A");
        assertThat(inForce("A")).contains("V");
        assertThat(warnings.chain("EMB-01", name("A"))).hasSize(3);
        assertThat(published("U")).isZero();
        assertThat(recalled("A")).isEqualTo(1);
    }

    @Test
    void changesNothingWhenAMessageComesAgain() {
        Answer first = send("A", "Alert", 0, "");
        assertThat(send("A", "Alert", 0, "").location()).isEqualTo(first.location());
        assertThat(published("A")).isEqualTo(1);
        assertThat(push("A", "Alert", 5, "").status()).isEqualTo(422);
    }

    @Test
    void refusesADocumentType() {
        byte[] xml = ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + xml("A", "Alert", 0, ""))
                .getBytes(StandardCharsets.UTF_8);
        Answer answer = pushes.post("EMB-01", xml, "X-Api-Key", Pushes.SECRET);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed-xml");
    }

    private Answer send(String message, String type, int minute, String refersTo) {
        Answer answer = push(message, type, minute, refersTo);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String ticket = answer.location().substring(answer.location().lastIndexOf('/') + 1);
        await().atMost(PATIENCE)
                .until(() -> tickets.find(ticket)
                        .filter(found -> found.progressState() == IntakeTicket.State.DONE)
                        .isPresent());
        assertThat(tickets.find(ticket).map(IntakeTicket::done)).contains(1);
        return answer;
    }

    private Answer push(String message, String type, int minute, String refersTo) {
        return pushes.post(
                "EMB-01",
                xml(message, type, minute, refersTo).getBytes(StandardCharsets.UTF_8),
                "X-Api-Key",
                Pushes.SECRET);
    }

    private String xml(String message, String type, int minute, String refersTo) {
        String references =
                refersTo.isEmpty() ? "" : "<references>" + name(refersTo) + ",2026-11-22T00:00:00+08:00</references>";
        String info = "<info><category>Met</category><event>暴雨</event><urgency>Immediate</urgency>"
                + "<severity>Severe</severity><certainty>Likely</certainty><headline>" + play + message
                + "</headline><description>请减少外出</description><expires>" + now.plus(1, ChronoUnit.DAYS)
                + "</expires><area><areaDesc>黄浦</areaDesc><geocode><valueName>CN-STAT-12</valueName><value>" + DISTRICT
                + "</value></geocode></area></info>";
        return "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>" + play + message
                + "</identifier><sender>" + SENDER + "</sender><sent>"
                + now.minus(60L - minute, ChronoUnit.MINUTES) + "</sent><status>Actual</status><msgType>" + type
                + "</msgType><scope>Public</scope>" + references + info + "</alert>";
    }

    private String name(String message) {
        return SENDER + "," + play + message;
    }

    private Optional<String> inForce(String message) {
        return Warnings.inForce(warnings.chain("EMB-01", name(message)))
                .map(Kept::identifier)
                .map(identifier -> identifier.substring(play.length()));
    }

    private int published(String message) {
        return asked("/api/v1/notices/N-" + play + message + "/publications");
    }

    private int recalled(String message) {
        return asked("/api/v1/notices/N-" + play + message + "/recalls");
    }

    private static int asked(String path) {
        return NOTICES.findAll(postRequestedFor(urlPathEqualTo(path))).size();
    }
}
