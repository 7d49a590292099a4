package io.communitycloud.resident;

import io.communitycloud.common.testing.conventions.ApiConventions;
import io.communitycloud.common.testing.platform.Platform;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The conventions of the API, tried on every operation of this service. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "logging.structured.format.console=",
            "privacy.key=Hx0XyJm3PlCpMZ1WExmOTB5jCOZ2aN6NYX1tvJ0t4Hw=",
            "privacy.pepper=PEkf2WT3sAADCDjJohAP3tZT6AT+bUq8SchAhgKjINg="
        })
class ResidentApiTest extends ApiConventions {

    @DynamicPropertySource
    static void platform(DynamicPropertyRegistry properties) {
        properties.add("MONGODB_URI", Platform::storeUri);
        properties.add("KAFKA_BOOTSTRAP_SERVERS", Platform::brokers);
    }
}
