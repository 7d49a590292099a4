package io.communitycloud.resident;

import io.communitycloud.resident.identifier.Gb2260Codes;
import io.communitycloud.resident.identifier.Identifiers;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The service that owns areas, residents, households and dwellings. */
@SpringBootApplication
public class ResidentServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(ResidentServiceApplication.class, args);
    }

    /** @param allowSynthetic whether numbers and phones of nobody are accepted; never in production */
    @Bean
    Identifiers identifiers(@Value("${allow-synthetic:false}") boolean allowSynthetic, Clock clock) {
        return new Identifiers(Gb2260Codes.shipped(), allowSynthetic, clock);
    }
}
