package io.communitycloud.common.web.openapi;

import io.communitycloud.common.web.IdempotencyKey;
import io.communitycloud.common.web.IfMatch;
import io.communitycloud.common.web.PageRequest;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.models.GroupedOpenApi;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Serves this process's OpenAPI 3.1 document at {@code /v3/api-docs/<context>}. */
@AutoConfiguration(beforeName = "org.springdoc.core.configuration.SpringDocConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(GroupedOpenApi.class)
public class OpenApiAutoConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(PageRequest.class, IfMatch.class, IdempotencyKey.class);
    }

    @Bean
    @ConditionalOnMissingBean
    OpenAPI openApi(Environment environment) {
        String context = environment.getRequiredProperty("cloud.context");
        return new OpenAPI()
                .info(new Info()
                        .title("Community Cloud: " + context)
                        .version("1")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                // Relative: a document is valid wherever it is served.
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                ConventionsInDocument.BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList(ConventionsInDocument.BEARER));
    }

    @Bean
    @ConditionalOnMissingBean
    GroupedOpenApi contextDocument(Environment environment) {
        return GroupedOpenApi.builder()
                .group(environment.getRequiredProperty("cloud.context"))
                .packagesToScan("io.communitycloud")
                .build();
    }

    @Bean
    ConventionsInDocument conventionsInDocument() {
        return new ConventionsInDocument();
    }

    @Bean
    RequiredByNullness requiredByNullness() {
        return new RequiredByNullness();
    }
}
