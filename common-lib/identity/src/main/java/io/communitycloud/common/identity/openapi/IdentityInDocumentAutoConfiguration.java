package io.communitycloud.common.identity.openapi;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.identity.access.AccessLaw;
import io.communitycloud.common.identity.autoconfigure.IdentityAutoConfiguration;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Writes the law's rows into the OpenAPI document. */
@AutoConfiguration(after = IdentityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(GlobalOperationCustomizer.class)
public class IdentityInDocumentAutoConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Scope.class);
    }

    @Bean
    LawInDocument lawInDocument(AccessLaw law) {
        return new LawInDocument(law);
    }
}
