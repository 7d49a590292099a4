package io.communitycloud.resident;

import io.communitycloud.common.testing.conventions.ApiConventions;
import io.communitycloud.common.testing.platform.PlatformTest;
import org.springframework.boot.test.context.SpringBootTest;

/** The conventions of the API, tried on every operation of this service. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "allow-synthetic=true",
            "privacy.key=Hx0XyJm3PlCpMZ1WExmOTB5jCOZ2aN6NYX1tvJ0t4Hw=",
            "privacy.pepper=u0PzZ5yqk3n1bV7cXw9eRt2YhGjKlM4sDfQaNp8oIiU="
        })
@PlatformTest
class ResidentApiIT extends ApiConventions {}
