package io.communitycloud.sample;

import io.communitycloud.common.testing.conventions.ApiConventions;
import java.util.List;
import org.springframework.boot.test.context.SpringBootTest;

/** The suite itself, tried on a service that keeps every convention. */
@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=sample-service", "logging.structured.format.console="})
class SampleConventionsTest extends ApiConventions {

    @Override
    protected List<String> laws() {
        return List.of("sample-access.yaml");
    }
}
