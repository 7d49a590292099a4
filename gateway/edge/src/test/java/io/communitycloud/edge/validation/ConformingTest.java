package io.communitycloud.edge.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.web.problem.ProblemMessages;
import io.communitycloud.common.web.problem.Problems;
import io.communitycloud.edge.route.RouteProperties;
import io.communitycloud.edge.route.RoutingTable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** What its settings do. */
class ConformingTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BODY = "{\"nonsense\":1}";

    @Test
    void passesEverythingWhereItIsSwitchedOff() throws Exception {
        assertThat(passes(new ValidationProperties(false, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)), BODY))
                .isTrue();
    }

    @Test
    void refusesWhatBreaksTheDocument() throws Exception {
        assertThat(passes(new ValidationProperties(true, DataSize.ofMegabytes(1), DataSize.ofMegabytes(2)), BODY))
                .isFalse();
    }

    @Test
    void passesWhatIsLargerThanItReads() throws Exception {
        assertThat(passes(new ValidationProperties(true, DataSize.ofBytes(10), DataSize.ofMegabytes(1)), BODY))
                .isTrue();
    }

    @Test
    void passesWhatItHasNoRoomFor() throws Exception {
        assertThat(passes(new ValidationProperties(true, DataSize.ofMegabytes(1), DataSize.ofBytes(0)), BODY))
                .isTrue();
    }

    /** Whether what anybody may have verified is sent on to be verified. */
    private static boolean passes(ValidationProperties properties, String body) throws Exception {
        RoutingTable routes = new RoutingTable(new RouteProperties(
                Duration.ofSeconds(3),
                DataSize.ofMegabytes(1),
                Map.of("exchange", List.of("/api/v1/call-records")),
                Map.of()));
        Conforming conforming = new Conforming(
                new Contracts(JSON),
                new JudgedBodies(properties, JSON),
                routes,
                new Problems(new ProblemMessages(ConformingTest.class.getClassLoader()), JSON),
                properties);
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/call-records/verifications");
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        MockFilterChain chain = new MockFilterChain();
        conforming.doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() != null;
    }
}
