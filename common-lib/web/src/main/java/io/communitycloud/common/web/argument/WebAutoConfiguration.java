package io.communitycloud.common.web.argument;

import io.communitycloud.common.web.ClientNames;
import io.communitycloud.common.web.MergePatch;
import io.communitycloud.common.web.limit.HandlerLimits;
import io.communitycloud.common.web.limit.RequestLimitFilter;
import io.communitycloud.common.web.observability.RequestIdFilter;
import io.communitycloud.common.web.observability.SecurityHeadersFilter;
import io.communitycloud.common.web.problem.Failures;
import io.communitycloud.common.web.problem.ProblemAutoConfiguration;
import io.communitycloud.common.web.problem.Problems;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.validation.Validator;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Sets up the filters, limits and argument resolvers of every process that speaks HTTP. */
@AutoConfiguration(after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebProperties.class)
public class WebAutoConfiguration {

    /** Behind the observation filter ({@code HIGHEST_PRECEDENCE + 1}), so that the trace is known. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
        return registered(new RequestIdFilter(), FIRST);
    }

    @Bean
    FilterRegistrationBean<SecurityHeadersFilter> securityHeadersFilter() {
        return registered(new SecurityHeadersFilter(), FIRST + 1);
    }

    @Bean
    FilterRegistrationBean<RequestLimitFilter> requestLimitFilter(
            WebProperties properties, Problems problems, Failures failures) {
        return registered(new RequestLimitFilter(properties.bodyLimit().toBytes(), problems, failures), FIRST + 2);
    }

    private static <F extends Filter> FilterRegistrationBean<F> registered(F filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }

    @Bean
    @ConditionalOnMissingBean
    ClientNames clientNames() {
        return request -> {
            Principal principal = request.getUserPrincipal();
            return principal == null ? "anonymous" : principal.getName();
        };
    }

    @Bean
    MergePatch mergePatch(JsonMapper json, Validator validator) {
        return new MergePatch(json, validator);
    }

    @Bean
    PageLinks pageLinks() {
        return new PageLinks();
    }

    @Bean
    WebMvcConfigurer requestConventions(
            WebProperties properties, ClientNames clients, ObjectProvider<HandlerMethodArgumentResolver> others) {
        var ifMatch = new IfMatchArgument();
        List<HandlerMethodArgumentResolver> own =
                List.of(new PageRequestArgument(), ifMatch, new IdempotencyKeyArgument(clients));
        return new WebMvcConfigurer() {

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.addAll(own);
                others.orderedStream().forEach(resolvers::add);
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new HandlerLimits(properties.bodyLimit().toBytes(), this::isResolvedOtherwise))
                        .order(Ordered.LOWEST_PRECEDENCE - 100);
                registry.addInterceptor(ifMatch).order(Ordered.LOWEST_PRECEDENCE - 90);
            }

            private boolean isResolvedOtherwise(MethodParameter parameter) {
                return own.stream().anyMatch(each -> each.supportsParameter(parameter))
                        || others.stream().anyMatch(each -> each.supportsParameter(parameter));
            }
        };
    }
}
