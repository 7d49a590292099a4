package io.communitycloud.edge;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static io.communitycloud.edge.Client.json;
import static io.communitycloud.edge.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.identity.token.Revocations;
import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.identity.TestTokens;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The edge and the tokens of a provider that really signs. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "CLOUD_HOME=target/edge-test",
            "cloud.identity.revocations=false",
            "logging.structured.format.console="
        })
@TestIdentity
class TokensTest {

    private final Client client;
    private final Revocations revocations;

    TokensTest(@LocalServerPort int port, @Autowired Revocations revocations) {
        this.client = new Client(port);
        this.revocations = revocations;
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        Services.register(registry);
    }

    @BeforeEach
    void servicesAnswer() {
        Services.RESIDENT.resetAll();
        Services.RESIDENT.stubFor(any(anyUrl()).willReturn(ok("resident")));
    }

    @Test
    void knowsACallerByHerToken(TestTokens tokens) {
        String token = tokens.role("social-worker").subject("li").mint();
        assertThat(call(token).body()).isEqualTo("resident");
        HttpResponse<String> me = client.get("/api/v1/me", "Authorization", "Bearer " + token);
        assertThat(json(me).path("subject").stringValue()).isEqualTo("li");
        assertThat(json(me).path("area").path("code").stringValue()).isEqualTo("310101002001");
    }

    @Test
    void refusesWhatIsNotOursOrNotNow(TestTokens tokens) {
        String good = tokens.role("social-worker").mint();
        for (String bad : List.of(
                tokens.role("social-worker").expired().mint(),
                tokens.role("social-worker").forged().mint(),
                tokens.role("social-worker").claim("aud", List.of("another")).mint(),
                tokens.role("social-worker").claim("iss", "http://elsewhere").mint(),
                good.substring(0, good.lastIndexOf('.') + 1),
                good.replaceFirst("^[^.]+", "eyJhbGciOiJub25lIn0"),
                good + "x",
                "a.b.c",
                "null")) {
            HttpResponse<String> answer = call(bad);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(problem(answer)).isEqualTo("unauthorized");
        }
    }

    @Test
    void shutsOutARevokedTokenThatItHadAccepted(TestTokens tokens) {
        String token = tokens.role("social-worker").claim("jti", "stolen").mint();
        assertThat(call(token).statusCode()).isEqualTo(200);
        revocations.revoke("stolen", Instant.now().plusSeconds(300));
        assertThat(call(token).statusCode()).isEqualTo(401);
        assertThat(call(tokens.role("social-worker").mint()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> call(String token) {
        return client.get("/api/v1/residents", "Authorization", "Bearer " + token);
    }
}
