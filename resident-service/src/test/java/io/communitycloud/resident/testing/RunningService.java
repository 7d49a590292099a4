package io.communitycloud.resident.testing;

import static io.communitycloud.resident.testing.SamplePerson.somebody;
import static org.awaitility.Awaitility.await;

import io.communitycloud.common.testing.identity.TestIdentity;
import io.communitycloud.common.testing.identity.TestTokens;
import io.communitycloud.common.testing.platform.PlatformTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.mongodb.core.MongoTemplate;

/** The service with its store and its broker; one for all tests that extend it, so each brings people of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "allow-synthetic=true",
            "privacy.key=Hx0XyJm3PlCpMZ1WExmOTB5jCOZ2aN6NYX1tvJ0t4Hw=",
            "privacy.pepper=u0PzZ5yqk3n1bV7cXw9eRt2YhGjKlM4sDfQaNp8oIiU="
        })
@PlatformTest
@TestIdentity
public abstract class RunningService {

    protected static final String CITY = "310000000000";
    protected static final String STREET = "310101002000";
    protected static final String COMMITTEE = "310101002001";
    protected static final String NEIGHBOUR = "310101002002";
    /** A committee whose code looks like a street's. */
    protected static final String ROUND_COMMITTEE = "310101002010";
    /** A district whose code looks like a street's. */
    protected static final String ROUND_DISTRICT = "310110000000";

    protected static final String IN_ROUND_DISTRICT = "310110001001";
    protected static final String IN_PUDONG = "310115004001";

    @LocalServerPort
    private int port;

    @Autowired
    protected MongoTemplate mongo;

    @BeforeEach
    void waitForTheMap() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> worker(COMMITTEE).get("/areas/" + COMMITTEE).status() == 200);
    }

    protected static TestTokens tokens() {
        return TestTokens.shared();
    }

    protected Api as(TestTokens.Token token) {
        return new Api(port, token);
    }

    protected Api worker(String committee) {
        return as(tokens().role("social-worker").area(committee).subject("worker-" + committee));
    }

    protected Api head(String committee) {
        return as(tokens().role("committee-head").area(committee).subject("head-" + committee));
    }

    protected Api district(String code) {
        return as(tokens().role("district-operator").area(code).subject("district-" + code));
    }

    protected Api resident(String id) {
        return as(tokens().role("resident").area(COMMITTEE).resident(id).subject("resident-" + id));
    }

    protected Api system() {
        return as(tokens().role("system").subject("notice-service"));
    }

    /** Registers somebody in a committee who lives in no household yet. */
    protected Answer registered(String committee) {
        return worker(committee)
                .post("/residents", somebody().in(committee).json())
                .created();
    }

    /** Registers a person. */
    protected Answer registered(String committee, SamplePerson person) {
        return worker(committee).post("/residents", person.json()).created();
    }

    /** A new home in a committee. */
    protected Answer dwelling(String committee) {
        return worker(committee)
                .post("/dwellings", """
                    {"area": "%s", "type": "OLD_LILONG",
                     "address": {"lane": "云南中路%s弄", "building": "1号", "room": "101室"}}
                    """.formatted(committee, committee.substring(6)))
                .created();
    }

    /** A new household in a new home of a committee. */
    protected String household(String committee) {
        return householdIn(committee, dwelling(committee).id());
    }

    /** A new household in a home. */
    protected String householdIn(String committee, String dwelling) {
        return worker(committee)
                .post("/households", "{\"dwellingId\": \"" + dwelling + "\"}")
                .created()
                .id();
    }
}
