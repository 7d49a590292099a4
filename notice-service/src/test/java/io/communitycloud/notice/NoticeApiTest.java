package io.communitycloud.notice;

import io.communitycloud.common.testing.conventions.ApiConventions;
import io.communitycloud.common.testing.platform.PlatformTest;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The conventions of the API, tried on every operation of this service. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "logging.structured.format.console="})
@PlatformTest
class NoticeApiTest extends ApiConventions {

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        WorkedByHand.Secrets.add(registry);
    }
}
