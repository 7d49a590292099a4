package io.communitycloud.resident.contract;

import io.communitycloud.common.testing.contract.PublishedContracts;
import io.communitycloud.common.testing.platform.PlatformTest;
import org.springframework.boot.test.context.SpringBootTest;

/** Held against {@code contracts/openapi/resident.json} and {@code contracts/asyncapi/resident.json}. */
@PlatformTest(broker = false)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "allow-synthetic=true",
            "privacy.key=Hx0XyJm3PlCpMZ1WExmOTB5jCOZ2aN6NYX1tvJ0t4Hw=",
            "privacy.pepper=u0PzZ5yqk3n1bV7cXw9eRt2YhGjKlM4sDfQaNp8oIiU="
        })
class PublishedContractsTest extends PublishedContracts {}
