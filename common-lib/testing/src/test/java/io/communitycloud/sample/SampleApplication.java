package io.communitycloud.sample;

import io.communitycloud.common.identity.access.AccessLaw;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;

@SpringBootApplication
class SampleApplication {

    @Bean
    AccessLaw sampleLaw() throws IOException {
        try (InputStream law = new ClassPathResource("sample-access.yaml").getInputStream()) {
            return AccessLaw.read(law);
        }
    }
}
